package crier.fetch;

/** What stands before a document's first element. */
final class Prolog {

  private Prolog() {}

  /**
   * Name of the first element after declarations, comments and a document type; empty when there is
   * none. A document type {@code html} without any element counts as {@code html}.
   */
  static String root(String text, int from) {
    boolean html = false;
    int at = from;
    while (true) {
      at = text.indexOf('<', at);
      if (at < 0 || at + 1 >= text.length()) {
        return html ? "html" : "";
      }
      char next = text.charAt(at + 1);
      if (text.startsWith("<!--", at)) {
        at = after(text, "-->", at);
      } else if (next == '?') {
        at = after(text, "?>", at);
      } else if (next == '!') {
        html |= text.regionMatches(true, at, "<!doctype html", 0, 14);
        at = doctypeEnd(text, at);
      } else if (Character.isLetter(next) || next == '_') {
        return html ? "html" : name(text, at + 1);
      } else {
        at++;
      }
      if (at < 0) {
        return html ? "html" : "";
      }
    }
  }

  private static int after(String text, String end, int from) {
    int at = text.indexOf(end, from);
    return at < 0 ? -1 : at + end.length();
  }

  /** A document type may hold an internal subset in brackets. */
  private static int doctypeEnd(String text, int from) {
    int close = text.indexOf('>', from);
    if (close < 0) {
      return -1;
    }
    int bracket = text.substring(from, close).indexOf('[');
    return bracket < 0 ? close + 1 : after(text, "]>", from + bracket);
  }

  private static String name(String text, int from) {
    int end = from;
    while (end < text.length() && end - from < 100) {
      char c = text.charAt(end);
      if (Character.isWhitespace(c) || c == '>' || c == '/') {
        break;
      }
      end++;
    }
    return text.substring(from, end);
  }
}

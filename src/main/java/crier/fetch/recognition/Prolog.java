package crier.fetch.recognition;

/** What stands before a document's first element. */
public final class Prolog {

  private Prolog() {}

  /**
   * How a document opens.
   *
   * @param root name of the first element after declarations, comments and a document type; empty
   *     when there is none. A document type {@code html} counts as {@code html} with or without any
   * @param at where that element begins; the text's end when there is none
   * @param declares whether a document type has declarations of its own in it
   */
  public record Opening(String root, int at, boolean declares) {}

  /** Name of the first element; empty when there is none. */
  static String root(String text, int from) {
    return of(text, from).root();
  }

  /** Reads the beginning of a document from a place on. */
  public static Opening of(String text, int from) {
    boolean html = false;
    boolean declares = false;
    int at = from;
    while (true) {
      at = text.indexOf('<', at);
      if (at < 0 || at + 1 >= text.length()) {
        return new Opening(html ? "html" : "", text.length(), declares);
      }
      char next = text.charAt(at + 1);
      if (text.startsWith("<!--", at)) {
        at = after(text, "-->", at);
      } else if (next == '?') {
        at = after(text, "?>", at);
      } else if (next == '!') {
        html |= text.regionMatches(true, at, "<!doctype html", 0, 14);
        int bracket = subset(text, at);
        declares |= bracket >= 0;
        at = bracket < 0 ? after(text, ">", at) : after(text, "]>", bracket);
      } else if (Character.isLetter(next) || next == '_') {
        return new Opening(html ? "html" : name(text, at + 1), at, declares);
      } else {
        at++;
      }
      if (at < 0) {
        return new Opening(html ? "html" : "", text.length(), declares);
      }
    }
  }

  private static int after(String text, String end, int from) {
    int at = text.indexOf(end, from);
    return at < 0 ? -1 : at + end.length();
  }

  /** Where a document type's internal subset begins; -1 when it has none. */
  private static int subset(String text, int from) {
    int close = text.indexOf('>', from);
    int bracket = text.indexOf('[', from);
    return bracket >= 0 && (close < 0 || bracket < close) ? bracket : -1;
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

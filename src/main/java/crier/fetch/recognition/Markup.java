package crier.fetch.recognition;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The little that must be known of an HTML page to tell it from an error page. Not a parser:
 * reading for content is the sources' work.
 *
 * @param title text of the first title element, spaces folded
 * @param headings texts of the first few h1
 * @param visible beginning of the text a reader would see, lower case, spaces folded
 * @param length of the whole visible text, in characters
 * @param code tags, attributes and scripts, lower case, the first {@link #MOST_CODE} characters
 * @param links how many
 * @param password whether it asks for one
 * @param cut whether it ends where no page can end: inside a tag, a script, or with containers open
 *     and the page itself not closed
 * @param media whether it shows something other than text: pictures, frames, forms
 */
record Markup(
    String title,
    List<String> headings,
    String visible,
    int length,
    String code,
    int links,
    boolean password,
    boolean cut,
    boolean media) {

  static final int MOST_CODE = 256 * 1024;
  static final int MOST_VISIBLE = 4000;

  private static final Set<String> KNOWN =
      Set.of(
          "html",
          "head",
          "body",
          "title",
          "meta",
          "link",
          "script",
          "style",
          "base",
          "div",
          "span",
          "p",
          "a",
          "table",
          "tr",
          "td",
          "th",
          "tbody",
          "thead",
          "ul",
          "ol",
          "li",
          "dl",
          "dt",
          "dd",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "br",
          "hr",
          "b",
          "i",
          "em",
          "strong",
          "font",
          "center",
          "pre",
          "form",
          "input",
          "img",
          "article",
          "section",
          "main",
          "nav",
          "header",
          "footer",
          "aside",
          "iframe",
          "blockquote",
          "noscript",
          "time",
          "label",
          "button",
          "frameset");

  Markup {
    headings = List.copyOf(headings);
  }

  /** Whether an element of this name belongs to HTML. */
  static boolean known(String element) {
    return KNOWN.contains(element);
  }

  /** Whether text without a recognisable beginning has HTML in it. */
  static boolean looksLike(String text) {
    for (int at = text.indexOf('<'); at >= 0 && at < 1000; at = text.indexOf('<', at + 1)) {
      int end = at + 1;
      while (end < text.length() && end - at < 12 && Character.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
      if (known(text.substring(at + 1, end).toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  static Markup read(String text) {
    return new MarkupScan(text).run();
  }
}

package crier.source.listing;

import crier.source.Words;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * The line of text around a link, where rows are no elements: lines of a {@code pre}, or parted by
 * {@code br}.
 */
final class Line {

  private static final int FEWEST = 3;

  /** A number, a date and the names of a case are shorter. */
  private static final int AMID = 80;

  private final boolean first;
  private final StringBuilder words = new StringBuilder();

  private Line(Element anchor) {
    boolean pre = anchor.closest("pre") != null;
    boolean alone = true;
    StringBuilder before = new StringBuilder();
    for (Node at = anchor.previousSibling(); at != null; at = at.previousSibling()) {
      if (ends(at)) {
        break;
      }
      String text = text(at);
      int feed = pre ? text.lastIndexOf('\n') : -1;
      before.insert(0, link(at) ? " " : text.substring(feed + 1));
      if (feed >= 0) {
        break;
      }
      alone &= !link(at);
    }
    words.append(before).append(' ');
    for (Node at = anchor.nextSibling(); at != null; at = at.nextSibling()) {
      if (ends(at)) {
        break;
      }
      String text = text(at);
      int feed = pre ? text.indexOf('\n') : -1;
      words.append(link(at) ? " " : feed < 0 ? text : text.substring(0, feed));
      if (feed >= 0) {
        break;
      }
    }
    first = alone;
  }

  /** The line around a link that is a row itself; null where the link stands in no such line. */
  static @Nullable Line of(Element anchor) {
    Element parent = anchor.parent();
    if (!anchor.is("a")
        || parent == null
        || parent.is("li, td, th, dd, dt, article, span, h1, h2, h3, h4")) {
      return null;
    }
    boolean lines = parent.is("pre") || parent.select("> br").size() >= FEWEST;
    return lines && parent.select("> a[href]").size() >= FEWEST ? new Line(anchor) : null;
  }

  /** Whether no other link stands before it in the line: a second one leads to another form. */
  boolean first() {
    return first;
  }

  /** What stands beside the links of the line. */
  String words() {
    return Words.line(words.toString());
  }

  /**
   * Whether words stand amid a sentence: much of it comes before them, in the same paragraph and on
   * the same line. What is told there is what the sentence tells.
   */
  static boolean amid(Element words) {
    int before = 0;
    Element at = words;
    while (true) {
      for (Node node = at.previousSibling(); node != null; node = node.previousSibling()) {
        if (ends(node)) {
          return before >= AMID;
        }
        before += Words.line(text(node)).length();
      }
      Element parent = at.parent();
      if (parent == null || at.isBlock() || parent.isBlock()) {
        return before >= AMID;
      }
      at = parent;
    }
  }

  private static boolean ends(Node at) {
    return at.nameIs("br") || (at instanceof Element element && element.isBlock());
  }

  private static boolean link(Node at) {
    return at instanceof Element element && element.is("a[href]");
  }

  private static String text(Node at) {
    return switch (at) {
      case Element element -> element.wholeText();
      case TextNode text -> text.getWholeText();
      default -> "";
    };
  }
}

package crier.fetch.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Markup} in one pass over a page, whatever the page holds. */
final class MarkupScan {

  /** Elements whose end tags nobody may leave out. */
  private static final Set<String> CONTAINERS =
      Set.of("div", "table", "ul", "ol", "main", "section", "article", "title");

  /** Elements whose content is no text for readers. */
  private static final Set<String> HIDDEN = Set.of("script", "style", "noscript", "template");

  private static final int MOST_HEADINGS = 5;

  private final String text;
  private final StringBuilder visible = new StringBuilder();
  private final StringBuilder code = new StringBuilder();
  private final StringBuilder title = new StringBuilder();
  private final List<StringBuilder> headings = new ArrayList<>();
  private int length;
  private int links;
  private int open;
  private boolean inTitle;
  private boolean titled;
  private boolean inHeading;
  private boolean password;
  private boolean media;
  private boolean closed;
  private boolean brokenOff;

  MarkupScan(String text) {
    this.text = text;
  }

  Markup run() {
    int at = 0;
    while (at < text.length()) {
      int tag = text.indexOf('<', at);
      text(at, tag < 0 ? text.length() : tag);
      if (tag < 0) {
        break;
      }
      at = tag(tag);
    }
    return new Markup(
        title.toString().strip(),
        headings.stream().map(h -> h.toString().strip()).toList(),
        visible.toString().strip(),
        length,
        code.toString(),
        links,
        password,
        brokenOff || (open > 0 && !closed),
        media);
  }

  private void text(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '&') {
        // no entity that matters here is longer; and so the search stays short
        int end = text.indexOf(';', i, Math.min(to, i + 8));
        Character meant = end < 0 ? null : entity(text.substring(i + 1, end));
        if (meant != null) {
          c = meant;
          i = end;
        }
      }
      boolean space = Character.isWhitespace(c) || c == '\u00a0';
      if (inTitle) {
        fold(title, c, space, 300);
        continue;
      }
      length += space ? 0 : 1;
      fold(visible, Character.toLowerCase(c), space, Markup.MOST_VISIBLE);
      if (inHeading) {
        fold(headings.getLast(), c, space, 300);
      }
    }
  }

  private static @Nullable Character entity(String name) {
    return switch (name) {
      case "nbsp", "#160", "#xA0" -> ' ';
      case "amp" -> '&';
      case "lt" -> '<';
      case "gt" -> '>';
      case "quot", "#34" -> '"';
      case "apos", "rsquo", "lsquo", "#39", "#x27", "#8217", "#x2019" -> '\'';
      case "ndash", "#8211" -> '–';
      case "mdash", "#8212" -> '—';
      default -> null;
    };
  }

  private static void fold(StringBuilder to, char c, boolean space, int most) {
    boolean doubled = space && (to.isEmpty() || to.charAt(to.length() - 1) == ' ');
    if (!doubled && to.length() < most) {
      to.append(space ? ' ' : c);
    }
  }

  /** Reads what begins with an angle bracket; gives where to go on. */
  private int tag(int at) {
    if (text.startsWith("<!--", at)) {
      int end = text.indexOf("-->", at + 4);
      brokenOff |= end < 0;
      return end < 0 ? text.length() : end + 3;
    }
    boolean closing = text.startsWith("</", at);
    int from = closing ? at + 2 : at + 1;
    char first = from < text.length() ? text.charAt(from) : '<';
    if (!Character.isLetter(first) && first != '!' && first != '?') {
      brokenOff |= from >= text.length();
      text(at, at + 1);
      return at + 1;
    }
    int end = end(from);
    if (end < 0) {
      brokenOff = true;
      return text.length();
    }
    String name = name(from, end);
    keep(at, end + 1);
    if (closing) {
      close(name);
    } else {
      return open(name, at, end);
    }
    return end + 1;
  }

  /** Where a tag ends; a quote that never closes is taken for a slip of the pen. */
  private int end(int from) {
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '>') {
        return i;
      } else if ((c == '"' || c == '\'') && text.charAt(i - 1) == '=') {
        quote = c;
      }
    }
    return quote == 0 ? -1 : text.indexOf('>', from);
  }

  private String name(int from, int end) {
    int stop = from;
    while (stop < end && Character.isLetterOrDigit(text.charAt(stop))) {
      stop++;
    }
    return text.substring(from, stop).toLowerCase(Locale.ROOT);
  }

  private int open(String name, int at, int end) {
    spaceBetween(name);
    boolean selfClosed = text.charAt(end - 1) == '/';
    if (CONTAINERS.contains(name) && !selfClosed) {
      open++;
    }
    switch (name) {
      case "title" -> inTitle = !titled && !selfClosed;
      case "h1" -> heading();
      case "a" -> links++;
      case "img", "iframe", "frame", "frameset", "object", "embed", "form", "svg", "canvas" ->
          media = true;
      case "input" -> password |= passwordField(text.substring(at, end));
      default -> {
        return HIDDEN.contains(name) && !selfClosed ? skip(name, end + 1) : end + 1;
      }
    }
    return end + 1;
  }

  private static boolean passwordField(String tag) {
    String plain = tag.toLowerCase(Locale.ROOT).replace("\"", "").replace("'", "").replace(" ", "");
    return plain.contains("type=password");
  }

  private void heading() {
    inHeading = headings.size() < MOST_HEADINGS;
    if (inHeading) {
      headings.add(new StringBuilder());
    }
  }

  private int skip(String name, int from) {
    int end = from;
    do {
      end = text.indexOf("</", end);
      if (end < 0) {
        keep(from, text.length());
        brokenOff = true;
        return text.length();
      }
      end += 2;
    } while (!text.regionMatches(true, end, name, 0, name.length()));
    keep(from, end);
    return Math.max(0, end - 2);
  }

  private void close(String name) {
    spaceBetween(name);
    if (CONTAINERS.contains(name) && open > 0) {
      open--;
    }
    switch (name) {
      case "title" -> {
        titled |= inTitle;
        inTitle = false;
      }
      case "h1" -> inHeading = false;
      case "html", "body" -> closed = true;
      default -> {}
    }
  }

  /** Words in two blocks are two words. */
  private void spaceBetween(String name) {
    if (!name.equals("b") && !name.equals("i") && !name.equals("span")) {
      fold(visible, ' ', true, Markup.MOST_VISIBLE);
      if (inHeading) {
        fold(headings.getLast(), ' ', true, 300);
      }
    }
  }

  private void keep(int from, int to) {
    int room = Math.min(to - from, Markup.MOST_CODE - code.length());
    if (room > 0) {
      code.append(text.substring(from, from + room).toLowerCase(Locale.ROOT));
    }
  }
}

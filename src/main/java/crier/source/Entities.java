package crier.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.jsoup.parser.Parser;

/**
 * HTML where plain text was to be expected: sites put the title of their page into JSON as it
 * stands in the page. Only what cannot be meant as it stands is read as HTML: whole references, and
 * the tags of running text. A lone ampersand and a lesser-than sign stay what they are.
 */
public final class Entities {

  private static final Pattern REFERENCE =
      Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});");

  private static final Pattern INLINE =
      Pattern.compile(
          "(?i)</?(?:a|abbr|b|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|time|u|wbr)"
              + "(?:\\s[^<>]*)?/?>");

  private static final Pattern BLOCK =
      Pattern.compile(
          "(?i)<!--.*?-->|</?(?:blockquote|br|div|figure|h[1-6]|hr|img|li|ol|p|pre|table|tbody|td|th|tr|ul)"
              + "(?:\\s[^<>]*)?/?>");

  /** Escaped once by the page, and once more by what made JSON of it. */
  private static final int TWICE = 2;

  private Entities() {}

  /** With references decoded and tags left out. */
  public static String plain(String text) {
    String plain = text;
    for (int i = 0; i < TWICE && plain.chars().anyMatch(c -> c == '<' || c == '&'); i++) {
      String bare = INLINE.matcher(BLOCK.matcher(plain).replaceAll(" ")).replaceAll("");
      plain = decoded(bare);
    }
    return plain;
  }

  /** With references decoded; one that means nothing stays as it is. */
  public static String decoded(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder decoded = new StringBuilder(text.length());
    int from = 0;
    while (matcher.find()) {
      decoded
          .append(text, from, matcher.start())
          .append(Parser.unescapeEntities(matcher.group(), false));
      from = matcher.end();
    }
    return decoded.append(text, from, text.length()).toString();
  }
}

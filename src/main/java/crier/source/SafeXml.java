package crier.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.fetch.recognition.Prolog;
import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import javax.xml.XMLConstants;
import org.jdom2.Document;
import org.jdom2.JDOMException;
import org.jdom2.input.JDOMParseException;
import org.jdom2.input.SAXBuilder;
import org.jsoup.parser.Parser;

/**
 * XML made such that a strict parser takes what real feeds get wrong, and refused where it is an
 * attack.
 */
public final class SafeXml {

  /**
   * Java's parser counts the characters that references stand for, and gives up at 100,000: fifty
   * articles with their whole text have more. Where no document type is let in there is nothing to
   * expand but the five names that XML knows, one sign each, so the length of a document bounds it.
   * The limit is {@link #NONE} and never another: parsers of one factory share it, and one that
   * read a short feed would set it for one that reads a long feed beside it.
   */
  public static final String COUNTED = "jdk.xml.maxGeneralEntitySizeLimit";

  public static final String COUNTED_IN_ALL = "jdk.xml.totalEntitySizeLimit";

  /** No limit. */
  public static final String NONE = "0";

  /** Deeper nesting is an attack on the parser's stack, not a feed. */
  private static final int DEPTH = 200;

  private static final Pattern TAG = Pattern.compile("<(/?)[A-Za-z][^>]*?(/?)>");
  private static final Pattern ENTITY = Pattern.compile("&(#?[A-Za-z0-9]{0,32};)?");
  private static final Set<String> OWN = Set.of("amp;", "lt;", "gt;", "quot;", "apos;");

  private SafeXml() {}

  /** The XML is none, or not one that may be read; the message says why, in one sentence. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    public Unreadable(String why) {
      super(why);
    }
  }

  /** Reads a document; what stands before its first element is left out. */
  public static Document parse(String text) throws Unreadable {
    String xml = escaped(withoutProlog(text));
    try {
      return builder().build(new StringReader(xml));
    } catch (JDOMParseException e) {
      throw new Unreadable(
          "this is no feed: its XML is broken at line %d, column %d: %s"
              .formatted(e.getLineNumber(), e.getColumnNumber(), cause(e)));
    } catch (JDOMException | IOException e) {
      throw new Unreadable("this is no feed: " + cause(e));
    } catch (IllegalArgumentException | NullPointerException | StackOverflowError e) {
      throw new Unreadable("this is no feed that can be read: " + e.getClass().getSimpleName());
    }
  }

  private static String cause(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return Words.line(String.valueOf(cause.getMessage()));
  }

  private static SAXBuilder builder() {
    SAXBuilder builder = new SAXBuilder();
    builder.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    builder.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    builder.setFeature("http://xml.org/sax/features/external-general-entities", false);
    builder.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
    builder.setProperty(COUNTED, NONE);
    builder.setProperty(COUNTED_IN_ALL, NONE);
    builder.setExpandEntities(false);
    return builder;
  }

  /**
   * Lines keep their numbers. RSS 0.91 names its document type, which does no harm; one that
   * declares entities can.
   */
  private static String withoutProlog(String text) throws Unreadable {
    Prolog.Opening opening = Prolog.of(text, 0);
    if (opening.declares()) {
      throw new Unreadable("its document type declares things of its own, which is refused");
    }
    if (opening.root().isEmpty()) {
      throw new Unreadable("this is no feed: there is no element in it");
    }
    return text.substring(0, opening.at()).replaceAll("[^\r\n]", "") + text.substring(opening.at());
  }

  /**
   * Escapes what XML does not know: HTML's entities, a lone ampersand, control characters; outside
   * CDATA, where they are text already. Comments say nothing and are left out.
   */
  private static String escaped(String text) throws Unreadable {
    StringBuilder result = new StringBuilder(text.length());
    int depth = 0;
    int at = 0;
    while (at < text.length()) {
      int cdata = place(text, "<![CDATA[", at);
      int comment = place(text, "<!--", at);
      int end = Math.min(cdata, comment);
      String markup = text.substring(at, end);
      depth = depth(markup, depth);
      entities(legal(markup), result);
      String closing = cdata < comment ? "]]>" : "-->";
      int close = end == text.length() ? -1 : text.indexOf(closing, end);
      at = close < 0 ? text.length() : close + closing.length();
      String apart = text.substring(end, at);
      result.append(cdata < comment || close < 0 ? legal(apart) : apart.replaceAll("[^\r\n]", ""));
    }
    return result.toString();
  }

  private static int place(String text, String what, int from) {
    int at = text.indexOf(what, from);
    return at < 0 ? text.length() : at;
  }

  private static void entities(String markup, StringBuilder result) {
    Matcher matcher = ENTITY.matcher(markup);
    int from = 0;
    while (matcher.find()) {
      result.append(markup, from, matcher.start());
      String name = matcher.group(1) == null ? "" : matcher.group(1);
      String meant = name.isEmpty() ? "&" : Parser.unescapeEntities("&" + name, false);
      if (OWN.contains(name)) {
        result.append('&').append(name);
      } else if (meant.equals("&" + name)) {
        result.append("&amp;").append(name);
      } else {
        result.append(legal(meant).replace("&", "&amp;").replace("<", "&lt;"));
      }
      from = matcher.end();
    }
    result.append(markup, from, markup.length());
  }

  /** Without what XML 1.0 §2.2 does not allow: control characters, lone surrogates. */
  public static String legal(String text) {
    StringBuilder legal = new StringBuilder(text.length());
    text.codePoints()
        .filter(sign ->
            sign == '\t'
                || sign == '\n'
                || sign == '\r'
                || (sign >= ' ' && sign < 0xD800)
                || (sign > 0xDFFF && sign < 0xFFFE)
                || sign > 0xFFFF)
        .forEach(legal::appendCodePoint);
    return legal.toString();
  }

  private static int depth(String markup, int from) throws Unreadable {
    int depth = from;
    Matcher matcher = TAG.matcher(markup);
    while (matcher.find()) {
      if (matcher.group(2).isEmpty()) {
        depth += matcher.group(1).isEmpty() ? 1 : -1;
      }
      if (depth > DEPTH) {
        throw new Unreadable("the XML is nested more than %d deep".formatted(DEPTH));
      }
    }
    return depth;
  }
}

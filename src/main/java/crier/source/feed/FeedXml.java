package crier.source.feed;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.JDOMException;
import org.jdom2.input.SAXBuilder;
import org.jsoup.parser.Parser;

/**
 * A feed's XML, made such that a strict parser takes what real feeds get wrong, and refused where
 * it is an attack.
 *
 * @param feed as ROME reads it
 * @param entries the elements of its entries, in the same order, for what ROME leaves out
 */
record FeedXml(SyndFeed feed, List<Element> entries) {

  /** Deeper nesting is an attack on the parser's stack, not a feed. */
  private static final int DEPTH = 200;

  private static final Pattern TAG = Pattern.compile("<(/?)[A-Za-z][^>]*?(/?)>");
  private static final Pattern ENTITY = Pattern.compile("&(#?[A-Za-z0-9]{0,32};)?");
  private static final Set<String> OWN = Set.of("amp;", "lt;", "gt;", "quot;", "apos;");
  private static final Set<String> VERSIONS =
      Set.of("0.90", "0.91", "0.92", "0.93", "0.94", "1.0", "2.0");

  /** The XML is no feed, or not one that may be read. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String why) {
      super(why);
    }
  }

  static FeedXml of(String text) throws Unreadable {
    String xml = escaped(withoutDoctype(text));
    try {
      Document document = builder().build(new StringReader(xml));
      Element root = document.getRootElement();
      if (root.getName().equals("rss")
          && !VERSIONS.contains(String.valueOf(root.getAttributeValue("version")))) {
        root.setAttribute("version", "2.0");
      }
      List<Element> entries = new ArrayList<>();
      entries(root, entries, 0);
      return new FeedXml(new SyndFeedInput(false, Locale.US).build(document), entries);
    } catch (JDOMException | IOException | FeedException e) {
      throw new Unreadable("this is no feed: " + e.getMessage());
    } catch (IllegalArgumentException | NullPointerException | StackOverflowError e) {
      throw new Unreadable("this is no feed that can be read: " + e.getClass().getSimpleName());
    }
  }

  private static SAXBuilder builder() {
    SAXBuilder builder = new SAXBuilder();
    builder.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    builder.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    builder.setFeature("http://xml.org/sax/features/external-general-entities", false);
    builder.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
    builder.setExpandEntities(false);
    return builder;
  }

  private static void entries(Element at, List<Element> found, int depth) {
    for (Element child : at.getChildren()) {
      if (child.getName().equals("item") || child.getName().equals("entry")) {
        found.add(child);
      } else if (child.getName().equals("channel") && depth == 0) {
        entries(child, found, depth + 1);
      }
    }
  }

  /** RSS 0.91 names its document type, which does no harm; one that declares entities can. */
  private static String withoutDoctype(String text) throws Unreadable {
    int at = text.indexOf("<!DOCTYPE");
    int root = TAG.matcher(text).find() ? firstTag(text) : text.length();
    if (at < 0 || at > root) {
      return text;
    }
    int end = text.indexOf('>', at);
    if (end < 0 || text.substring(at, end).indexOf('[') >= 0) {
      throw new Unreadable("its document type declares things of its own, which is refused");
    }
    return text.substring(0, at) + text.substring(end + 1);
  }

  private static int firstTag(String text) {
    Matcher tag = TAG.matcher(text);
    return tag.find() ? tag.start() : text.length();
  }

  /**
   * Escapes what XML does not know: HTML's entities, a lone ampersand, control characters; outside
   * CDATA, where they are text already.
   */
  private static String escaped(String text) throws Unreadable {
    StringBuilder result = new StringBuilder(text.length());
    int depth = 0;
    int at = 0;
    while (at < text.length()) {
      int cdata = text.indexOf("<![CDATA[", at);
      int end = cdata < 0 ? text.length() : cdata;
      String markup = text.substring(at, end);
      depth = depth(markup, depth);
      entities(legal(markup), result);
      int close = cdata < 0 ? -1 : text.indexOf("]]>", cdata);
      at = close < 0 ? text.length() : close + 3;
      if (cdata >= 0) {
        result.append(legal(text.substring(cdata, at)));
      }
    }
    return result.toString();
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
  private static String legal(String text) {
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

package crier.source.feed;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import crier.source.Decoded;
import crier.source.SafeXml;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdom2.Attribute;
import org.jdom2.Document;
import org.jdom2.Element;

/**
 * A feed's XML.
 *
 * @param feed as ROME reads it
 * @param entries the elements of its entries, in the same order, for what ROME leaves out
 */
record FeedXml(SyndFeed feed, List<Element> entries) {

  private static final Set<String> VERSIONS =
      Set.of("0.90", "0.91", "0.92", "0.93", "0.94", "1.0", "2.0");

  static FeedXml of(String text) throws SafeXml.Unreadable {
    Document document = SafeXml.parse(text);
    try {
      Element root = document.getRootElement();
      if (root.getName().equals("rss")
          && !VERSIONS.contains(String.valueOf(root.getAttributeValue("version")))) {
        root.setAttribute("version", "2.0");
      }
      if (root.getName().equals("feed")) {
        unpack(root);
      }
      List<Element> entries = new ArrayList<>();
      entries(root, entries, 0);
      return new FeedXml(new SyndFeedInput(false, Locale.US).build(document), entries);
    } catch (FeedException e) {
      throw new SafeXml.Unreadable("this is no feed: " + e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      throw new SafeXml.Unreadable(
          "this is no feed that can be read: " + e.getClass().getSimpleName());
    }
  }

  /** Atom 0.3 says how text is packed; ROME takes for granted that base64 is whole. */
  private static void unpack(Element at) throws SafeXml.Unreadable {
    Attribute mode = at.getAttribute("mode");
    if (mode != null && mode.getValue().strip().equalsIgnoreCase("base64")) {
      try {
        byte[] plain = Base64.getMimeDecoder().decode(at.getTextTrim());
        at.setText(SafeXml.legal(Decoded.text(plain)));
        mode.setValue("escaped");
      } catch (IllegalArgumentException _) {
        throw new SafeXml.Unreadable(
            "the <%s> of an entry says that it is base64, and is not".formatted(at.getName()));
      }
    }
    for (Element child : at.getChildren()) {
      unpack(child);
    }
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
}

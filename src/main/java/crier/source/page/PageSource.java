package crier.source.page;

import com.google.re2j.Pattern;
import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Extracted;
import crier.model.SourceSpec;
import crier.model.Text;
import crier.model.Unrecognised;
import crier.source.Decoded;
import crier.source.OnePage;
import crier.source.Source;
import crier.source.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;
import org.jsoup.select.QueryParser;

/**
 * A source of type {@code page}: the text of the part chosen by {@code select} (else the page's
 * main part), minus {@code ignore}, minus what no reader reads.
 */
public final class PageSource {

  /** What no reader reads, and what is the site's and not the page's. */
  private static final String NEVER =
      "script, style, noscript, template, iframe, svg, canvas, object, nav, header, footer, dialog,"
          + " button, input, select, textarea, [hidden], [aria-hidden=true], .visually-hidden,"
          + " .sr-only, .hidden, .element-invisible, .d-none, .breadcrumb, .pager, .pagination,"
          + " .social-share, .share-links, .cookie-banner, .usa-banner, .carousel, .skip-link,"
          + " [role=navigation], [role=banner], [role=contentinfo], [role=search], [role=dialog]";

  /** Inline styles that hide; sites write them with and without spaces. */
  private static final Pattern HIDING =
      Pattern.compile("(?i)(display\\s*:\\s*none|visibility\\s*:\\s*hidden)");

  private final SourceSpec spec;

  private PageSource(SourceSpec spec) {
    this.spec = spec;
    spec.text("select").ifPresent(QueryParser::parse);
    spec.texts("ignore").forEach(QueryParser::parse);
  }

  /** Makes the source. */
  public static Source source(SourceSpec spec) {
    return new OnePage(spec, Request.Expect.HTML, new PageSource(spec)::read);
  }

  /** Reads a capture as a source of this description would. */
  public static Extracted read(SourceSpec spec, Capture capture, Instant now) {
    return new PageSource(spec).read(capture, now);
  }

  private Extracted read(Capture capture, Instant now) {
    Document page = Jsoup.parse(Decoded.text(capture), capture.finalUrl().toString());
    String title = Words.line(page.title());
    List<Element> parts =
        spec.text("select").<List<Element>>map(page::select).orElseGet(() -> List.of(main(page)));
    if (parts.isEmpty()) {
      return new Unrecognised(
          "`select: %s` finds nothing on the page".formatted(spec.text("select").orElse("")));
    }
    StringBuilder text = new StringBuilder();
    for (Element part : parts) {
      Element copy = part.clone();
      tidy(copy);
      spec.texts("ignore").forEach(selector -> copy.select(selector).remove());
      paragraphs(copy).forEach(line -> text.append(text.isEmpty() ? "" : "\n").append(line));
    }
    return text.isEmpty()
        ? new Unrecognised("there is no text in the part that is watched")
        : new Text(title, text.toString());
  }

  private static void tidy(Element part) {
    part.select(NEVER).stream().filter(element -> !element.equals(part)).forEach(Element::remove);
    part.select("[style]").stream()
        .filter(element -> !element.equals(part) && HIDING.matcher(element.attr("style")).find())
        .forEach(Element::remove);
    int all = part.text().length();
    part.select("form").stream()
        // ASP.NET wraps the whole page in one form; other forms are for searching
        .filter(form -> !form.equals(part) && form.text().length() * 2 < all)
        .forEach(Element::remove);
  }

  private static Element main(Document page) {
    Element main = page.selectFirst("main, [role=main], article");
    return main == null ? page.body() : main;
  }

  /** One line for each block of text, in the order of the page. */
  private static List<String> paragraphs(Element part) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    NodeTraversor.traverse(
        new NodeVisitor() {
          @Override
          public void head(Node node, int depth) {
            if (node instanceof TextNode text) {
              line.append(text.getWholeText());
            } else if (node instanceof Element element
                && (element.isBlock() || element.nameIs("br"))) {
              flush(line, lines);
            } else if (node instanceof Element element && element.is("td, th")) {
              line.append(' ');
            }
          }

          @Override
          public void tail(Node node, int depth) {
            if (node instanceof Element element && element.isBlock()) {
              flush(line, lines);
            }
          }
        },
        part);
    flush(line, lines);
    return lines;
  }

  private static void flush(StringBuilder line, List<String> lines) {
    String clean = Words.line(line.toString());
    if (!clean.isEmpty()) {
      lines.add(clean);
    }
    line.setLength(0);
  }
}

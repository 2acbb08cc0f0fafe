package crier.source.listing;

import crier.model.Extracted;
import crier.model.Holed;
import crier.model.Listing;
import crier.model.SourceSpec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/**
 * Selectors for rows that were found by their shape: a list that is read by selectors is known to
 * have changed its form when they find nothing.
 */
final class Proposal {

  private final SourceSpec spec;
  private final Document page;
  private final List<Element> rows;
  private final Function<SourceSpec, Extracted> reader;

  /**
   * @param rows found by their shape
   * @param reader reads the page as a source of a description would
   */
  Proposal(
      SourceSpec spec, Document page, List<Element> rows, Function<SourceSpec, Extracted> reader) {
    this.spec = spec;
    this.page = page;
    this.rows = rows;
    this.reader = reader;
  }

  /** The description with the selectors that read the very same items; as it is, when none do. */
  SourceSpec spec() {
    Extracted expected = Holed.whatWasRead(reader.apply(spec));
    if (rows.isEmpty() || spec.text("item").isPresent() || !(expected instanceof Listing)) {
      return spec;
    }
    Optional<SourceSpec> proposed =
        candidates(rows.getFirst())
            .map(selector -> with(spec, "item", selector))
            .filter(candidate -> reads(candidate, expected))
            .findFirst();
    return proposed
        .map(found -> refined(refined(found, "title", expected), "date", expected))
        .orElse(spec);
  }

  private SourceSpec refined(SourceSpec found, String option, Extracted expected) {
    return rows.getFirst().select("[class*=" + option + "], time").stream()
        .map(Proposal::alone)
        .filter(selector -> selector.contains(".") || selector.equals("time"))
        .distinct()
        .map(selector -> with(found, option, selector))
        .filter(candidate -> reads(candidate, expected))
        .findFirst()
        .orElse(found);
  }

  /** The page is read only where all rows are chosen: reading takes long where whole pages are. */
  private boolean reads(SourceSpec candidate, Extracted expected) {
    Elements chosen = page.select(candidate.text("item").orElse(""));
    return chosen.size() <= rows.size() * 3
        && new HashSet<>(chosen).containsAll(rows)
        && Holed.whatWasRead(reader.apply(candidate)).equals(expected);
  }

  /** The element's name with such classes as all rows can share. */
  private static String alone(Element element) {
    StringBuilder selector = new StringBuilder(element.normalName());
    element.classNames().stream()
        .filter(name -> name.matches("[A-Za-z][A-Za-z_-]*"))
        .filter(name -> !name.matches("(?i).*(odd|even|first|last|active|sticky|promoted)"))
        .limit(3)
        .forEach(name -> selector.append('.').append(name));
    return selector.toString();
  }

  /** A class of the rows' own, else their place below something that has a name. */
  private static Stream<String> candidates(Element row) {
    String own = alone(row);
    Stream<String> below =
        row.parents().stream()
            .limit(6)
            .map(above ->
                above.is("pre")
                    ? "pre"
                    : above.id().matches("[A-Za-z][A-Za-z_-]*") ? "#" + above.id() : alone(above))
            .flatMap(above -> Stream.of(above + " " + own, above + " > " + own));
    return own.contains(".")
        ? Stream.concat(Stream.of(own), below)
        : Stream.concat(below, Stream.of(own));
  }

  private static SourceSpec with(SourceSpec spec, String option, String selector) {
    Map<String, Object> options = new LinkedHashMap<>(spec.options());
    options.put(option, selector);
    return new SourceSpec(spec.type(), options);
  }
}

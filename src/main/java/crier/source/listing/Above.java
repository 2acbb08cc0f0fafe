package crier.source.listing;

import com.google.re2j.Pattern;
import crier.model.Published;
import crier.source.Dates;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Dates that stand above rows, as heads of a part of the list: the nearest before a row among its
 * siblings, else among those of what holds it.
 */
final class Above {

  private static final int LEVELS = 5;

  /** A head is no paragraph. */
  private static final int LONGEST = 100;

  /** Letters beside a date that stands alone: a weekday, "Released", "Opinions of". */
  private static final int BESIDE = 25;

  private static final String HEADS =
      "h1, h2, h3, h4, h5, h6, dt, summary, caption, legend, button, th";

  /** A page's own day, or today's, is no row's. */
  private static final Pattern OWN =
      Pattern.compile(
          "(?i).*\\b(updated?|modified|reviewed|as of|today|current(ly)?|copyright|last|next|since|through|weeks?|weekly|months?|period|beginning|ending)\\b.*");

  private final Function<String, @Nullable Published> reader;
  private final IdentityHashMap<Element, Optional<Published>> before = new IdentityHashMap<>();

  Above(Function<String, @Nullable Published> reader) {
    this.reader = reader;
  }

  /** The date of the part of the list in which a row stands. */
  Optional<Published> of(Element row) {
    Element at = row;
    for (int i = 0; i < LEVELS && at != null && !at.is("body, main, html"); i++) {
      Optional<Published> own = at.equals(row) ? Optional.empty() : named(at);
      Optional<Published> found = own.isPresent() ? own : before(at);
      if (found.isPresent()) {
        return found;
      }
      at = at.parent();
    }
    return Optional.empty();
  }

  /** The date that stands in what holds the rows, before them: an outer item of nested lists. */
  private Optional<Published> named(Element holder) {
    String text = holder.is("li, div, section, td") ? holder.ownText() : "";
    Published date = text.isEmpty() || text.length() > LONGEST ? null : reader.apply(text);
    return Optional.ofNullable(date)
        .filter(_ -> letters(Dates.without(text)) <= BESIDE && !Rows.says(text, OWN));
  }

  private Optional<Published> before(Element element) {
    List<Element> passed = new ArrayList<>();
    Optional<Published> found = Optional.empty();
    for (Element at = element; at != null; at = at.previousElementSibling()) {
      Optional<Published> known = before.get(at);
      if (known != null) {
        found = known;
        break;
      }
      passed.add(at);
      Element sibling = at.previousElementSibling();
      found = sibling == null ? Optional.empty() : head(sibling);
      if (found.isPresent()) {
        break;
      }
    }
    for (Element at : passed) {
      before.put(at, found);
    }
    return found;
  }

  private Optional<Published> head(Element element) {
    String text = element.text();
    if (text.isEmpty()
        || text.length() > LONGEST
        || element.is("nav, header, footer, script, style")
        || leads(element)
        || Rows.says(text, OWN)) {
      return Optional.empty();
    }
    Published date = reader.apply(text);
    boolean alone = date != null && letters(Dates.without(text)) <= BESIDE;
    return Optional.ofNullable(date).filter(_ -> alone || element.is(HEADS));
  }

  private static long letters(String text) {
    return text.chars().filter(Character::isLetter).count();
  }

  /** Whether it has a link to another page; those within the page open and close what is below. */
  private static boolean leads(Element element) {
    return element.select("a[href]").stream()
        .anyMatch(a -> !a.attr("href").startsWith("#") && !a.attr("href").startsWith("javascript"));
  }
}

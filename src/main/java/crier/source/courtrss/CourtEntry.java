package crier.source.courtrss;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Cut;
import crier.model.Item;
import crier.model.Published;
import crier.source.Courts;
import crier.source.DocketNumber;
import crier.source.Links;
import java.net.URI;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A docket entry as a court's feed shows it: the names of its events, and no word of its text. One
 * entry may be several items of the feed, one for each of its events or consolidated cases.
 */
final class CourtEntry {

  /** Between the names of one entry's events, as CourtListener joins them. */
  static final String AND = " AND ";

  private static final int LONGEST = 120;

  private static final Pattern TAIL = Pattern.compile("DktRpt\\.pl\\?([0-9]+)(?:[&-]([0-9]+))?$");
  private static final Pattern PART = Pattern.compile("[?&]partId=([0-9]+)");
  private static final Pattern APPEAL = Pattern.compile("[?&]caseNum=([^&]+)");
  private static final Pattern DOCUMENT = Pattern.compile("/docs?1/([0-9]{6,})");
  private static final Pattern SEQUENCE = Pattern.compile("[?&]de_seq_num=([0-9]+)");
  private static final Pattern BARE_CASE = Pattern.compile("[?&]caseid=([0-9]+)");

  final String key;
  final String court;
  private final @Nullable String sequence;
  private final @Nullable String caseId;
  private final @Nullable String number;
  private final @Nullable String document;
  private final @Nullable String link;
  private final @Nullable ZonedDateTime entered;
  private final Set<String> events = new LinkedHashSet<>();
  private final Map<String, String> cases = new LinkedHashMap<>();

  private CourtEntry(CourtFeed.Row row, String elsewhere) {
    Document description = markup(row.description());
    Element anchor = description.selectFirst("a[href]");
    String href = anchor == null ? "" : anchor.attr("href");
    String shown = anchor == null ? "" : anchor.text().strip();
    String guid = row.guid().isEmpty() ? row.link() : row.guid();
    URI base = address(guid);
    Matcher tail = TAIL.matcher(guid);
    boolean counted = tail.find();
    court = Courts.ofHost(base).orElse(elsewhere);
    document = found(DOCUMENT, href).map(CourtEntry::oneDocument).orElse(null);
    caseId =
        counted ? tail.group(1) : found(BARE_CASE, href).or(() -> found(APPEAL, guid)).orElse(null);
    String part = found(PART, guid).orElse(null);
    sequence =
        counted && tail.group(2) != null ? tail.group(2) : found(SEQUENCE, href).orElse(null);
    number = shown.matches("[0-9]{1,9}") ? shown : null;
    String doc = Links.absolute(base, href);
    link = doc == null ? Links.absolute(base, row.link()) : doc;
    entered = row.entered();
    String event = event(description.text());
    events.add(event);
    String[] title = row.title().split(" ", 2);
    cases.put(title[0], title.length > 1 ? title[1].strip() : "");
    key = part == null ? key(event) : court + "-part-" + part;
  }

  /**
   * Where the court counts its entries, by that; else by the number of the entry; else by the
   * second in which it was entered (E.D.N.Y. gives neither for what has no document).
   */
  private String key(String event) {
    String start = court + "-" + (caseId == null ? cases.keySet().iterator().next() : caseId) + "-";
    if (sequence != null) {
      return start + sequence;
    }
    if (number != null) {
      return start + "number-" + number;
    }
    String rest = entered == null ? event : entered.toInstant().toString();
    return start + Cut.beginning(rest, LONGEST);
  }

  /**
   * The entries of a feed, in its order.
   *
   * @param elsewhere the court where the feed's own addresses do not tell
   * @param wanted the cases to keep; empty: all
   */
  static Collection<CourtEntry> of(CourtFeed feed, String elsewhere, List<DocketNumber> wanted) {
    Map<String, CourtEntry> entries = new LinkedHashMap<>();
    for (CourtFeed.Row row : feed.rows()) {
      if (wanted.isEmpty() || isOf(row.title(), wanted)) {
        CourtEntry entry = new CourtEntry(row, elsewhere);
        entries.merge(entry.key, entry, CourtEntry::joined);
      }
    }
    return entries.values();
  }

  /** A number that cannot be read is nobody's. */
  private static boolean isOf(String title, List<DocketNumber> wanted) {
    return DocketNumber.read(title.split(" ", 2)[0])
        .map(number -> wanted.stream().anyMatch(number::sameAs))
        .orElse(false);
  }

  private CourtEntry joined(CourtEntry other) {
    events.addAll(other.events);
    other.cases.forEach(cases::putIfAbsent);
    return number == null && other.number != null ? other.taking(this) : this;
  }

  private CourtEntry taking(CourtEntry other) {
    Set<String> all = new LinkedHashSet<>(other.events);
    all.addAll(events);
    events.clear();
    events.addAll(all);
    other.cases.forEach(cases::putIfAbsent);
    return this;
  }

  /** The entry as an item; its date is when it was entered: the feed has no other. */
  Item item() {
    TreeMap<String, String> fields = new TreeMap<>();
    fields.put("court", court);
    fields.put("docket-number", String.join(", ", numbers()));
    put(fields, Item.NUMBER, number);
    put(fields, "sequence", sequence);
    put(fields, "case-id", caseId);
    put(fields, "document-id", document);
    String name =
        cases.values().stream().filter(n -> !n.isEmpty()).findFirst().map(n -> " " + n).orElse("");
    return new Item(
        Item.Kind.DOCKET_ENTRY,
        key,
        "Entry%s, entered in %s%s"
            .formatted(
                number != null ? " " + number : document == null ? " without a number" : "",
                String.join(", ", numbers()),
                name),
        link,
        entered == null
            ? null
            : Published.at(entered.withZoneSameInstant(Courts.zone(court)).toOffsetDateTime()),
        String.join(AND, events),
        fields);
  }

  /** As courts write them, without judges' initials (they change) and defendants' numbers. */
  private List<String> numbers() {
    return cases.keySet().stream().map(CourtEntry::plain).distinct().sorted().toList();
  }

  private static String plain(String written) {
    DocketNumber number = DocketNumber.read(written).orElse(null);
    if (number == null) {
      return written;
    }
    return number.type() == null
        ? written.replaceFirst("(?<=[0-9])(-[A-Za-z]{1,5})+$", "")
        : number.toString();
  }

  private static void put(Map<String, String> fields, String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  /** What stands in the first brackets, inner ones included; without brackets, all of it. */
  private static String event(String description) {
    int start = description.indexOf('[');
    int depth = 0;
    for (int i = start; i >= 0 && i < description.length(); i++) {
      depth += description.charAt(i) == '[' ? 1 : description.charAt(i) == ']' ? -1 : 0;
      if (depth == 0) {
        return description.substring(start + 1, i).strip();
      }
    }
    return description.strip();
  }

  private static Document markup(String description) {
    Document once = Jsoup.parseBodyFragment(description);
    return once.text().toLowerCase(Locale.ROOT).contains("<a ") || once.text().contains("&")
        ? Jsoup.parseBodyFragment(once.body().selectFirst("a") == null ? once.text() : description)
        : once;
  }

  /** The fourth digit is 0 or 1 for the same document (juriscraper, pacer/utils.py). */
  private static String oneDocument(String id) {
    return id.substring(0, 3) + "0" + id.substring(4);
  }

  private static Optional<String> found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static URI address(String guid) {
    try {
      return URI.create(guid);
    } catch (IllegalArgumentException _) {
      return URI.create("");
    }
  }

  /** Names of one entry's events. */
  static Set<String> events(String text) {
    return List.of(text.split(AND, -1)).stream()
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}

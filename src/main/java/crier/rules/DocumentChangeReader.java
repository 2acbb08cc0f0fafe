package crier.rules;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.difference.PageDifference;
import crier.difference.PageDifference.Kind;
import crier.difference.PageDifference.Pair;
import crier.difference.Paragraphs;
import crier.difference.Passage;
import crier.model.Document;
import crier.model.Event;
import crier.model.Proof;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what became of a document that was replaced: its text, and its redactions page by page. */
final class DocumentChangeReader {

  /** A page that changed more than this leaves room for the others. */
  private static final int PAGE = 4_000;

  private static final int ALL = 20_000;
  private static final int QUOTE = 600;
  private static final int PAGES_NAMED = 12;

  /** What marks a passage that is not there: see the marks that sources count. */
  private static final Pattern MARK =
      Pattern.compile("(?i)████|\\*{3,}|\\[\\s*redacted|\\(b\\)\\s?\\(\\d\\)|[█■]{2,}");

  /** {@code 1 = Tax Return/Return Information}: what TIGTA's numbers among the asterisks mean. */
  private static final Pattern LEGEND =
      Pattern.compile("(?m)^\\s*(\\d{1,2}(?:\\([a-z]\\))?)\\s*[=–-]\\s*(\\S.{2,120})$");

  private final Document before;
  private final Document after;
  private final List<Pair> pages;

  /** What Crier itself counted: no words of the document's, and never set as such. */
  private final StringBuilder counted = new StringBuilder();

  private final StringBuilder was = new StringBuilder();
  private final StringBuilder now = new StringBuilder();
  private final List<Integer> wentOn = new ArrayList<>();
  private final List<Integer> cameOn = new ArrayList<>();
  private String disclosed = "";
  private int went;
  private int came;

  private DocumentChangeReader(Document before, Document after) {
    this.before = before;
    this.after = after;
    this.pages =
        isRead(before) && isRead(after)
            ? PageDifference.of(before.pages(), after.pages()).pages()
            : List.of();
  }

  static ChangeReader.Read replaced(Document before, Document after) {
    return new DocumentChangeReader(before, after).read();
  }

  private static boolean isRead(Document document) {
    return document.unreadable() == null && !document.pages().isEmpty();
  }

  private ChangeReader.Read read() {
    add(counted, "Before: " + measured(before));
    add(counted, "Now: " + measured(after));
    pages.forEach(this::compare);
    List<Event> events = new ArrayList<>();
    if (went + came > 0) {
      events.add(Event.REDACTION_CHANGED);
      add(counted, legend());
    }
    events.add(Event.DOCUMENT_REPLACED);
    ChangeReader.Read read =
        ChangeReader.page(
            events,
            after.title(),
            Quotes.beginning(was.toString(), ALL),
            Quotes.beginning(now.toString(), ALL));
    return read.saying(went + came > 0 ? headline() : read.headline(), disclosed)
        .with(Proof.NONE.measuring(Quotes.beginning(counted.toString(), PAGE)));
  }

  private void compare(Pair pair) {
    int change = marks(after, pair.after()) - marks(before, pair.before());
    if (pair.kind() == Kind.MOVED) {
      change = 0;
    }
    if (change < 0) {
      went -= change;
      wentOn.add(pair.after() == null ? pair.before() : pair.after());
    } else if (change > 0) {
      came += change;
      cameOn.add(pair.after());
    }
    if (pair.kind() == Kind.SAME) {
      return;
    }
    List<Passage> passages =
        pair.kind() == Kind.MOVED
            ? List.of()
            : Passage.between(text(before, pair.before()), text(after, pair.after()));
    if (pair.kind() == Kind.CHANGED && passages.isEmpty() && change == 0) {
      return;
    }
    if (change < 0 && disclosed.isEmpty()) {
      disclosed = disclosed(passages);
    }
    TextDifference difference = TextDifference.of(passages, PAGE);
    if (change != 0) {
      add(counted, pair.label() + ": " + count(pair));
    }
    add(was, difference.removed());
    add(now, difference.added());
  }

  private String count(Pair pair) {
    return "redactions %d before, %d now"
        .formatted(marks(before, pair.before()), marks(after, pair.after()));
  }

  /** What stands now where a mark stood, in whole sentences. */
  private static String disclosed(List<Passage> passages) {
    return Quotes.beginning(
        passages.stream()
            .filter(passage -> MARK.matcher(passage.before()).find())
            .map(Passage::after)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" … ")),
        QUOTE);
  }

  private static String text(Document document, @Nullable Integer page) {
    return page == null ? "" : Paragraphs.of(document.pages().get(page - 1));
  }

  private static int marks(Document document, @Nullable Integer page) {
    return page == null || page > document.redactions().size()
        ? 0
        : document.redactions().get(page - 1);
  }

  private static void add(StringBuilder text, String more) {
    if (!more.isEmpty()) {
      text.append(text.isEmpty() ? "" : "\n").append(more);
    }
  }

  private static String measured(Document document) {
    String hash = "%,d bytes, SHA-256 %s".formatted(document.bytes(), document.sha256());
    if (!isRead(document)) {
      String why = document.unreadable();
      return hash + (why == null ? "" : "; its text is not readable: " + why);
    }
    return "%,d bytes, %s, %s, SHA-256 %s"
        .formatted(
            document.bytes(),
            counted(document.pages().size(), "page"),
            counted(document.redactionsInAll(), "redaction"),
            document.sha256());
  }

  private static String counted(int number, String what) {
    return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
  }

  private String headline() {
    StringBuilder line = new StringBuilder();
    if (went > 0) {
      line.append(counted(went, "redaction")).append(" gone ").append(on(wentOn));
    }
    if (came > 0) {
      line.append(line.isEmpty() ? counted(came, "redaction") : " and %,d".formatted(came))
          .append(" new ")
          .append(on(cameOn));
    }
    return line.append(
            " (%,d before, %,d now)".formatted(before.redactionsInAll(), after.redactionsInAll()))
        .toString();
  }

  private static String on(List<Integer> numbers) {
    String named =
        numbers.stream().limit(PAGES_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
    int more = numbers.size() - PAGES_NAMED;
    return "on page%s %s%s"
        .formatted(
            numbers.size() == 1 ? "" : "s", named, more > 0 ? " and %d more".formatted(more) : "");
  }

  private String legend() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (Document document : List.of(before, after)) {
      for (String page : document.pages()) {
        Matcher found = LEGEND.matcher(page);
        int from = page.toLowerCase(java.util.Locale.ROOT).indexOf("redaction legend");
        for (int at = from; at >= 0 && found.find(at); at = found.end()) {
          meanings.putIfAbsent(found.group(1), found.group(2).strip());
        }
      }
    }
    return meanings.isEmpty()
        ? ""
        : "Redaction legend: "
            + meanings.entrySet().stream()
                .map(code -> code.getKey() + " = " + code.getValue())
                .collect(Collectors.joining("; "));
  }
}

package crier.alert.wording;

import crier.alert.Message;
import crier.alert.Message.Telling;
import crier.model.Alert;
import crier.model.Finding;
import crier.model.Proof;
import crier.model.Significance;
import crier.model.Site;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a message says, cut to a size and cleaned: the one model that every channel for people is
 * made from, so that all of them, and both parts of a mail, say the same.
 *
 * @param subject what happened, in one line: {@code [irs-ice] Stay lifted: …}
 * @param headline the same without the story's mark
 * @param opening the first fact in one line, for a preview
 * @param significance the highest rank told
 * @param parts one for each alert
 * @param others alerts that found room for a line only
 * @param more alerts that found no room
 * @param rest where all of them stand
 */
public record Brief(
    String subject,
    String headline,
    String opening,
    Significance significance,
    List<Part> parts,
    List<Line> others,
    int more,
    String rest) {

  private static final int LINE = 300;
  private static final int LINES = 40;

  /** So many findings of one alert are told in full; of more, the critical ones, or the first. */
  private static final int FEW = 10;

  private static final int LEAST = 3;

  public Brief {
    parts = List.copyOf(parts);
    others = List.copyOf(others);
  }

  /**
   * How much a message may say.
   *
   * @param parts alerts
   * @param facts findings of each
   * @param words characters of each quoted text
   * @param entries of each alert, findings that are named in a line where they are not told
   * @param line characters of such a line; where it is 0, what is not told is only counted
   * @param named alerts that are named in such a line where they are not told
   */
  public record Size(int parts, int facts, int words, int entries, int line, int named) {
    public Size(int parts, int facts, int words) {
      this(parts, facts, words, 0, 0, 0);
    }

    /** One that names every alert. */
    public Size(int parts, int facts, int words, int entries, int line) {
      this(parts, facts, words, entries, line, Integer.MAX_VALUE);
    }
  }

  /**
   * Something that is named and can be opened.
   *
   * @param words what happened
   * @param link where to read it, or null
   */
  public record Line(String words, @Nullable String link) {}

  /**
   * One alert.
   *
   * @param title what happened
   * @param story the story's name, or empty
   * @param text what a notice or test says, or empty
   * @param facts what was found, the most significant first
   * @param others findings that found room for a line only
   * @param more findings that found no room
   * @param questions the open questions that it bears on
   * @param seen when Crier saw it
   * @param page the alert's own page, or null
   * @param earlier the page of what was told before about the same thing, or null
   * @param sha256 of the capture, or null
   * @param because why this recipient gets it
   */
  public record Part(
      String title,
      String story,
      String text,
      List<Fact> facts,
      List<Line> others,
      int more,
      List<String> questions,
      String seen,
      @Nullable String page,
      @Nullable String earlier,
      @Nullable String sha256,
      String because) {
    public Part {
      facts = List.copyOf(facts);
      others = List.copyOf(others);
      questions = List.copyOf(questions);
    }
  }

  /**
   * One finding.
   *
   * @param headline what happened: {@code Stay lifted}
   * @param title the source's own title
   * @param link where the source says it, or null; nothing but http and https
   * @param host of the link, in ASCII; empty where there is none
   * @param dated {@code Treasury audits, No. 2026-006 · Dated June 8, 2026}: who says it, when the
   *     source says it appeared, and where it was seen when in several places
   * @param quotation its words, with those that rule marked; empty when there are none
   * @param measured what Crier itself counted, never a quotation; or empty
   * @param proof where the quote stands, when not in the alert's own capture; or empty
   * @param before what stood there, or empty
   * @param now what stands there, or empty when the quote says it
   * @param rank {@code critical}, {@code notable} or {@code routine}
   * @param because why it has that rank
   */
  public record Fact(
      String headline,
      String title,
      @Nullable String link,
      String host,
      String dated,
      Quotation quotation,
      String measured,
      String proof,
      String before,
      String now,
      String rank,
      String because) {

    /** The words without emphasis. */
    public String quote() {
      return quotation.text();
    }
  }

  /** What a message says in so much room. */
  public static Brief of(Message message, Size size) {
    List<Telling> told = message.tellings();
    List<Part> parts =
        told.stream()
            .limit(size.parts())
            .map(telling -> part(telling, message.site(), size))
            .toList();
    List<Line> others =
        size.line() == 0
            ? List.of()
            : told.stream()
                .skip(size.parts())
                .limit(size.named())
                .map(telling -> named(telling, size))
                .toList();
    return new Brief(
        line(Wording.subject(message)),
        line(message.first().alert().subject()),
        opening(parts.getFirst()),
        told.stream()
            .map(telling -> telling.alert().significance())
            .max(Comparator.naturalOrder())
            .orElseThrow(),
        parts,
        others,
        told.size() - parts.size() - others.size(),
        message.site().link("/"));
  }

  /** The fullest of several sizes that fits, or the last of them. */
  public static <T> T fitting(
      Message message, List<Size> sizes, Function<Brief, T> form, Predicate<T> fits) {
    for (Size size : sizes.subList(0, sizes.size() - 1)) {
      T formed = form.apply(of(message, size));
      if (fits.test(formed)) {
        return formed;
      }
    }
    return form.apply(of(message, sizes.getLast()));
  }

  private static String opening(Part part) {
    String words = part.text();
    if (!part.facts().isEmpty()) {
      Fact fact = part.facts().getFirst();
      words =
          fact.quotation().pieces().stream()
              .filter(Quotation.Piece::operative)
              .map(Quotation.Piece::words)
              .reduce((_, last) -> last)
              .orElse(fact.quote().isEmpty() ? fact.title() : fact.quote());
    }
    return Wording.cut(Wording.line(words), 140);
  }

  private static Line named(Telling telling, Size size) {
    return new Line(Wording.cut(line(telling.alert().subject()), size.line()), telling.page());
  }

  private static Line named(Finding finding, Size size) {
    return new Line(
        Wording.cut(line(finding.headline() + ": " + finding.title()), size.line()),
        Wording.webAddress(finding.link()));
  }

  /** How many findings are told in full, where the others can be named. */
  private static int full(Alert alert, Size size) {
    if (size.entries() == 0 || alert.findings().size() <= FEW) {
      return size.facts();
    }
    long critical =
        alert.findings().stream()
            .filter(finding -> finding.significance() == Significance.CRITICAL)
            .count();
    return Math.min(size.facts(), Math.max(LEAST, (int) critical));
  }

  private static Part part(Telling telling, Site site, Size size) {
    Alert alert = telling.alert();
    List<Fact> facts =
        alert.findings().stream()
            .limit(full(alert, size))
            .map(finding -> fact(finding, telling.captureSha256(), site, size.words()))
            .toList();
    List<Line> others =
        alert.findings().stream()
            .skip(facts.size())
            .limit(size.entries())
            .map(finding -> named(finding, size))
            .toList();
    String earlier = telling.earlier() == null ? telling.follows() : telling.earlier().alert();
    return new Part(
        line(alert.subject()),
        line(telling.storyName()),
        passage(alert.text(), 2 * size.words()),
        facts,
        others,
        alert.findings().size() - facts.size() - others.size(),
        telling.questions().stream().limit(10).map(question -> line(question.ask())).toList(),
        Wording.time(alert.firstSeen(), site.zone()),
        telling.page(),
        earlier == null ? null : site.link("/alerts/" + earlier),
        telling.captureSha256(),
        line(telling.because()));
  }

  private static Fact fact(Finding finding, @Nullable String capture, Site site, int words) {
    String link = Wording.webAddress(finding.link());
    String after = finding.after();
    return new Fact(
        line(finding.headline()),
        line(finding.title()),
        link,
        link == null ? "" : Wording.host(link),
        dated(finding, site),
        Quotation.of(finding, words),
        passage(finding.proof().measured(), words),
        proof(finding.proof(), capture),
        passage(finding.before(), words),
        after == null || after.equals(finding.quote()) ? "" : passage(after, words),
        finding.significance().word(),
        line(finding.because()));
  }

  /** Page and hash of the document that a quote stands in. */
  private static String proof(Proof proof, @Nullable String capture) {
    String page = proof.page() == null ? "" : "Quoted from page " + proof.page();
    String hash = proof.sha256();
    if (hash == null || hash.equals(capture)) {
      return page;
    }
    return (page.isEmpty() ? "Quoted from the capture" : page + " of the capture")
        + " with SHA-256 "
        + hash;
  }

  private static String dated(Finding finding, Site site) {
    String dated =
        finding.published() == null
            ? "Date not given"
            : "Dated " + Wording.published(finding.published(), site.zone());
    dated = line(finding.speaker().isEmpty() ? dated : finding.speaker() + " · " + dated);
    return finding.sources().isEmpty()
        ? dated
        : line(dated + "; seen in " + String.join("; ", finding.sources()));
  }

  private static String line(String text) {
    return Wording.cut(Wording.line(Wording.cut(text, 4 * LINE)), LINE);
  }

  private static String passage(@Nullable String text, int words) {
    if (text == null || text.isBlank()) {
      return "";
    }
    String clean = Wording.plain(Wording.cut(text, 4 * words)).strip();
    List<String> lines = clean.lines().limit(LINES + 1).toList();
    String most =
        lines.size() <= LINES ? clean : String.join("\n", lines.subList(0, LINES)) + "\n…";
    return Wording.cut(most, words);
  }
}

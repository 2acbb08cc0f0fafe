package crier.rules.docket.consequence;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Consequences.Scope;
import crier.model.Consequences.WaitsFor;
import crier.rules.docket.consequence.EntryReader.Entry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a stay, or anything else that is held, waits for. */
final class WaitReader {

  private static final Pattern NOUN =
      Patterns.pattern("\\b(?:automatic|the|a|emergency|administrative|for) ?$");
  private static final Pattern LASTS =
      Patterns.pattern(
          "^[^;]{0,90}?\\b(?:remains?|shall remain|is extended|continues?|in (?:place|effect)|is (?:hereby )?(?:entered|granted|imposed|ordered)|extended)\\b");
  private static final Pattern ENTERED =
      Patterns.pattern(
          "\\b(?:enter(?:s|ed|ing)?|grant(?:s|ed|ing)?|order(?:s|ed)?|impos\\w+|extend\\w*|continu\\w+)\\b");
  private static final Pattern NOT_BETWEEN =
      Patterns.pattern("\\b(?:filed|motion to|until|pending)\\b");
  private static final Pattern ABEYANCE = Patterns.pattern("^\\s*(?:in abeyance )?");
  private static final Pattern PAPER =
      Patterns.pattern("\\b(?:order|opinion|motion|hearing|conference|trial)\\b");
  private static final Pattern APPELLATE =
      Patterns.pattern(
          "\\bcir(?:cuit|\\.)|\\bcourt of appeals\\b|\\bappeal|\\bsupreme court\\b|S\\. ?Ct");
  private static final Pattern DUTY = Patterns.pattern("\\bstatus reports?\\b|\\bwithin\\b");
  private static final Pattern PARENTHESIS = Patterns.pattern("^[^a-z]*\\([^)]{2,60}\\)");
  private static final Pattern THIS =
      Patterns.pattern("\\bthis (?:order|date|minute|notice|memorandum|opinion)\\b|^(?:the )?date");
  private static final Pattern HOLD =
      Patterns.pattern(
          "\\b(?:stay(?:ed|s|ing)?|hold(?:s|ing)?\\b[^;]{0,140}?\\bin abeyance|in abeyance|held\\b[^;]{0,60}?\\bin abeyance|suspend(?:ed|s|ing)?|administratively (?:clos(?:ed?|es|ing)|terminat(?:ed?|es|ing))|toll(?:ed|s|ing)?|defer(?:red|s|ring)?|held|abated?|(?:civil )?suspense)\\b");
  private static final Pattern LINKED =
      Patterns.pattern(
          "^(?P<between>[^;]{0,170}?)\\b(?P<link>pending|until(?: such time as| after| the date)?|awaiting|to await|while awaiting|through|for)\\b ?");
  private static final Pattern OVER =
      Patterns.pattern(
          "\\b(?:stay|abeyance|suspension)\\b[^;.]{0,80}?\\b(?:is|was|be|are|hereby|has been|having been)\\b[^;.]{0,30}?\\b(?:lift(?:ed)?|vacated|dissolved|terminated|expired|denied)\\b|\\b(?:lift(?:s|ed|ing)?|vacat(?:es|ing|ed)|dissolv\\w+|den(?:y|ies|ied|ying)|terminat\\w+) [^;.]{0,60}?\\b(?:stay|abeyance)\\b|\\bno longer (?:stayed|in abeyance)|\\bstay\\b[^;]{0,220}?\\b(?:is|are|be)(?: hereby)? (?:lifted|dissolved)\\b");
  private static final Pattern ASKED =
      Patterns.pattern(
          "\\b(?:motions?|requests?|mtn|application|petition|stipulation|moves?|asks?|seeks?|request(?:ed|s))\\b[^;]{0,60}?\\b(?:to|for)\\b[^;]{0,60}?$");
  private static final Pattern PART = Patterns.pattern("\\bgrant(?:ed|ing|s) in part\\b");
  private static final Pattern FINITE =
      Patterns.pattern("\\b(?:is|are|be|shall|hereby|that|was)\\b");
  private static final Pattern GRANTED =
      Patterns.pattern(
          "\\b(?:grant(?:s|ed|ing)?|approv(?:es|ed|ing)|so ordered|gtd|endors\\w+)\\b");
  private static final Pattern DENIED = Patterns.pattern("\\b(?:den(?:y|ies|ied|ying)|moot)\\b");
  private static final Pattern FURTHER =
      Patterns.pattern(
          "^(?:any |the )?(?:further|additional|other|subsequent) (?:court |judicial )?(?:order|notice|direction|ruling|action|proceedings|instruction)s?|^(?:further|an) order of (?:this|the) court|^otherwise ordered|^(?:ordered otherwise|the court orders)");
  private static final Pattern EVENT_ENDS =
      Patterns.pattern(
          ", (?:case |appeal |civil |docket )?(?:no\\.?|nos\\.?|number|d\\.c\\. cir|\\w+ cir\\.|\\d+ )|\\(|;|, (?:and|the parties|parties|which|at which|whereupon|whichever|subject|with|plaintiffs?|defendants?|counsel|including|unless|but|or until|or further|in light|all|see|cert|at that)\\b|\\b(?:and|the parties|counsel|plaintiffs?|defendants?) (?:shall|must|are|is directed|will|directs|orders|vacates)\\b|\\band (?:the|all|any|denying|granting|directing|administratively)\\b|\\bor (?:until )?further order\\b|\\b(?:is|are) (?:hereby )?(?:granted|denied)|\\bwith respect to\\b| at which (?:time|point)\\b|\\bunless\\b|\\bto be followed\\b");
  private static final Pattern RESULT =
      Patterns.pattern(
          "\\b(?:decisions?|rulings?|rules?|mandate|opinions?|resolution|resolved|issuing|issues?|conclusion|determin\\w+|disposition|outcome|decides?|decided|completion|judgment|order|final|appeal)\\b");
  private static final Pattern AFTERWARDS =
      Patterns.pattern(
          "\\b(?:following|after|upon|once|until)(?: the issuance of)? (?P<e>(?:an? |the )?[^;]{0,30}?(?:decision|ruling|opinion|mandate|resolution|disposition|determination|judgment)\\b[^;]*)");
  private static final Pattern OTHER =
      Patterns.pattern(
          "\\bcir(?:cuit|\\.)|\\bsupreme court\\b|\\bpanel\\b|\\bMDL\\b|\\bmultidistrict\\b|\\bv\\.|\\bvs\\.|\\bjudge [A-Z]|\\barbitrat\\w+|\\bbankruptcy\\b|\\binter partes\\b|\\bPTAB\\b|\\bpatent\\b|\\bre-?examination\\b|\\bstate court\\b|\\bsuperior court\\b|\\bcriminal (?:case|proceeding|action|prosecution|trial)|\\brelated (?:case|action|matter)|\\bunderlying\\b|\\bagency\\b|\\badministrative\\b|\\bEPA\\b|\\bcommission\\b|\\bcourt of appeals\\b|\\bUSCA\\b|\\bappeals?\\b|\\bcertiorari\\b|\\blower court\\b|\\bdistrict court\\b|\\bin re\\b|\\bFEC\\b|\\bUSCIS\\b|\\bEEOC\\b|\\bboard\\b|\\blead case\\b");
  private static final Pattern STRONG =
      Patterns.pattern(
          "\\bcir(?:cuit|\\.)(?:'s| court)?|\\bsupreme court\\b|\\bpanel\\b|\\bMDL\\b|\\bv\\.|\\bvs\\.|\\bjudge [A-Z]|\\bcourt of appeals\\b|\\blead case\\b|\\bmultidistrict\\b|\\brelated (?:case|action|matter)|\\bstate court\\b|\\bbankruptcy court\\b|\\bin the (?:case|matter|action) of\\b");
  private static final Pattern HERE =
      Patterns.pattern(
          "\\b(?:motions?|petition for rehearing|settlement|stipulation|reports? and recommendations?|submission|hearing|mediation|this court|the court's|briefing|filing|mandate issues|mandate|conference|trial|discovery|report)\\b");
  private static final Pattern NUMBER =
      Patterns.pattern(
          "(?P<n>\\d{1,2}:\\d{2}-[a-z]{2,4}-\\d{2,6}(?:-[A-Z]{1,4})*|\\b\\d{2}-(?:cv|cr|mc|md|mj|bk|ap|civ)-\\d{1,6}(?:-[A-Z]{2,4})?|\\b\\d{2}-\\d{1,6}(?:-(?:cv|cr|ag|pr|bk|op))?\\b|\\b\\d{2}A\\d{1,4}\\b)");
  private static final Pattern UNNAMED =
      Patterns.pattern(
          "\\b(?:circuit|appeals?|appellate|supreme court|that (?:decision|case|matter|appeal|ruling)|decision|ruling|mandate)\\b");
  private static final Pattern APPEAL =
      Patterns.pattern(
          "\\b(?:cir\\.?|circuit|appeal|certiorari|supreme court|S\\. ?Ct\\.?)[^;]{0,60}?\\bnos?\\.? (?P<n>\\d{2}-\\d{1,6})\\b");
  private static final Pattern LOWER = Patterns.pattern("\\b(?:district|lower|bankruptcy) court");
  private static final Pattern CITED =
      Patterns.pattern(
          "(?:ecf|dkt|doc|docs|document|f\\.[234](?:d|th)|supp|U\\.S|rule|section|exhibit)\\W*(?:nos?\\W*)?$");
  private static final Pattern MONTHS_ON =
      Patterns.pattern(
          "^(?:a period of |an additional |up to )?(?P<n>\\d{1,3}|thirty|sixty|ninety|forty-five|fourteen|twenty-one|six|three|two)(?: \\(\\d+\\))? (?P<u>days|months|weeks)\\b");
  private static final Pattern PREFIX =
      Patterns.pattern(
          "\\b(?:stay|stayed|staying|abeyance|suspen|administrativ|toll|withh|defer|abate|hold|held)");

  private final Courts courts = new Courts();
  private final Periods periods = new Periods();

  @Nullable WaitsFor read(Passage passage, Entry entry) {
    if (!PREFIX.matcher(passage.shown()).find()) {
      return null;
    }
    boolean open = false;
    int from = 0;
    for (Passage.Sentence sentence : passage.sentences()) {
      String words = passage.shown().substring(sentence.start(), sentence.end());
      Matcher hold = HOLD.matcher(words);
      while (hold.find()) {
        if (!holds(words, hold)) {
          continue;
        }
        WaitsFor wait = linked(passage, entry, sentence, words, hold);
        if (wait != null) {
          return wait;
        }
        if (!hold.group().toLowerCase(Locale.ROOT).equals("held")) {
          open = true;
          from = sentence.start();
        }
      }
    }
    return open ? elsewhere(passage, entry, from) : null;
  }

  /** Whether the stay is entered here and now, or stands. */
  private static boolean holds(String words, Matcher hold) {
    String before = words.substring(0, hold.start());
    String act = hold.group().toLowerCase(Locale.ROOT);
    Matcher asking = ASKED.matcher(before);
    boolean asked = asking.find() && !FINITE.matcher(asking.group()).find();
    boolean granted = GRANTED.matcher(words).find();
    boolean denied = DENIED.matcher(words).find() && !granted;
    boolean done = act.endsWith("ed") || act.startsWith("held") || act.endsWith("abeyance");
    if (OVER.matcher(words).find()
        || (asked && PART.matcher(words).find())
        || (denied && !(done && !asked))) {
      return false;
    }
    if (asked && !GRANTED.matcher(before).find() && !(granted && !DENIED.matcher(words).find())) {
      return false;
    }
    if (act.equals("held") || act.startsWith("defer") || act.startsWith("withh")) {
      return true;
    }
    if (act.equals("stay") && !asked) {
      boolean noun = NOUN.matcher(before).find();
      boolean lasts = LASTS.matcher(words.substring(hold.end())).find();
      boolean entered = ENTERED.matcher(before).find();
      return !noun || lasts || entered;
    }
    return true;
  }

  private @Nullable WaitsFor linked(
      Passage passage, Entry entry, Passage.Sentence sentence, String words, Matcher hold) {
    String rest = words.substring(hold.end());
    Matcher link = LINKED.matcher(rest);
    if (!link.find() || NOT_BETWEEN.matcher(link.group("between")).find()) {
      return null;
    }
    String act = hold.group().toLowerCase(Locale.ROOT);
    String said = link.group("link").toLowerCase(Locale.ROOT);
    int begins = link.end();
    String event = rest.substring(begins);
    int at = sentence.start() + hold.end() + begins;
    WaitsFor date = dated(passage, entry, sentence.start() + hold.start(), at, event, said);
    if (date != null) {
      return date;
    }
    if (said.equals("for")
        || said.equals("through")
        || FURTHER.matcher(event).find()
        || (act.equals("held") && !ABEYANCE.matcher(link.group("between")).matches())) {
      return null;
    }
    return made(passage, entry, sentence.start() + hold.start(), at, event);
  }

  private @Nullable WaitsFor dated(
      Passage passage, Entry entry, int start, int at, String event, String link) {
    List<Dates.Mention> dates =
        new Dates(entry.filed())
            .in(passage.shown(), at, Math.min(passage.shown().length(), at + event.length()));
    boolean first =
        !dates.isEmpty()
            && passage.shown().substring(at, dates.getFirst().start()).strip().length() < 18
            && !PAPER.matcher(passage.shown().substring(at, dates.getFirst().start())).find();
    if (first && !link.equals("for")) {
      Dates.Mention date = dates.getFirst();
      String day = date.iso().length() > 10 ? date.iso().substring(0, 10) : date.iso();
      return new WaitsFor(
          List.of(), "", "a date", day, Scope.DATE, passage.quote(start, date.end()));
    }
    Matcher length = MONTHS_ON.matcher(event);
    if (link.equals("for") && length.find() && entry.filed() != null) {
      List<Periods.Mention> mention =
          periods.in(passage.shown(), at, Math.min(passage.shown().length(), at + event.length()));
      if (mention.isEmpty()) {
        return null;
      }
      int count = mention.getFirst().period().count();
      LocalDate until =
          switch (mention.getFirst().period().unit()) {
            case "months" -> entry.filed().plusMonths(count);
            case "weeks" -> entry.filed().plusWeeks(count);
            default -> entry.filed().plusDays(count);
          };
      return new WaitsFor(
          List.of(),
          "",
          "a date",
          until.toString(),
          Scope.DATE,
          passage.quote(start, at + length.end()));
    }
    return null;
  }

  private WaitsFor made(Passage passage, Entry entry, int start, int at, String event) {
    Matcher ends = EVENT_ENDS.matcher(event);
    int end = ends.find() && ends.start() > 3 ? ends.start() : event.length();
    String what = event.substring(0, end).strip();
    List<String> numbers = new ArrayList<>();
    int last = at + end;
    int reach = Math.min(passage.shown().length(), at + event.length() + 160);
    String wide = passage.shown().substring(at, reach);
    Matcher number = NUMBER.matcher(wide);
    boolean appeal = APPELLATE.matcher(wide).find();
    while (number.find()) {
      String said = number.group("n");
      String lead = wide.substring(0, number.start());
      boolean cited =
          CITED.matcher(lead).find()
              || (!entry.number().isEmpty() && Numbers.same(said, entry.number()));
      boolean near =
          number.start() <= event.length()
              || (numbers.isEmpty() && number.start() - event.length() < 120);
      boolean duty = DUTY.matcher(lead).find() && number.start() > event.length();
      if (!cited && near && !duty && !dateLike(wide, number)) {
        numbers.add(said);
        last = Math.max(last, at + number.end());
      }
    }
    if (appeal && numbers.stream().anyMatch(Numbers::appellate)) {
      numbers.removeIf(n -> !Numbers.appellate(n));
    }
    if (numbers.isEmpty() && UNNAMED.matcher(what).find() && !what.contains(" v. ")) {
      numbers.addAll(appeals(passage.shown(), entry));
    }
    String near =
        passage
            .shown()
            .substring(
                at, Math.min(passage.shown().length(), Math.max(at + event.length(), last + 40)));
    boolean below =
        courts.circuit(entry.court()).equals(entry.court()) && LOWER.matcher(what).find();
    boolean strong =
        below
            || STRONG
                .matcher(near.substring(0, Math.min(near.length(), Math.max(end, last - at))))
                .find();
    boolean here = HERE.matcher(what).find() && !strong;
    boolean other = !numbers.isEmpty() || below || (OTHER.matcher(what).find() && !here);
    String court = other ? court(what, near, numbers, entry) : "";
    return new WaitsFor(
        numbers,
        court,
        what,
        null,
        other ? Scope.OTHER : Scope.SAME,
        passage.quote(start, Math.max(at + end, Math.min(last, passage.text().length()))));
  }

  /** Numbers of appeals that the entry names before: "the pending appeal in …, No. 31-5177". */
  private static List<String> appeals(String shown, Entry entry) {
    List<String> found = new ArrayList<>();
    Matcher matcher = APPEAL.matcher(shown);
    while (matcher.find()) {
      String said = matcher.group("n");
      if (entry.number().isEmpty() || !Numbers.same(said, entry.number())) {
        found.add(said);
      }
    }
    return found;
  }

  private static boolean dateLike(String words, Matcher number) {
    return (number.end() < words.length() && "-/".indexOf(words.charAt(number.end())) >= 0)
        || (number.start() > 0 && "-/:".indexOf(words.charAt(number.start() - 1)) >= 0);
  }

  private String court(String what, String near, List<String> numbers, Entry entry) {
    String behind = "";
    if (!numbers.isEmpty()) {
      int at = near.indexOf(numbers.getFirst());
      int after = Math.min(near.length(), at + numbers.getFirst().length() + 40);
      behind =
          PARENTHESIS.matcher(near.substring(at + numbers.getFirst().length(), after)).find()
              ? courts.named(near.substring(at, after), entry.court())
              : "";
    }
    String named = courts.named(what, entry.court());
    if (!behind.isEmpty()) {
      return behind;
    }
    if (named.isEmpty() && !numbers.isEmpty()) {
      int at = near.indexOf(numbers.getFirst());
      named = courts.named(near.substring(0, at), entry.court());
      boolean bankruptcy = entry.court().endsWith("b");
      if (named.isEmpty() && (bankruptcy || !Numbers.appellate(numbers.getFirst()))) {
        named = entry.court();
      }
    }
    return named;
  }

  /**
   * "This action is stayed. Within 14 days of Judge Pitts issuing a ruling, the parties shall …".
   */
  private @Nullable WaitsFor elsewhere(Passage passage, Entry entry, int from) {
    for (Passage.Sentence sentence : passage.sentences()) {
      if (sentence.start() < from) {
        continue;
      }
      for (Periods.Mention period : periods.in(passage.shown(), sentence.start(), sentence.end())) {
        String event = period.period().from();
        boolean awaited =
            RESULT.matcher(event).find()
                && !THIS.matcher(event).find()
                && !period.period().before();
        if (awaited) {
          int at = passage.shown().indexOf(event, period.figureEnd());
          return made(passage, entry, from, at < 0 ? period.figureEnd() : at, event);
        }
      }
      String words = passage.shown().substring(sentence.start(), sentence.end());
      Matcher afterwards = AFTERWARDS.matcher(words);
      if (afterwards.find() && OTHER.matcher(afterwards.group("e")).find()) {
        int at = sentence.start() + afterwards.start("e");
        return made(
            passage, entry, sentence.start() + afterwards.start(), at, afterwards.group("e"));
      }
    }
    return null;
  }
}

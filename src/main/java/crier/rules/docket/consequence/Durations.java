package crier.rules.docket.consequence;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Deadline.Kind;
import crier.model.Deadline.Status;
import crier.rules.docket.consequence.DeadlineReader.Sentence;
import crier.rules.docket.consequence.EntryReader.Entry;
import crier.rules.docket.consequence.EntryReader.Voice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Duties within a period of an event. */
final class Durations {

  private static final Pattern NOUN_BEFORE =
      Patterns.pattern("\\b(?:a|an|the|this|that|additional|of|for|[0-9]+(?:st|nd|rd|th)) $");
  private static final Pattern WITHIN_THE = Patterns.pattern("\\bwithin(?: the| an additional)? $");
  private static final Pattern RESTRAINT = Patterns.pattern("\\brestraining order|\\btro\\b");
  private static final Pattern DUE_IN = Patterns.pattern("\\bdue in $");
  private static final Pattern AT_LEAST =
      Patterns.pattern("\\b(?:at least|not less than|no fewer than)(?: the)? $");
  private static final Pattern STATED =
      Patterns.pattern(
          "^[^;]{0,50}?(?:\\(|, on|,? ?(?:i\\.e\\.,?|or|that is,?|on or before|by|to wit,?|no later than)) ?(?:on )?$");
  private static final Pattern OF_OR_ON = Patterns.pattern("^ (?:of|on)\\b");
  private static final Pattern LIMIT =
      Patterns.pattern(
          "\\b(?:within|no later than|not later than|on or before|by|due(?: date)?(?: in)?|every|not more than|no more than|not less than|at least|shall have|has|have|is given|are given|granted|allowed|by no later than|each) ?(?:the )?(?:next |first |following )?$|\\bin $");
  private static final Pattern LASTS =
      Patterns.pattern(
          "\\b(?:in (?:full force and )?effect|expires?|extended)(?: for| in)?(?: a period of| an additional)? $");
  private static final Pattern DUTY =
      Patterns.pattern(
          "\\b(?:due|file|filed|filing|shall|must|may|submit\\w*|respond|serve|served|move|answer|ordered|directed|required|reply|object\\w*|order(?:s|ed)|reopen|reinstate\\w*|show cause|report|pay|cure|amend|notify|seek|appeal)\\b");
  private static final Pattern NOT_A_DUTY =
      Patterns.pattern(
          "^['\\s-]*(?:extension|notice|period|stay|sentence|trial|imprisonment|custody|delay|continuance|adjournment|old|deadline|window|suspension|hearing|term|of (?:supervised|imprisonment|custody|probation|home|community|confinement|incarceration|jail|credit|trial|discovery|service|back|leave)|in (?:custody|prison|jail)|imprison|supervised|on each|to run|per |a week|ago|jury|bench|late|exclud\\w* delay)");
  private static final Pattern INJUNCTION =
      Patterns.pattern(
          "\\b(?:enjoin\\w*|restrain\\w*|prohibit\\w*|imprisonment|supervised release|incarcerat\\w*|probation|without (?:first )?(?:giving|providing)|removed from the united states)\\b");
  private static final Pattern THIS =
      Patterns.pattern(
          "^(?:the )?(?:date |day |entry |filing |issuance |service |docketing |electronic |receipt )*(?:(?:of|on|that) )?(?:the )?(?:date |entry |filing |issuance |service |docketing |signing |receipt )*(?:(?:of|that) )?(?:(?:this|the present|the instant)(?: \\w+){0,4}?(?: (?:order|notice|entry|date|opinion|judgment|decision|ruling|letter|minute|memorandum|directive|date|docket|text|report|recommendation))?(?: is (?:entered|filed|issued|docketed|signed))?|today(?:'s)?(?: date| order)?|the date hereof|hereof|entry|the order|date of (?:entry|order)|the order's (?:entry|date)|the (?:date of )?entry of (?:the|this) order)(?: is (?:entered|filed|issued|docketed))?$");
  private static final Pattern NOT_THIS =
      Patterns.pattern(
          "\\b(?:mail\\w*|receipt|received|action|case|litigation|reopened|appeal|motion|being served|matter|proceeding|conclusion|resolution|mandate)\\b");
  private static final Pattern CONDITION =
      Patterns.pattern(
          "^(?:[\\s(]|[0-9a-z]\\)|and |but |further, |however, |that )*(?P<c>(?:if|in the event(?: that)?|should|once|when|upon|unless) [^,;]{4,160}),");
  private static final Pattern CONDITION_BEHIND =
      Patterns.pattern("\\b(?P<c>(?:if|in the event(?: that)?|unless) [^,;.]{4,160})");
  private static final Pattern ENTRY =
      Patterns.pattern(
          "^(?:the )?(?:date of )?(?:entry of|mailing of th)|\\btoday\\b|^service of (?:the|this)\\b");
  private static final Pattern RECURRING = Patterns.pattern("^ ?,? ?(?:thereafter)");
  private static final Pattern HAVE = Patterns.pattern("\\b(?:shall|will|may)? ?ha(?:ve|s) $");
  private static final Pattern DUE_LINE = Patterns.pattern("\\bdue(?: by| on| within| in)? $");
  private static final Pattern MUST_FILE = Patterns.pattern("\\bmust be filed within $");
  private static final Pattern OWN_PREFIX =
      Patterns.pattern(
          "^(?:the )?(?:date |day |entry |filing |issuance |service |docketing )*(?:(?:of|on) )?(?:the )?(?:entry of |filing of |date of )?this (?:\\w+ ){0,3}?(?:order|notice|entry|opinion|judgment|letter|minute|memorandum|directive|report|date|summons)\\b");
  private static final Pattern NOISE =
      Patterns.pattern(
          "\\b(?:requests?|requested|seeks?|seeking|sought|proposes?|asks?|moves) (?:that|to|an?|for)\\b");

  private final Context context;
  private final Subjects subjects;
  private final Periods periods = new Periods();

  Durations(Context context, Subjects subjects) {
    this.context = context;
    this.subjects = subjects;
  }

  List<Draft> read(Sentence sentence, List<Dates.Mention> dates, List<Draft> dated) {
    List<Draft> found = new ArrayList<>();
    Voice voice = sentence.entry.voice();
    List<Periods.Mention> all = periods.in(sentence.passage.shown(), sentence.start, sentence.end);
    int from = sentence.start;
    for (Periods.Mention period : all) {
      String before = sentence.words(from, period.start());
      boolean spoken = voice != Voice.PARTY || clerks(sentence, before);
      if (spoken
          && period.start() >= from
          && binds(sentence, period, before)
          && !stated(sentence, period, dates, dated)) {
        found.add(draft(sentence, period, before, dated, found));
        from = period.end();
      }
    }
    return found;
  }

  /** In a party's paper only what the clerk adds: "Reply brief due 21 days after …". */
  private boolean clerks(Sentence sentence, String before) {
    return MUST_FILE.matcher(Context.lead(before)).find()
        || (!sentence.first
            && (DUE_LINE.matcher(before).find() || context.routine(sentence.whole())));
  }

  private boolean binds(Sentence sentence, Periods.Mention period, String before) {
    String lead = Context.lead(before);
    String tail = sentence.words(period.figureEnd(), sentence.end);
    String whole = sentence.whole();
    if (NOT_A_DUTY.matcher(tail).find()
        || (INJUNCTION.matcher(lead).find() && !LASTS.matcher(lead).find())) {
      return false;
    }
    if (NOUN_BEFORE.matcher(lead).find()
        && !LASTS.matcher(lead).find()
        && !WITHIN_THE.matcher(lead).find()) {
      return false;
    }
    if (LASTS.matcher(lead).find() && RESTRAINT.matcher(lead).find()) {
      return true;
    }
    boolean limited = LIMIT.matcher(lead).find();
    boolean anchored = period.connected() && !period.period().from().isEmpty();
    if (!limited && !anchored) {
      return false;
    }
    boolean vague = lead.endsWith(" in ") || lead.endsWith(" by ");
    if (vague && !DUE_IN.matcher(lead).find() && !anchored) {
      return false;
    }
    if (AT_LEAST.matcher(lead).find() && !period.period().before()) {
      return false;
    }
    if (NOISE.matcher(lead).find() && !context.granted(whole)) {
      return false;
    }
    return DUTY.matcher(whole).find() || (lead.length() < 60 && limited);
  }

  /** "14 days … by December 10": the stated date binds. */
  private boolean stated(
      Sentence sentence, Periods.Mention period, List<Dates.Mention> dates, List<Draft> dated) {
    if (period.period().every()) {
      return false;
    }
    for (Dates.Mention date : dates) {
      boolean paren =
          date.start() >= period.figureEnd()
              && date.start() - period.figureEnd() < 70
              && STATED.matcher(sentence.words(period.figureEnd(), date.start())).find();
      if (paren) {
        if (dated.stream().noneMatch(d -> d.place == date.start())) {
          Draft draft = new Draft(Kind.DUE);
          draft.date = date.iso();
          draft.place = date.start();
          draft.quote =
              sentence.passage.quote(
                  Quotes.begin(
                      sentence.passage.shown(),
                      Math.max(sentence.start, period.start() - 60),
                      period.start()),
                  Math.min(sentence.end, date.end() + 1));
          subjects.name(
              draft,
              sentence,
              sentence.words(Math.max(sentence.start, period.start() - 90), period.start()),
              sentence.words(date.end(), sentence.end),
              null);
          dated.add(draft);
        }
        return true;
      }
    }
    return false;
  }

  private Draft draft(
      Sentence sentence,
      Periods.Mention mention,
      String before,
      List<Draft> dated,
      List<Draft> found) {
    Draft draft = new Draft(Kind.DUE);
    draft.aside = sentence.aside;
    String from = mention.period().from();
    int cut = 0;
    Matcher prefix = OWN_PREFIX.matcher(from);
    if (prefix.find() && !OF_OR_ON.matcher(from.substring(prefix.end())).find()) {
      cut = from.length() - prefix.end();
      from = prefix.group();
    }
    boolean own = from.isEmpty() || own(from);
    boolean bare =
        from.isEmpty()
            && HAVE.matcher(Context.lead(before)).find()
            && !(dated.isEmpty() && found.isEmpty());
    boolean thereafter =
        RECURRING.matcher(from).find() || from.startsWith("interval") || mention.period().every();
    String shownFrom = from.isEmpty() ? "this order" : from;
    if (thereafter) {
      shownFrom =
          dated.isEmpty()
              ? "this order"
              : dated.getLast().date == null ? shownFrom : dated.getLast().date;
    }
    draft.period =
        new crier.model.Deadline.Period(
            mention.period().count(),
            mention.period().unit(),
            shownFrom,
            mention.period().before(),
            mention.period().every()
                || (thereafter
                    && from.equals("thereafter")
                    && before.toLowerCase(java.util.Locale.ROOT).contains("every")));
    String after = sentence.words(mention.end() - cut, sentence.end);
    if (own && !bare && !mention.period().before() && !thereafter) {
      draft.computed = computed(sentence.entry, mention.period());
    }
    draft.conditional = condition(sentence, mention.start());
    if (draft.conditional == null
        && !own
        && !thereafter
        && !mention.period().before()
        && !ENTRY.matcher(from).find()) {
      draft.conditional = from;
    }
    Draft last = !found.isEmpty() ? found.getLast() : dated.isEmpty() ? null : dated.getLast();
    subjects.name(draft, sentence, before, after, last);
    int begin =
        Quotes.begin(
            sentence.passage.shown(),
            Math.max(sentence.start, mention.start() - before.length()),
            mention.start());
    draft.quote = sentence.passage.quote(begin, mention.end() - cut + subjects.reach(after));
    draft.routine = context.routine(draft.what + " . " + sentence.whole());
    if (context.moved(Context.lead(before)) || (sentence.extended && !before.isBlank())) {
      draft.status = Status.MOVED;
    }
    return draft;
  }

  private static boolean own(String from) {
    return THIS.matcher(from).find() && !NOT_THIS.matcher(from).find();
  }

  private static @Nullable String computed(Entry entry, crier.model.Deadline.Period period) {
    LocalDate filed = entry.filed();
    if (filed == null) {
      return null;
    }
    return CourtDays.of(entry.court()).last(filed, period).map(LocalDate::toString).orElse(null);
  }

  /** What a duty depends on, in the entry's words: "If the motion is denied, …". */
  static @Nullable String condition(Sentence sentence, int place) {
    Matcher matcher = CONDITION.matcher(sentence.whole());
    if (matcher.find() && sentence.start + matcher.end() <= place + 200) {
      String said = matcher.group("c").strip();
      if (sentence.start + matcher.start("c") < place
          && !said.toLowerCase(java.util.Locale.ROOT).startsWith("upon review")
          && !said.toLowerCase(java.util.Locale.ROOT).startsWith("upon consideration")) {
        return said;
      }
    }
    String rest = sentence.words(place, sentence.end);
    int clause = rest.indexOf(';');
    Matcher behind = CONDITION_BEHIND.matcher(clause < 0 ? rest : rest.substring(0, clause));
    return behind.find() && behind.group("c").toLowerCase(java.util.Locale.ROOT).startsWith("if ")
        ? behind.group("c").strip()
        : null;
  }
}

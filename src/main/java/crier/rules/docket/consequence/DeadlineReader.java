package crier.rules.docket.consequence;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Deadline;
import crier.model.Deadline.Kind;
import crier.model.Deadline.Status;
import crier.rules.docket.consequence.EntryReader.Entry;
import crier.rules.docket.consequence.EntryReader.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the dates that an entry sets, moves or ends. */
final class DeadlineReader {

  private static final Pattern LEADS_ON =
      Patterns.pattern("(?:^|\\b)(?:to|for|until|till|on|at|as|through|and including)(?: the)? $");
  private static final Pattern HELD_OR_SIGNED =
      Patterns.pattern("\\bheld\\b[^;]*$|\\b(?:signed|entered|filed)\\b[^;]*$");
  private static final Pattern DEADLINE = Patterns.pattern("\\bdeadline\\b");
  private static final Pattern THEN_DENIED =
      Patterns.pattern("^[^.;]{0,100}?\\b(?:is|are|:|-) ?(?:hereby )?(?:denied|overruled)");
  private static final Pattern CHANGES =
      Patterns.pattern("\\b(?:continue|reset|extend|vacate|reschedule|adjourn|postpone)\\b");
  private static final int BETWEEN = 150;
  private static final int CARRIED = 110;

  private static final Pattern BARE =
      Patterns.pattern("^[\\s,;&(-]*(?:and|or|through|thru|to|-)?[\\s(,-]*$");
  private static final Pattern FROM = Patterns.pattern("\\bfrom(?: the)? $");
  private static final Pattern TO = Patterns.pattern("^,? ?(?:up )?(?:to|until|and re-?set)\\b");
  private static final Pattern CLERKS_LINE =
      Patterns.pattern(
          "(?:\\b(?:distributed for conference of|to be held|set for(?: hearing)?|hearing set|hearing scheduled|scheduled for|scheduled|to be heard|due(?: by| on)?|"
              + "hearing(?: date)?|noticed for|presentment|hearing to be held)(?: on| at| for)?:?) $");
  private static final Pattern ASKING =
      Patterns.pattern(
          "\\b(?:extend|extension|enlarge\\w*|continue|stay|until|reset|set|vacate|move|deadline|time)\\b");
  private static final Pattern REFERENCE =
      Patterns.pattern(
          "\\b(?:hearings?|conferences?|trial|argument|arraignment|sentencing|date|deadline|call|dates|deadlines|mediation|appearance)(?: (?:currently|presently|previously|originally|now|already))* (?:set|scheduled|noticed)\\b[^;]*$");
  private static final Pattern FOR_SET =
      Patterns.pattern("\\b(?:is|are|be|shall|will)(?: \\w+){0,2} (?:set|scheduled)\\b");

  /** A stay's own end is no deadline. */
  private static final Pattern STAYED =
      Patterns.pattern(
          "\\b(?:stay|stayed|stays|staying|abeyance|suspended|tolled)\\b[^,;]{0,90}?\\b(?:until|through|till|to and including|extended to)(?: and including)? $");

  private static final Pattern AND = Patterns.pattern(",? (?:and|&)(?: [\\w-]+){0,5} $");
  private static final Pattern DETERMINED =
      Patterns.pattern(
          "\\b(?:the|this|that|its|our)(?: currently| presently| previously)?(?: set| scheduled)? $|'s $");
  private static final Pattern DATE_NOUN =
      Patterns.pattern(
          "^ ?(?P<n>(?:[\\w/-]+ ){0,5}?(?:hearing|conference|oral argument|argument|trial|deadline|notice of motion date|sentencing|arraignment|mediation)(?: date)?)\\b");
  private static final Pattern STANDS =
      Patterns.pattern(
          "^[^;.]{0,160}?\\b(?:stands?|remains?|will|shall|proceeds?|is confirmed)\\b");
  private static final Pattern LATER =
      Patterns.pattern("\\b(?:rescheduled|reset|continued|extended) (?:at|in|by) the\\b");
  private static final Pattern FORMERLY =
      Patterns.pattern(
          "\\b(?:formerly|previously|originally|currently|initially|presently) (?:due|set|scheduled)(?: for| on| by)? $");
  private static final Pattern MOVING =
      Patterns.pattern(
          "^\\W*(?:clerk'?s? |court'?s? |amended )*(?:notice (?:of )?)?(?:hearings? |conference )?(?:adjournment|adjourned|continuance|continued|resetting|rescheduling|rescheduled|reset)\\b");
  private static final Pattern CLERKS_ITEM =
      Pattern.compile(
          "(?:^|[.;:)\\]] {1,2})(?:(?:[A-Z][\\w'/&-]*|of|to|for|and|on|the|re) ){1,8}(?:[Dd]ue(?: [Bb]y| [Oo]n)?|set for(?: hearing)?(?: on)?|scheduled for|DISTRIBUTED for Conference of):? $");
  private static final Pattern MUST_BE =
      Patterns.pattern(
          "\\b(?:must|shall) be (?:re)?(?:filed|submitted|served|paid|cured|corrected)(?: \\w+)? by $");
  private static final Pattern TO_MOVE =
      Patterns.pattern(
          "\\b(?:to|for) (?:adjourn|continue|extend|reset|vacate|reschedule|postpone|adjournment|continuance|extension|advance|move)\\b[^;.]{0,80}?\\b(?:hearing|conference|deadlines?|trial|dates?|time|briefing|argument|sentencing)\\b[^;]*$");
  private static final Pattern ANOTHER =
      Patterns.pattern(
          ";|\\b(?:deadlines?|hearing|conference|repl(?:y|ies)|responses?|opposition|brief|report|letter|answer|motions?|trial|argument|statement)\\b");

  /** To propose, where the court orders it, is a duty and no wish. */
  private static final Pattern DIRECTED =
      Patterns.pattern(
          "\\b(?:shall|must|directed to|ordered to|are to|is to)\\b[^;]{0,80}?\\b(?:propose|request|suggest|seek)\\b");

  private static final Pattern NUNC = Patterns.pattern("\\bnunc pro tunc\\b");
  private static final Pattern EXPIRY =
      Patterns.pattern(
          "\\b(?:restraining order|tro|injunction)\\b[^.;]{0,140}?\\b(?:expires?|in (?:full force and )?effect|extended)\\b");
  private static final Pattern PAPER_BEFORE =
      Patterns.pattern(
          "\\b(?:reply|repl(?:y|ies)|response|responses|opposition|oppositions|brief|briefs|motions?|report|answer|disclosures?|discovery|statement|objections?|pleadings?|joinder|complaint|cross-motion|memorandum|supplement|record|appendix|letter|list|lists|papers)(?: (?:is|are))?[\\s:-]*$");
  private static final Pattern LAPSED =
      Patterns.pattern("\\bset/reset deadlines\\b ?(?::|re|as to|$|,|;|\\(|-)");

  private final Context context = new Context();
  private final Subjects subjects = new Subjects(context);
  private final Durations durations = new Durations(context, subjects);
  private final Undated undated = new Undated(context, subjects);

  List<Deadline> read(Passage passage, Entry entry) {
    Dates dates = new Dates(entry.filed());
    String shown = passage.shown();
    boolean extended =
        entry.voice() == Voice.COURT
            && context.extension(shown.substring(0, Math.min(shown.length(), 1500)));
    List<Draft> drafts = new ArrayList<>();
    List<Passage.Sentence> sentences = passage.sentences();
    for (int i = 0; i < sentences.size(); i++) {
      Sentence sentence = new Sentence(passage, entry, sentences.get(i), i == 0, extended);
      List<Dates.Mention> mentions = dates.in(shown, sentence.start, sentence.end);
      List<Draft> found = dated(sentence, mentions);
      List<Draft> running = durations.read(sentence, mentions, found);
      undated.met(sentence, found);
      if (entry.voice() == Voice.COURT || entry.voice() == Voice.NOTICE) {
        undated.read(sentence, !found.isEmpty() || !running.isEmpty(), drafts, found);
      }
      drafts.addAll(found);
      drafts.addAll(running);
    }
    if (drafts.isEmpty() && extended) {
      undated.extended(passage, drafts);
    }
    return Merging.merged(drafts, shown, LAPSED.matcher(shown).find());
  }

  /** A sentence that is being read. */
  static final class Sentence {
    final Passage passage;
    final Entry entry;
    final int start;
    final int end;
    final boolean aside;
    final boolean first;
    final boolean extended;

    /** Whether the entry is headed as one that moves a hearing. */
    final boolean moving;

    Sentence(
        Passage passage, Entry entry, Passage.Sentence place, boolean first, boolean extended) {
      this.passage = passage;
      this.entry = entry;
      this.start = place.start();
      this.end = place.end();
      this.aside = place.aside();
      this.first = first;
      this.extended = extended;
      this.moving = MOVING.matcher(passage.shown()).find();
    }

    String words(int from, int to) {
      return passage.shown().substring(from, to);
    }

    String whole() {
      return words(start, end);
    }
  }

  private List<Draft> dated(Sentence sentence, List<Dates.Mention> mentions) {
    List<Draft> found = new ArrayList<>();
    Dates.@Nullable Mention was = null;
    int wasFrom = -1;
    Draft last = null;
    for (int i = 0; i < mentions.size(); i++) {
      Dates.Mention date = mentions.get(i);
      int from = i == 0 ? sentence.start : mentions.get(i - 1).end();
      int to = i + 1 < mentions.size() ? mentions.get(i + 1).start() : sentence.end;
      String before = sentence.words(from, date.start());
      String after = sentence.words(date.end(), to);
      boolean more = i + 1 < mentions.size();
      if (more && old(before, after, sentence)) {
        was = date;
        wasFrom = from;
        continue;
      }
      String whole = was == null ? before : sentence.words(wasFrom, date.start());
      Draft draft = draft(sentence, date, whole, before, after, was, last);
      if (draft != null) {
        int quoteFrom = was == null ? from : wasFrom;
        draft.quote = quote(sentence, quoteFrom, date, draft, to);
        found.add(draft);
        last = draft;
        beside(draft, whole, sentence, found);
      }
      was = null;
    }
    return found;
  }

  /** "Motion Hearing and Case Management Conference reset for": two. */
  private void beside(Draft draft, String whole, Sentence sentence, List<Draft> found) {
    Patterns.Found event = draft.kind == Kind.DUE ? null : context.event(Context.lead(whole));
    if (event == null || event.meaning().equals("MOTION")) {
      return;
    }
    String lead = Context.lead(whole);
    String earlier = lead.substring(0, event.start());
    Matcher and = AND.matcher(earlier);
    Patterns.Found other =
        and.find() ? context.event(earlier.substring(0, and.start()) + " ") : null;
    Kind kind =
        other == null || other.meaning().equals("MOTION")
            ? null
            : Context.kind(other.meaning(), sentence.entry.court());
    if (other != null && kind != null && kind != draft.kind && and.start() - other.start() < 170) {
      Draft two = new Draft(kind);
      two.status = draft.status;
      two.date = draft.date;
      two.was = draft.was;
      two.aside = draft.aside;
      two.place = draft.place;
      two.what = subjects.event(earlier.substring(0, and.start()), kind);
      two.quote = draft.quote;
      found.add(two);
    }
  }

  private static boolean rules(Voice voice) {
    return voice == Voice.COURT || voice == Voice.NOTICE;
  }

  private boolean old(String before, String after, Sentence sentence) {
    if (after.length() > BETWEEN || !rules(sentence.entry.voice())) {
      return false;
    }
    String lead = Context.lead(before);
    if (FORMERLY.matcher(lead).find()
        && (context.due(Context.lead(after)) || context.set(Context.lead(after)))) {
      return true;
    }
    if (FROM.matcher(lead).find() && TO.matcher(after).find()) {
      return true;
    }
    return LEADS_ON.matcher(Context.lead(after)).find()
        && context.movedTo(Context.lead(after))
        && !ANOTHER.matcher(after).find()
        && !HELD_OR_SIGNED.matcher(before).find();
  }

  private @Nullable Draft draft(
      Sentence sentence,
      Dates.Mention date,
      String whole,
      String before,
      String after,
      Dates.@Nullable Mention was,
      @Nullable Draft last) {
    Entry entry = sentence.entry;
    String lead = Context.lead(was == null ? before : whole);
    String tail = Context.tail(after);
    boolean past =
        entry.filed() != null
            && (date.monthOnly()
                ? date.day().plusMonths(1).isBefore(entry.filed())
                : date.day().isBefore(entry.filed()));
    if (past && !NUNC.matcher(sentence.whole()).find()) {
      return null;
    }
    Matcher noun = was == null && DETERMINED.matcher(lead).find() ? DATE_NOUN.matcher(tail) : null;
    if (noun != null && noun.find()) {
      return named(sentence, date, noun.group("n"), tail.substring(noun.end()));
    }
    if (was == null && context.recited(lead, tail)) {
      return null;
    }
    Kind kind = kind(sentence, lead, Context.lead(whole), date, last);
    if (kind == null || !spoken(sentence, kind, lead, tail, whole)) {
      return null;
    }
    Draft draft = new Draft(kind);
    draft.date = date.iso();
    draft.was = was == null ? null : was.iso();
    draft.aside = sentence.aside;
    String clause = clause(whole);
    boolean carried = BARE.matcher(before).find();
    if (carried && last != null && was == null) {
      return null; // "May 4 and 5"
    }
    boolean rules = rules(entry.voice());
    if (rules && was == null && context.ended(Context.lead(clause), tail)) {
      draft.status = Status.VACATED;
    } else if (rules
        && (was != null
            || (sentence.moving && kind != Kind.DUE)
            || pushed(sentence, kind, clause, whole))) {
      draft.status = Status.MOVED;
    }
    draft.reference =
        kind != Kind.DUE
            && draft.status == Status.SET
            && REFERENCE.matcher(lead).find()
            && !FOR_SET.matcher(lead).find();
    subjects.name(draft, sentence, whole, after, last);
    draft.routine = context.routine(draft.what + " . " + clause);
    if (draft.status != Status.VACATED) {
      draft.conditional = Durations.condition(sentence, date.start());
    }
    draft.place = date.start();
    return draft;
  }

  /** "The 10/10/2017 deadline to serve contentions stands", "The 12/6/16 hearing is stricken". */
  private @Nullable Draft named(Sentence sentence, Dates.Mention date, String noun, String tail) {
    Patterns.Found event = context.event(noun + " ");
    Kind kind =
        event == null || event.meaning().equals("NONE")
            ? null
            : Context.kind(event.meaning(), sentence.entry.court());
    boolean deadline = DEADLINE.matcher(noun).find();
    if (sentence.entry.voice() != Voice.COURT) {
      return null;
    }
    Draft draft = new Draft(deadline || kind == null ? Kind.DUE : kind);
    if (context.ended("", tail)) {
      draft.status = Status.VACATED;
    } else if (!STANDS.matcher(tail).find()) {
      return null;
    }
    draft.date = date.iso();
    draft.aside = sentence.aside;
    draft.place = date.start();
    draft.what = deadline ? subjects.clean(noun + " " + tail) : noun.toLowerCase(Locale.ROOT);
    draft.who = subjects.who(tail, "");
    return draft;
  }

  private boolean pushed(Sentence sentence, Kind kind, String clause, String whole) {
    if (kind == Kind.DUE) {
      return context.moved(Context.lead(clause)) || sentence.extended;
    }
    Patterns.Found event = context.event(Context.lead(whole));
    return event == null
        ? context.moved(Context.lead(whole))
        : (!event.meaning().equals("NONE")
            && context.moved(LATER.matcher(Context.lead(whole)).replaceAll(" ")));
  }

  /** Words after the last boundary of clauses. */
  private static String clause(String words) {
    int at = Math.max(words.lastIndexOf(';'), words.lastIndexOf(" - "));
    return words.substring(at + 1);
  }

  private @Nullable Kind kind(
      Sentence sentence, String lead, String whole, Dates.Mention date, @Nullable Draft last) {
    Patterns.Found event = context.event(whole);
    Kind heard = event == null ? null : Context.kind(event.meaning(), sentence.entry.court());
    boolean due = context.due(lead);
    boolean set = context.set(lead);
    if (heard != null && set && !context.heardBy(lead)) {
      return heard;
    }
    if (EXPIRY.matcher(sentence.words(sentence.start, date.start())).find() && due) {
      return Kind.DUE;
    }
    if (due) {
      return STAYED.matcher(lead).find() ? null : Kind.DUE;
    }
    if (set) {
      String all = Context.lead(sentence.words(sentence.start, date.start()));
      Patterns.Found earlier = context.event(all);
      Kind kind = earlier == null ? null : Context.kind(earlier.meaning(), sentence.entry.court());
      if (kind == null && earlier == null && context.moved(lead) && last != null) {
        kind = last.kind;
      }
      return kind;
    }
    boolean bare = lead.length() < CARRIED && PAPER_BEFORE.matcher(lead).find();
    return bare && last != null && last.kind == Kind.DUE
        ? Kind.DUE
        : bare && sentence.entry.voice() == Voice.COURT && lead.strip().endsWith(":")
            ? Kind.DUE
            : null;
  }

  /**
   * Whether the entry's author has it in hand: a party sets nothing but what the clerk's lines say.
   */
  private boolean spoken(Sentence sentence, Kind kind, String lead, String tail, String whole) {
    Voice voice = sentence.entry.voice();
    String clause = Context.lead(clause(whole));
    if (voice == Voice.COURT) {
      boolean granted = context.granted(sentence.whole());
      boolean directed = DIRECTED.matcher(clause).find();
      return !(context.asked(clause) && !granted && !directed)
          && !context.denied(Context.lead(clause(whole)))
          && !THEN_DENIED.matcher(tail).find();
    }
    if (TO_MOVE.matcher(clause).find()) {
      return false;
    }
    if (CLERKS_ITEM.matcher(lead).find() || MUST_BE.matcher(lead).find()) {
      return true;
    }
    boolean line = CLERKS_LINE.matcher(lead).find();
    if (kind == Kind.DUE) {
      boolean heading = sentence.first && clause.length() == lead.length();
      return (line && clause.length() < CARRIED && !(heading && ASKING.matcher(clause).find()))
          || (line && !sentence.first && !ASKING.matcher(clause).find());
    }
    return line ? !sentence.first || !CHANGES.matcher(lead).find() : voice == Voice.NOTICE;
  }

  private static String quote(
      Sentence sentence, int from, Dates.Mention date, Draft draft, int to) {
    int begin = Quotes.begin(sentence.passage.shown(), from, date.start());
    int end = date.end();
    if (draft.status == Status.VACATED) {
      end = Quotes.end(sentence.passage.shown(), end, to);
    }
    return sentence.passage.quote(begin, end);
  }
}

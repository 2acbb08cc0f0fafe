package crier.rules.docket.consequence;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Deadline.Kind;
import crier.model.Deadline.Status;
import crier.rules.docket.consequence.DeadlineReader.Sentence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an entry ends, moves or calls satisfied without a date. */
final class Undated {

  private static final Pattern DATE = Patterns.pattern("\\bdates?\\b");
  private static final Pattern MET =
      Patterns.pattern("(?P<what>[^.\\]]{2,90}?) (?:deadline|date) satisfied\\b");
  private static final Pattern DUES =
      Patterns.pattern("\\b(?:deadlines?|briefing schedule|schedule|mandate issue date)\\b");
  private static final Pattern MANDATE =
      Patterns.pattern("\\bmandate issue date (?:cancel|vacat)\\w+");
  private static final Pattern ACT =
      Patterns.pattern(
          "vacat|stri(?:c|k)|struck|cancel|terminat|calendar|sine die|withdr|submission|advisement|continu|cont'd|adjourn|set|sched|exten|enlarg|advanc|postpon|defer|carried|moved|updated|changed|noticed|suspend|accelerat|brought|pushed");
  private static final Pattern CLERKS = Patterns.pattern("satisfied|mandate issue");
  private static final Pattern FURTHER =
      Patterns.pattern("\\bfurther (?:order|notice)\\b|\\bsine die\\b");
  private static final Pattern NAME = Patterns.pattern("^.*(?:filed|[:#\\d]) ");
  private static final Pattern EXTENSION =
      Patterns.pattern(
          "\\b(?:extension|extending|extend)(?: of| the| all| their| its| certain| case| pretrial)*(?P<what> [\\w ]{0,40}?deadlines?)\\b");
  private static final Pattern IF =
      Patterns.pattern("\\b(?:if|unless|in the event)\\b|\\bshould (?:the|any|a)\\b");
  private static final Pattern ALL_PAPERS =
      Patterns.pattern("\\b(?:stay|mandate(?: is| shall)|judgment|opinion|injunction|writ)\\b");

  private final Context context;
  private final Subjects subjects;

  Undated(Context context, Subjects subjects) {
    this.context = context;
    this.subjects = subjects;
  }

  /** "Reply Brief deadline satisfied": the clerk says so, whoever filed. */
  void met(Sentence sentence, List<Draft> found) {
    String whole = sentence.whole();
    if (!CLERKS.matcher(whole).find()) {
      return;
    }
    Matcher mandate = MANDATE.matcher(whole);
    if (mandate.find()) {
      Draft draft = new Draft(Kind.DUE);
      draft.status = Status.VACATED;
      draft.what = "mandate issues";
      draft.quote =
          sentence.passage.quote(sentence.start + mandate.start(), sentence.start + mandate.end());
      found.add(draft);
    }
    Matcher met = MET.matcher(whole);
    while (met.find()) {
      Draft draft = new Draft(Kind.DUE);
      draft.status = Status.SATISFIED;
      draft.what = subjects.clean(NAME.matcher(met.group("what")).replaceFirst(""));
      draft.routine = context.routine(met.group("what"));
      draft.who = subjects.who(met.group("what"), "");
      draft.quote =
          sentence.passage.quote(
              sentence.start + Math.max(met.start(), met.start("what")),
              sentence.start + met.end());
      found.add(draft);
    }
  }

  /** "ORDER granting an extension of the Markman deadlines": moved, to when is not said. */
  void extended(Passage passage, List<Draft> found) {
    Matcher matcher = EXTENSION.matcher(passage.shown());
    if (matcher.find()) {
      Draft draft = new Draft(Kind.DUE);
      draft.status = Status.MOVED;
      draft.what = subjects.clean(matcher.group("what"));
      draft.quote = passage.quote(matcher.start(), matcher.end());
      found.add(draft);
    }
  }

  void read(Sentence sentence, boolean dated, List<Draft> before, List<Draft> found) {
    String whole = sentence.whole();
    if (!ACT.matcher(whole).find()) {
      return;
    }
    boolean ended =
        found.stream().anyMatch(d -> d.status == Status.VACATED || d.status == Status.MOVED);
    if (ended || IF.matcher(whole).find()) {
      return;
    }
    Patterns.Found gone = context.gone(whole);
    if (gone != null && !context.asked(whole.substring(0, gone.end())) && !context.denied(whole)) {
      end(sentence, whole, gone, before, found);
    } else if (!dated && context.moved(whole) && context.open(whole)) {
      Patterns.Found event = context.event(whole);
      Kind kind = event == null ? null : Context.kind(event.meaning(), sentence.entry.court());
      if (kind == null && DUES.matcher(whole).find()) {
        kind = Kind.DUE;
      }
      if (kind != null && !ALL_PAPERS.matcher(whole).find()) {
        Draft draft = new Draft(kind);
        draft.status = FURTHER.matcher(whole).find() ? Status.VACATED : Status.MOVED;
        draft.what = subjects.event(whole, kind);
        draft.quote = sentence.passage.quote(sentence.start, sentence.end);
        found.add(draft);
      }
    }
  }

  private void end(
      Sentence sentence, String whole, Patterns.Found gone, List<Draft> before, List<Draft> found) {
    String words = whole.substring(gone.start(), gone.end());
    Map<Kind, String> kinds = new LinkedHashMap<>();
    for (Patterns.Row row : context.events().rows()) {
      Matcher matcher = row.pattern().matcher(words);
      if (matcher.find()) {
        Kind kind = Context.kind(row.meaning(), sentence.entry.court());
        boolean inner = kinds.containsKey(Kind.CONFERENCE) && kind == Kind.TRIAL;
        if (kind != null && !row.meaning().equals("MOTION") && !inner) {
          kinds.putIfAbsent(kind, matcher.group());
        }
      }
    }
    if (DATE.matcher(words).find() && kinds.isEmpty()) {
      kinds.put(Kind.HEARING, "date");
    }
    if (DUES.matcher(words).find()) {
      kinds.put(Kind.DUE, "deadlines");
    }
    boolean several = kinds.size() > 1;
    for (Map.Entry<Kind, String> entry : kinds.entrySet()) {
      Kind kind = entry.getKey();
      Draft reference = reference(before, kind);
      if (reference != null && !several) {
        reference.status = Status.VACATED;
        reference.quote = sentence.passage.quote(sentence.start, sentence.end);
        continue;
      }
      boolean known =
          before.stream()
              .anyMatch(
                  d -> d.kind == kind && (d.status == Status.VACATED || d.status == Status.MOVED));
      int end = sentence.start + gone.end();
      if (known || found.stream().anyMatch(d -> d.kind == kind && d.place < end)) {
        continue;
      }
      Draft draft = new Draft(kind);
      draft.status = Status.VACATED;
      draft.what = several ? entry.getValue() : subjects.event(words, kind);
      draft.quote =
          sentence.passage.quote(sentence.start + gone.start(), sentence.start + gone.end());
      found.add(draft);
    }
  }

  /** "The hearing set for May 4 … . The hearing is vacated": one, and its date. */
  private static @org.jspecify.annotations.Nullable Draft reference(List<Draft> before, Kind kind) {
    return before.stream()
        .filter(d -> d.kind == kind && d.reference)
        .reduce((a, b) -> b)
        .orElse(null);
  }
}

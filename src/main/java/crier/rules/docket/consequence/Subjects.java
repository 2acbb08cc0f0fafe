package crier.rules.docket.consequence;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Deadline.Kind;
import crier.rules.docket.consequence.DeadlineReader.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names what is to happen, and who must do it, in few of the entry's words. */
final class Subjects {

  private static final Pattern MANDATE = Patterns.pattern("\\bmandate issue");
  private static final Pattern RESTRAINT = Patterns.pattern("\\b(?:restraining order|tro)\\b");
  private static final Pattern LASTING = Patterns.pattern("\\b(?:effect|expires?|extended)\\b");
  private static final Pattern CLAUSE_BEHIND = Patterns.pattern("^, [^.;]{3,140}");
  private static final Pattern OF_DUTY = Patterns.pattern("\\b(?:shall|must|may|file|submit)\\b");
  private static final String PARTY =
      "(?:plaintiffs?|defendants?|petitioners?|respondents?|appellants?|appellees?|(?:the )?government|(?:the )?united states|the parties|parties|counsel|debtors?|trustee|movants?|claimants?|intervenors?|applicants?|pltfs?|dfts?|dft|pltf|receiver|creditors?|objectors?|relator|amic(?:i|us)|special master|court reporter|clerk)";
  private static final Pattern FOR_WHOM =
      Patterns.pattern("^[\\s,]*(?:for|by) (?P<p>" + PARTY + ")\\b");
  private static final Pattern ACTING_BEHIND =
      Patterns.pattern(
          "^[\\s,]*(?:the )?(?P<p>" + PARTY + ") (?:shall|must|may|is|are|to|will)\\b");
  private static final Pattern PARTIES = Patterns.pattern("\\b(?P<p>" + PARTY + ")(?:'s|s'|')?");
  private static final Pattern ACTING =
      Patterns.pattern(
          "\\b(?P<p>" + PARTY + ")(?: \\w+){0,2}?,? (?:shall|must|may|are|is|will|to|has|have)\\b");
  private static final Pattern DUE_OF =
      Patterns.pattern(
          "(?P<x>[^;:]{2,160}?)(?: (?:date|deadline))?,? ?(?:(?:is|are|was|were|shall be|will be|must be|to be|now|be|and|hereby|further|also|electronically) )*(?:re)?(?:due|filed|submitted|served|completed|exchanged|closed|extended|continued|reset)(?: (?:by|on|in|to|or|before|until|and|including|no|not|later|than|with|the|court|for|within|date|and including))*(?:[:,])? ?$");
  private static final Pattern VERB =
      Patterns.pattern(
          "(?:\\b(?P<v>jointly file|file|filing|submit|serve|respond)|\\b(?:shall|must|may|to|will|should|and|or|jointly|parties|further)(?: (?:\\w+ly|each|also|either))* (?P<z>provide|produce|exchange|reply|answer|oppose|object|show cause|pay|confer|notify|lodge|complete|deposit|amend|effect service|make|designate|disclose|move|seek|appeal|cure|post|deliver|transmit|contact|meet|report|advise|inform|appear|join|surrender|register|return|propose|retain|reopen))(?: (?:and serve|or|and file|to|with the (?:court|clerk)|on the docket|under seal|jointly|electronically))*\\b(?P<x>[^;.]{0,140})");
  private static final Pattern DEADLINE =
      Patterns.pattern(
          "\\b(?P<y>(?:[\\w/'()-]+ ){0,6})?(?:deadlines?|cut-?off|time|due date)(?: date)?(?: for| to| in which to| within which to| of)?(?P<x>[^;]{0,100})");
  private static final Pattern ITEM = Patterns.pattern("(?:^| )\\(?(?:\\d{1,2}|[a-h])\\) ");
  private static final Pattern TAIL_FIRST =
      Patterns.pattern(
          "(?:\\b(?:shall|must|to|and|that|parties|plaintiffs?|defendants?|counsel|may|government|petitioners?|respondents?|appell\\w+)|^\\W*),? (?:by|on or before|no later than|not later than|within|before|by no later than) ?$");
  private static final Pattern TRIM_END =
      Patterns.pattern(
          "(?:[\\s,:(;-]|\\b(?:by|on|or|before|no|not|later|than|within|is|are|the|until|to|and|including|for|set|due|extended|shall|be|in|of|with|at|a|an|hereby|further|sua|sponte|as|from|that|now|up|deadline|reset)\\b)+$");
  private static final Pattern TRIM_START =
      Patterns.pattern(
          "^(?:[\\s,:;()*\\]-]|\\d+\\)|\\b(?:in any event|the|a|an|any|all|his|her|its|their|such|that|of|and|for|re|as|to|required|is|are|be|ordered|it|this|or|ordered that|so|accordingly|minute|order|with|court|shall|must|may|joint(?:ly)? file|file|submit|"
              + PARTY
              + ")\\b(?:'s|s'|')?)+");
  private static final Pattern EVENT_WORDS = Patterns.pattern("(?:[\\w/'.-]+ ){0,6}$");
  private static final Pattern STOP =
      Patterns.pattern(
          "\\b(?:the|a|an|for|of|on|is|are|in|at|by|to|set|hold|holds|held|will|shall|and|re|that|court|order|any|this|currently|presently|previously|scheduling|continues?|resets?|vacates?|as|with|notice)\\b");
  private static final int MOST_WORDS = 9;

  private final Context context;

  Subjects(Context context) {
    this.context = context;
  }

  void name(Draft draft, Sentence sentence, String before, String after, @Nullable Draft last) {
    if (draft.kind == Kind.DUE) {
      draft.what = due(sentence, before, after, last);
      draft.who = who(before, after);
      if (draft.who.isEmpty() && last != null && after.isBlank()) {
        draft.who = "";
      }
    } else {
      String words = before;
      if (words.strip().length() < 12) {
        words = sentence.whole();
      }
      draft.what = event(words, draft.kind);
    }
  }

  private String due(Sentence sentence, String before, String after, @Nullable Draft last) {
    String lead = before.stripTrailing();
    if (MANDATE.matcher(lead).find()) {
      return "mandate issues";
    }
    if (RESTRAINT.matcher(lead).find() && LASTING.matcher(lead).find()) {
      return "temporary restraining order expires";
    }
    lead = clause(lead);
    String what = TAIL_FIRST.matcher(lead + " ").find() || lead.length() < 4 ? acted(after) : "";
    if (what.isEmpty()) {
      what = acted(lead);
    }
    if (what.isEmpty()) {
      Matcher due = DUE_OF.matcher(lead);
      if (due.find()) {
        what = clean(due.group("x"));
      }
    }
    if (what.isEmpty()) {
      Matcher deadline = DEADLINE.matcher(lead);
      if (deadline.find()) {
        String named = deadline.group("x") == null ? "" : clean(deadline.group("x"));
        what = named.isEmpty() && deadline.group("y") != null ? clean(deadline.group("y")) : named;
      }
    }
    if (what.isEmpty()) {
      what = acted(after);
    }
    if (what.isEmpty()) {
      what = clean(lead);
    }
    if (what.isEmpty()) {
      what = last != null ? last.what : acted(sentence.whole());
    }
    return what.isEmpty() ? "deadline" : what;
  }

  /** The words behind the last semicolon or number of an item. */
  private static String clause(String words) {
    int from = Math.max(words.lastIndexOf(';'), words.lastIndexOf("] ")) + 1;
    Matcher item = ITEM.matcher(words);
    while (item.find()) {
      from = Math.max(from, item.end());
    }
    return words.substring(from);
  }

  /** "shall respond to the motion": response to the motion. */
  private String acted(String words) {
    Matcher verb = VERB.matcher(words);
    String what = "";
    if (!verb.find()) {
      return what;
    }
    String object = clean(verb.group("x"));
    String act =
        (verb.group("v") == null ? verb.group("z") : verb.group("v")).toLowerCase(Locale.ROOT);
    return switch (act) {
      case "respond" -> joined("response", object);
      case "reply" -> joined("reply", object);
      case "answer" -> object.startsWith("or otherwise") ? "answer" : joined("answer", object);
      case "oppose" -> joined("opposition", object);
      case "object" -> joined("objection", object);
      case "move",
          "seek",
          "appeal",
          "pay",
          "confer",
          "notify",
          "meet",
          "amend",
          "cure",
          "contact",
          "appear",
          "show cause",
          "advise",
          "inform" ->
          joined(act, object);
      default -> object;
    };
  }

  private static String joined(String noun, String object) {
    if (object.isEmpty() || noun.equals("show cause")) {
      return noun;
    }
    return switch (noun) {
      case "response", "reply", "opposition", "objection" -> noun + " to " + object;
      default -> noun + " " + object;
    };
  }

  String clean(String words) {
    String said = words;
    int cut = Math.max(said.lastIndexOf("; "), said.lastIndexOf(". "));
    said = said.substring(cut + 1);
    for (int i = 0; i < 2; i++) {
      Matcher end = TRIM_END.matcher(said);
      said = end.find() ? said.substring(0, end.start()) : said;
      Matcher start = TRIM_START.matcher(said);
      said = start.find() ? said.substring(start.end()) : said;
    }
    said = said.strip();
    int stop =
        firstOf(
            said,
            ", ",
            " (",
            "; ",
            " that ",
            " which ",
            " by no ",
            " within ",
            " no later",
            " on or before",
            " not to exceed",
            " addressing",
            " regarding ");
    if (stop > 2) {
      said = said.substring(0, stop);
    }
    List<String> kept = new ArrayList<>(List.of(said.toLowerCase(Locale.ROOT).split("\\s+", -1)));
    if (kept.size() > MOST_WORDS) {
      kept = kept.subList(0, MOST_WORDS);
    }
    String result = String.join(" ", kept).strip();
    Matcher end = TRIM_END.matcher(result);
    return end.find() ? result.substring(0, end.start()) : result;
  }

  private static int firstOf(String text, String... marks) {
    int first = -1;
    for (String mark : marks) {
      int at = text.indexOf(mark);
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
      }
    }
    return first;
  }

  /** The rightmost event's name with the words before it: "final pretrial conference". */
  String event(String words, Kind kind) {
    Patterns.Found found = context.event(words);
    if (found == null) {
      return kind == Kind.DUE ? "deadlines" : kind.name().toLowerCase(Locale.ROOT);
    }
    if (found.meaning().equals("MOTION")) {
      String motion = words.substring(found.start(), found.end());
      return clean(motion.replace(" set", "").replace(" is", ""));
    }
    String noun = words.substring(found.start(), found.end());
    Matcher before = EVENT_WORDS.matcher(words.substring(0, found.start()));
    String prefix = before.find() ? before.group() : "";
    Matcher stop = STOP.matcher(prefix);
    int from = 0;
    while (stop.find()) {
      boolean motionTo =
          prefix.substring(0, stop.start()).toLowerCase(Locale.ROOT).endsWith("motion ");
      from = motionTo ? from : stop.end();
    }
    String what = (prefix.substring(from) + noun).strip().toLowerCase(Locale.ROOT);
    return what.replaceAll("\\s+", " ");
  }

  /** Who must act: named before the duty, or after "for". */
  String who(String before, String after) {
    Matcher behind = FOR_WHOM.matcher(after);
    if (behind.find()) {
      return said(behind.group("p"));
    }
    String last = "";
    Matcher acting = ACTING.matcher(before);
    while (acting.find()) {
      last = acting.group("p");
    }
    if (last.isEmpty()) {
      Matcher party = PARTIES.matcher(clause(before));
      last = party.find() ? party.group("p") : "";
    }
    if (last.isEmpty()) {
      Matcher early = ACTING_BEHIND.matcher(after);
      last = early.find() ? early.group("p") : "";
    }
    return said(last);
  }

  private static String said(String party) {
    String name = party.toLowerCase(Locale.ROOT);
    return name.startsWith("the ") ? name.substring("the ".length()) : name;
  }

  /** How many characters behind a period belong to its duty. */
  int reach(String after) {
    Matcher duty = CLAUSE_BEHIND.matcher(after);
    return duty.find() && OF_DUTY.matcher(duty.group()).find() ? duty.end() : 0;
  }
}

package crier.rules.docket.consequence;

import com.google.re2j.Pattern;
import crier.model.Deadline;
import org.jspecify.annotations.Nullable;

/** What the words around a date or period say of it. */
final class Context {

  private static final int NEAR = 260;

  private static final Pattern TO_BE =
      Patterns.pattern(
          "\\b(?:shall|must|will|to|may|should|can|is|are)(?: \\w+){0,2} (?:be|been|get)(?: \\w+ly)?(?: \\w+ and)? ?$");
  private static final Pattern HEARD_BY =
      Patterns.pattern(
          "\\b(?:by|before|deadline\\b[^;]*|no later than|not later than|due(?: on| by)?|cut-?off\\b[^;]*),? $");

  private static final Pattern DETERMINED =
      Patterns.pattern(
          "(?:\\b(?:the|this|that|its|our|a|an|per|of|and|in|by|to|under|re)|'s|s'|\\d)(?: court's)? $");

  /** A clerk's heading that says either. */
  private static final Pattern SET_RESET = Patterns.pattern("set/reset|scheduled/rescheduled");

  private final Patterns table = Patterns.of("context.txt");
  private final Patterns events = Patterns.of("events.txt");
  private final Patterns nouns = events.without("MOTION");
  private final Patterns motions = events.only("MOTION");
  private final Patterns before = table.only("before");
  private final Patterns after = table.only("after");
  private final Patterns afterPaper = table.only("afterpaper");
  private final Patterns due = table.only("due");
  private final Patterns set = table.only("set");
  private final Patterns moved = table.only("moved");
  private final Patterns movedTo = table.only("movedto");
  private final Patterns endedAfter = table.only("endedafter");
  private final Patterns endedBefore = table.only("endedbefore");
  private final Patterns notEnded = table.only("notended");
  private final Patterns asked = table.only("asked");
  private final Patterns denied = table.only("denied");
  private final Patterns granted = table.only("granted");
  private final Patterns extension = table.only("extension");
  private final Patterns routine = table.only("routine");
  private final Patterns gone = table.only("gone");
  private final Patterns open = table.only("open");

  /** The table's rows, for tests. */
  Patterns table() {
    return table;
  }

  Patterns events() {
    return events;
  }

  /** Words before a date, as the table's patterns want them: nearest ones, one blank at the end. */
  static String lead(String text) {
    String near = text.length() > NEAR ? text.substring(text.length() - NEAR) : text;
    return near.stripTrailing() + " ";
  }

  static String tail(String text) {
    return text.length() > NEAR ? text.substring(0, NEAR) : text;
  }

  /** A date that tells when something was, or names a paper. */
  boolean recited(String lead, String tail) {
    if (after.in(tail) || (DETERMINED.matcher(lead).find() && afterPaper.in(tail))) {
      return true;
    }
    Patterns.Found found = before.last(lead);
    return found != null && !TO_BE.matcher(lead.substring(0, found.start())).find();
  }

  boolean due(String lead) {
    return due.in(bare(lead));
  }

  boolean set(String lead) {
    return set.in(bare(lead));
  }

  /** "by the 5th day of October". */
  private static String bare(String lead) {
    return lead.endsWith(" the ") ? lead.substring(0, lead.length() - "the ".length()) : lead;
  }

  /** Whether an event is to happen by a date rather than on it. */
  boolean heardBy(String lead) {
    return HEARD_BY.matcher(lead).find();
  }

  /** The event's noun nearest to the end of some words; a motion that is itself set counts last. */
  Patterns.@Nullable Found event(String lead) {
    Patterns.Found noun = nouns.last(lead);
    return noun != null ? noun : motions.last(lead);
  }

  boolean moved(String words) {
    return moved.in(SET_RESET.matcher(words).replaceAll(" "));
  }

  boolean movedTo(String between) {
    return movedTo.in(between);
  }

  boolean ended(String lead, String tail) {
    return (endedAfter.in(tail) && !notEnded.in(tail))
        || (endedBefore.in(lead) && !notEnded.in(lead));
  }

  boolean asked(String lead) {
    return asked.in(lead);
  }

  boolean denied(String words) {
    return denied.in(words) && !granted.in(words);
  }

  boolean granted(String words) {
    return granted.in(words);
  }

  boolean extension(String text) {
    return extension.in(text);
  }

  boolean routine(String words) {
    return routine.in(words);
  }

  Patterns.@Nullable Found gone(String sentence) {
    return notEnded.in(sentence) ? null : gone.last(sentence);
  }

  boolean open(String sentence) {
    return open.in(sentence);
  }

  /** The kind that an event's word means. */
  static Deadline.@Nullable Kind kind(String meaning, String court) {
    return switch (meaning) {
      case "NONE" -> null;
      case "MOTION" -> Deadline.Kind.HEARING;
      case "ARGUMENT" ->
          (court.startsWith("ca")
                      && (court.length() == 3 || court.length() == 4 || court.isEmpty())
                      && (Character.isDigit(court.charAt(2))
                          || court.equals("cadc")
                          || court.equals("cafc")))
                  || court.equals("scotus")
                  || court.isEmpty()
              ? Deadline.Kind.ARGUMENT
              : Deadline.Kind.HEARING;
      default -> Deadline.Kind.valueOf(meaning);
    };
  }
}

package crier.rules;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/** What an entry stays, in its own words: "discovery", "the order of removal". */
final class Stayed {

  private static final int LONGEST = 80;

  /** So far before and behind the words that make the event. */
  private static final int AROUND = 120;

  private static final String NOUN =
      "(?:discovery|depositions?|production|proceedings?|cases?|actions?|matters?|litigation|"
          + "lawsuit|appeals?|petition|deadlines?|schedule|briefing|dates|obligations?|time|claims?|"
          + "counterclaims?|trial|hearing|arbitration|removal|deportation|transfer|judgments?|orders?|"
          + "orders? of removal|decisions?|opinion|ruling|injunction|mandate|rules?|regulations?|"
          + "vacatur|remand|execution|enforcement|foreclosure|sale|eviction|subpoenas?|sanctions|"
          + "award|sentence|policy|directive|memorandum|termination|terminations|motions?)";

  /** A thing with what stands before it and what it is of. */
  private static final String THING =
      "((?:[\\w'\u2019.-]+ ){0,5}?"
          + NOUN
          + "(?: (?:of|against|in|under|by|to|entered|issued|dated)(?: [\\w'\u2019./-]+){1,6}?)?)";

  private static final String DONE =
      "(?:is|are|be|shall be|will be|is and shall be|be and (?:hereby )?(?:is|are)|stands?)"
          + "(?:,? (?:and (?:it |they |the same )?)?(?:hereby|therefore|also|further|accordingly|"
          + "administratively|temporarily|is|are)(?: (?:is|are))?,?)* ?"
          + "(?:stayed|suspended|tolled|held in abeyance|placed in abeyance|abated)";

  private static final Pattern PASSIVE = Pattern.compile("(?i)" + THING + ",? " + DONE + "\\b");

  private static final String DOES =
      "(?:stay|stays|staying|suspend|suspends|suspending|stay of|hold|holds|holding)";

  private static final Pattern ACTIVE =
      Pattern.compile(
          "(?i)\\b"
              + DOES
              + "(?: in abeyance)? "
              + THING
              + "(?:[,.;:)]|$| (?:pending|until|for|in|while|through|and|by|as|to|during|filed|pursuant|"
              + "upon|signed|under|is|are|on|that|which|so|\\()\\b)");

  private static final Pattern LEAD =
      Pattern.compile(
          "(?i)^\\W*(?:(?:it is |hereby |further |so )*ordered (?:that )?|that |and |order |granting |"
              + "accordingly |therefore |thus |moreover |to |a )*");

  /** The case itself, which "stay entered" says already. */
  private static final Pattern WHOLE =
      Pattern.compile(
          "(?i)(?:th(?:is|e|ese) |all |further |entire |the entire |above-captioned |civil )*"
              + "(?:cases?|actions?|matters?|proceedings?|litigation|lawsuit|appeals?)"
              + "(?: in (?:this|the) (?:case|action|matter))?");

  private Stayed() {}

  /**
   * What is stayed.
   *
   * @param text the entry's
   * @param evidence of it, the words that make the event
   */
  static Optional<String> of(String text, String evidence) {
    int at = text.indexOf(evidence);
    if (at < 0) {
      return Optional.empty();
    }
    int end = at + evidence.length();
    Quotes.Span sentence = Quotes.sentence(text, at, end, AROUND);
    String words = text.substring(sentence.from(), sentence.to());
    Optional<String> passive = first(PASSIVE, words, end - sentence.from());
    return passive
        .or(() ->
            first(ACTIVE, text.substring(at, Math.min(text.length(), end + AROUND)), end - at))
        // "granting 4 Motion to Stay. The order of removal is hereby STAYED."
        .or(() -> first(PASSIVE, text.substring(end), text.length()));
  }

  /** Whether that is more than the case itself. */
  static boolean tells(String stayed) {
    return !WHOLE.matches(stayed);
  }

  private static Optional<String> first(Pattern form, String words, int end) {
    Matcher matcher = form.matcher(words);
    if (!matcher.find() || matcher.start() > end) {
      return Optional.empty();
    }
    String found = LEAD.matcher(matcher.group(1)).replaceFirst("").strip();
    return found.isEmpty() || found.length() > LONGEST ? Optional.empty() : Optional.of(found);
  }
}

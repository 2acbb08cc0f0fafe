package crier.rules.docket;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes an entry apart: who speaks, and the clauses that may record something. */
final class Clauses {

  /** Longer texts are opinions pasted whole; what an entry records stands at its beginning. */
  private static final int LONGEST = 6_000;

  /** Notes of the clerk that are no part of what happened. */
  private static final Pattern NOTES =
      Pattern.compile(
          "(?i)\\((?:entered|attachments?|main document|related document)[^)]*\\)|\\(attachments:.*$|\\[entered:[^\\]]*\\]");

  /** A filing, by its first words. */
  private static final Pattern FILING =
      Pattern.compile(
          "(?i)^(?:\\*+[^*]{0,60}\\*+ ?)?(?:\\[\\d+\\] ?)?(?:(?:first|second|third|fourth|amended|supplemental|emergency|unopposed|opposed|joint|consent|agreed|ex parte|renewed|cross|corrected|sealed|proposed|stipulated|partial|partially|expedited|defendants?'?s?|plaintiffs?'?s?|debtor'?s?|united states'?|government'?s?|appellants?'?|appellees?'?|petitioners?'?|respondents?'?)[ -])*"
              + "(?:motions?|mot\\b|notice of (?:motion|appearance|filing|withdrawal|voluntary|appeal|supplemental|related|removal|cross)|notice(?: \\(other\\)| by| re\\b| to\\b)|response|reply|replies|opposition|objections?|memorandum (?:in|of law|of points|by)|memo in|brief|appellants? brief|letter|status report|report by|stipulation|application|petition|complaint|answer|affidavit|declaration|certificate|exhibit|affirmation|statement|transcript|proposed|joinder|request|suggestion|supplement|errata|amicus|withdrawal of|corporate|disclosure|summons|surreply|sur-reply|surrebuttal|proof of|waiver|demand|bill of costs|consent to|joint status|joint report|report of|scheduling report|rule 26|document|entry of appearance|adversary complaint|chapter|schedule|financial)\\b");

  /** A paper of the court or its clerk, by its first words. */
  private static final Pattern PAPER =
      Pattern.compile(
          "(?i)^(?:\\*+[^*]{0,60}\\*+ ?)?(?:\\[\\d+\\] ?)?(?:(?:unpublished|published|minute|text|text-only|paperless|endorsed|electronic|virtual|clerk'?s?|per curiam|final|agreed|consent|stipulated|amended|standing|scheduling|sealed|oral|docket|memorandum|preliminary|permanent|temporary|default|summary|certified copy of|true copy of)[ -])*"
              + "(?:order|orders|opinion|memorandum (?:opinion|and|&|decision|order)|judgment|decision|ruling|minutes?|entry|mandate|decree|injunction|restraining order|findings|usca|so ordered|civil|case|set|reset|notice of (?:hearing|electronic|reassignment|case)|clerk|court|stay|returned|status conference|hearing|the |this |it is|per|docket annotation|jury|verdict|relief|oral argument|docketed|closed|added|reopened|vacated|affirmed)\\b");

  /** A paper that is itself a request, by its first words. */
  private static final Pattern MOTION =
      Pattern.compile(
          "(?i)^(?:\\*+[^*]{0,60}\\*+ ?)?(?:\\[\\d+\\] ?)?(?:[a-z'’]+(?: [a-z'’]+)?[ -]){0,4}?(?:motions?|mot\\b|applications?|stipulations?|petitions?)\\b");

  private static final Pattern ABOUT_ONE =
      Pattern.compile(
          "(?i)^[^.;]{0,40}?\\b(?:order|response|reply|opposition|objections?|memorandum|brief|notice|declaration|affidavit|exhibit|support|joinder|certificate|transcript|proposed|withdraw\\w*|amicus|leave|extension|extend|reconsider\\w*|enforce|clarify|modify|hearing|shorten\\w*|expedite|minute\\w*|set|reset)\\b");

  /** What follows is the name of another paper, not an act. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?i)\\b(?:re|regarding|related to|in support of|in opposition to|opposition to|response to|reply to|objections? to|joinder in|relating to|with respect to the)\\b:? ?(?:\\[?\\d|the |motion|mot\\b|order|notice|memorandum|plaintiff|defendant)[^.;]*");

  private static final Pattern ENDS = Pattern.compile("[.;]\\s+|\\n|:\\s+(?:ORDERED|IT IS)");

  /** Clauses that only imagine, recall or announce. */
  private static final Pattern UNREAL =
      Pattern.compile(
          "(?i)\\b(?:if|unless|whether|should the|in the event|until|once|when|upon|after|why|proposed|would|may be|might|pursuant to which|previously|had been|having been)\\b");

  private Clauses() {}

  /** A clause, and where it stands in the entry. */
  record Clause(String text, String lower, int start) {}

  static Speaker speaker(String text) {
    String head = text.strip();
    if (FILING.matcher(head).find() && !PAPER.matcher(head).find()) {
      return Speaker.PARTY;
    }
    return FILING.matcher(head).find() && !startsAsPaper(head) ? Speaker.PARTY : Speaker.COURT;
  }

  /** Whether the entry is itself a motion, and not about one. */
  static boolean moves(String text) {
    String head = text.strip();
    Matcher motion = MOTION.matcher(head);
    if (!motion.find()) {
      return false;
    }
    Matcher about =
        ABOUT_ONE.matcher(head.substring(0, Math.min(head.length(), motion.end() + 45)));
    return !about.find();
  }

  private static boolean startsAsPaper(String head) {
    Matcher paper = PAPER.matcher(head);
    Matcher filing = FILING.matcher(head);
    return paper.find() && filing.find() && paper.end() >= filing.end();
  }

  static List<Clause> of(String entry) {
    String text = blanked(entry.length() > LONGEST ? entry.substring(0, LONGEST) : entry);
    List<Clause> clauses = new ArrayList<>();
    Matcher end = ENDS.matcher(text);
    int start = 0;
    while (end.find()) {
      if (!abbreviation(text, end.start())) {
        add(clauses, text, start, end.start());
        start = end.end();
      }
    }
    add(clauses, text, start, text.length());
    return clauses;
  }

  private static void add(List<Clause> clauses, String text, int start, int end) {
    int from = start;
    while (from < end && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    if (from < end) {
      String clause = text.substring(from, end);
      clauses.add(new Clause(clause, clause.toLowerCase(Locale.ROOT), from));
    }
  }

  /** Notes become spaces, so that places in the text stay what they are. */
  private static String blanked(String text) {
    StringBuilder result = new StringBuilder(text);
    Matcher notes = NOTES.matcher(text);
    while (notes.find()) {
      for (int i = notes.start(); i < notes.end(); i++) {
        result.setCharAt(i, ' ');
      }
    }
    return result.toString();
  }

  /** "No. 26-5006", "v. Smith" and initials end no sentence. */
  private static boolean abbreviation(String text, int at) {
    if (text.charAt(at) != '.') {
      return false;
    }
    int from = at;
    while (from > 0 && Character.isLetter(text.charAt(from - 1))) {
      from--;
    }
    String word = text.substring(from, at).toLowerCase(Locale.ROOT);
    return word.length() == 1
        || List.of(
                "no", "nos", "vs", "mr", "ms", "mrs", "dr", "hon", "st", "jr", "sr", "inc", "co",
                "corp", "etc", "dkt", "ecf", "fed", "cir", "dist", "ct", "mot")
            .contains(word);
  }

  /** The clause up to where it only names another paper. */
  static String act(String clause) {
    Matcher reference = REFERENCE.matcher(clause);
    return reference.find() ? clause.substring(0, reference.start()) : clause;
  }

  /** Whether the words before a place make what follows a condition, a recollection or a plan. */
  static boolean unreal(String clause, int start, int end) {
    Matcher unreal = UNREAL.matcher(clause);
    return unreal.find() && unreal.start() < end && unreal.start() >= Math.max(0, start - 40);
  }
}

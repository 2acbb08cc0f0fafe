package crier.rules.docket;

import java.util.LinkedHashMap;
import java.util.Map;

/** The parts that phrases are made of, by name in angle brackets. */
final class Grammar {

  private static final Map<String, String> PARTS = new LinkedHashMap<>();

  static {
    // acts
    PARTS.put(
        "<granting>",
        "\\b(?:grant(?:s|ed|ing)?|allow(?:s|ed|ing)|approv(?:es|ed|ing)|so ordered)\\b");
    PARTS.put(
        "<denying>", "\\b(?:den(?:y|ies|ied|ying)|refus(?:es|ed|ing)|overrul(?:es|ed|ing))\\b");
    PARTS.put(
        "<lifting>",
        "\\b(?:lift(?:s|ing)|vacat(?:es|ing)|dissolv(?:es|ing)|terminat(?:es|ing)|annul(?:s|ling))\\b");
    PARTS.put("<lifted>", "\\b(?:lifted|vacated|dissolved|terminated|annulled|expired)\\b");
    PARTS.put(
        "<is>",
        "(?:\\b(?:is|are|was|were|be|been|has been|have been|shall be|shall|will be|hereby|now|also|therefore)\\b[ ,]*)+");
    // what lies between: other words of the same clause, the numbers of motions among them
    PARTS.put("<…>", "[^.;]{0,90}?");
    PARTS.put("<few>", "[^.;]{0,35}?");
    // objects
    PARTS.put(
        "<motion>", "\\b(?:motions?|mot\\.|requests?|applications?|petitions?|stipulations?)\\b");
    PARTS.put(
        "<stay>",
        "\\b(?:automatic |administrative |temporary |bankruptcy |limited |co-?debtor )*stay\\b");
    PARTS.put(
        "<case>",
        "\\b(?:cases?|actions?|matters?|proceedings?|appeals?|litigation|discovery|deadlines?|briefing(?: schedule)?|petition|lawsuit|(?:the )?(?:judgment|order|injunction|rule|removal|enforcement|effective dates?))\\b");
    PARTS.put(
        "<injunction>",
        "\\b(?:preliminary injunctions?|permanent injunction|temporary restraining order|TRO|injunctions?(?: pending appeal)?)\\b");
    PARTS.put("<judge>", "\\b(?:judge|justice|magistrate judge)\\b");
  }

  private Grammar() {}

  /** Puts the parts into a pattern. */
  static String expand(String pattern) {
    String expanded = pattern;
    for (Map.Entry<String, String> part : PARTS.entrySet()) {
      expanded = expanded.replace(part.getKey(), part.getValue());
    }
    return expanded;
  }
}

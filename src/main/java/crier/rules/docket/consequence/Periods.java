package crier.rules.docket.consequence;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds periods that run from an event: "within 14 days of this order", "7 days before". */
final class Periods {

  private static final String SMALL =
      "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
          + "sixteen|seventeen|eighteen|nineteen";
  private static final String TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
  private static final Pattern PERIOD =
      Patterns.pattern(
          "\\b(?P<n>\\d{1,3}|(?:"
              + TENS
              + ")(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|"
              + SMALL
              + "|a|one hundred(?: and)?(?: (?:"
              + TENS
              + "))?) ?(?:\\((?P<p>\\d{1,3})\\))?[ -]?(?:additional |full |more )?(?P<k>business |calendar |court |working |judicial |week)?"
              + "(?P<u>hour|day|week|month)s?\\b'?");
  private static final Pattern CONNECTOR =
      Patterns.pattern(
          "^\\s*,?(?:\\(?excluding[^,.)]*\\)? )?(?P<c>or (?:less|more)|of|after|from|following|before|prior to|preceding|in advance of|"
              + "subsequent to|thereafter|hereof|thereof|hence|past|ahead of|upon|intervals?)\\b");
  private static final Pattern FROM_ENDS =
      Patterns.pattern(
          "[.;]|, (?:the|plaintiffs?|defendants?|counsel|parties|petitioners?|respondents?|appell\\w+|debtors?|movant|and|or|each|any|all|both|unless|whichever|failure|if|provided|it|a|an|with|to|governments?|respectively|but|at|by)\\b"
              + "|\\b(?:shall|must|to (?:file|submit|respond|serve|show|reply|answer|object|reopen|cure|pay|seek|move|notify|effect)|is directed|are directed|is due|are due|may file|are to|is to|the parties (?:shall|must|are)|or (?:be|face)|and (?:file|serve|show|shall|every|any))\\b"
              + "|\\(|\\bwhichever\\b|\\bunless\\b|\\bif\\b|\\bin which to\\b|, or\\b|\\bwithin which\\b");
  private static final Map<String, Integer> WORDS = words();

  /**
   * A period.
   *
   * @param end where it ends, its event's words included
   */
  record Mention(int start, int figureEnd, int end, Deadline.Period period, boolean connected) {}

  /** Finds periods between two places; places are those of the text. */
  List<Mention> in(String text, int from, int to) {
    List<Mention> found = new ArrayList<>();
    String sentence = text.substring(0, to);
    Matcher matcher = PERIOD.matcher(sentence);
    int at = from;
    while (at < to && matcher.find(at)) {
      at = matcher.end();
      Mention mention = mention(sentence, matcher, from);
      if (mention != null) {
        found.add(mention);
      }
    }
    return found;
  }

  private static @Nullable Mention mention(String text, Matcher matcher, int from) {
    Integer count = count(matcher.group("p") != null ? matcher.group("p") : matcher.group("n"));
    String kind = matcher.group("k");
    if (count == null || count == 0) {
      return null;
    }
    String unit = matcher.group("u").toLowerCase(Locale.ROOT) + "s";
    if (kind != null
        && unit.equals("days")
        && !kind.toLowerCase(Locale.ROOT).startsWith("calendar")) {
      unit = "business days";
    }
    String rest = text.substring(matcher.end(), Math.min(text.length(), matcher.end() + 260));
    Matcher connector = CONNECTOR.matcher(rest);
    String event = "";
    boolean before = false;
    int end = matcher.end();
    boolean connected = connector.find();
    if (connected) {
      String word = connector.group("c").toLowerCase(Locale.ROOT);
      if (word.startsWith("or ")) {
        return null;
      }
      before =
          word.equals("before")
              || word.startsWith("prior")
              || word.startsWith("preceding")
              || word.startsWith("in advance")
              || word.startsWith("ahead");
      int begins = connector.end();
      int ends = ends(rest, begins);
      event =
          word.equals("thereafter")
                  || word.startsWith("interval")
                  || word.startsWith("hereof")
                  || word.equals("hence")
                  || word.equals("thereof")
              ? word
              : rest.substring(begins, ends).strip();
      end =
          matcher.end()
              + (event.equals(word)
                  ? begins
                  : begins + rest.substring(begins, ends).stripTrailing().length());
    }
    boolean every =
        Patterns.pattern("(?:\\bevery|\\bat|\\bin) $")
                .matcher(text.substring(from, matcher.start()))
                .find()
            && (text.substring(from, matcher.start()).toLowerCase(Locale.ROOT).endsWith("every ")
                || event.startsWith("interval"));
    return new Mention(
        matcher.start(),
        matcher.end(),
        end,
        new Deadline.Period(count, unit, event, before, every),
        connected);
  }

  private static int ends(String rest, int begins) {
    Matcher ends = FROM_ENDS.matcher(rest);
    int end = rest.length();
    if (ends.find(begins)) {
      end = ends.start();
    }
    return end;
  }

  private static @Nullable Integer count(String said) {
    String word = said.toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", " ").replace(" and", "");
    if (Character.isDigit(word.charAt(0))) {
      return Integer.valueOf(word);
    }
    Integer whole = WORDS.get(word);
    if (whole != null) {
      return whole;
    }
    int sum = 0;
    for (String part : word.split(" ", -1)) {
      Integer value = part.equals("hundred") ? Integer.valueOf(99) : WORDS.get(part);
      if (value == null) {
        return null;
      }
      sum += value;
    }
    return sum;
  }

  private static Map<String, Integer> words() {
    Map<String, Integer> words = new java.util.HashMap<>();
    String[] small = SMALL.split("\\|", -1);
    for (int i = 0; i < small.length; i++) {
      words.put(small[i], i + 1);
    }
    String[] tens = TENS.split("\\|", -1);
    for (int i = 0; i < tens.length; i++) {
      words.put(tens[i], (i + 2) * 10);
    }
    words.put("a", 1);
    return Map.copyOf(words);
  }
}

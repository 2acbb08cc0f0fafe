package crier.rules.docket.consequence;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An entry's text with what does not speak for itself blanked out in place - the software's own
 * parentheses, the text before a correction, other papers' names - and cut into sentences. A place
 * in it is the same place in the entry, so that what is quoted is quoted verbatim.
 */
final class Passage {

  /** What a clerk writes is shorter; opinions pasted whole are longer. */
  private static final int LONGEST = 40_000;

  private static final Pattern DEAD =
      Pattern.compile(
          "(?i)REVIEWED AND/OR EDITED|original text prior to review|previous docket text");
  private static final Pattern SOFTWARE =
      Patterns.pattern(
          "^[ *]*(?:entered|filed on|filed:|attachments?\\b|modified|signed|main document|eod\\b|"
              + "docket text|edited|court reporter|c/m|cc:|emailed|mailed|related document|re:|"
              + "re |text (?:modified|entry)|received|mtg|admin|served|doc\\. ?#|originally filed|filed in )");

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          ("v vs no nos inc co corp ltd hon mr mrs ms dr jr sr st dkt doc docs rm ste ave blvd fed civ"
                  + " app cir jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu"
                  + " thur thurs fri sat sun al esq dept def defs dfts dft pl pltf pltfs plf mot cf eg"
                  + " ie seq ch ct dist bankr approx crim proc evid ev gov govt assn ass'n bros cty"
                  + " dep mag ex exh ed pp div ref rptr atty attys intl et id")
              .split(" "));

  private final String text;
  private final String masked;
  private final List<Sentence> sentences = new ArrayList<>();

  /** A sentence: from where to where, and whether it stands in parentheses. */
  record Sentence(int start, int end, boolean aside) {}

  Passage(String whole) {
    this.text = whole.length() > LONGEST ? whole.substring(0, LONGEST) : whole;
    char[] shown = text.toCharArray();
    Matcher dead = DEAD.matcher(text);
    if (dead.find()) {
      blank(shown, dead.start(), shown.length);
    }
    blankSoftware(shown);
    this.masked = new String(shown);
    cut();
  }

  String text() {
    return text;
  }

  /** The text, blanked where it does not speak. */
  String shown() {
    return masked;
  }

  List<Sentence> sentences() {
    return sentences;
  }

  String quote(int start, int end) {
    int from = start;
    int to = end;
    while (from < to && " \t\n\r,;:".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && " \t\n\r,;:(".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }

  private static void blank(char[] shown, int from, int to) {
    for (int i = from; i < to; i++) {
      if (shown[i] != '\n') {
        shown[i] = ' ';
      }
    }
  }

  private void blankSoftware(char[] shown) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '(' || c == '[') {
        int end = closing(at, c == '(' ? ')' : ']');
        if (end > at && SOFTWARE.matcher(text.substring(at + 1, Math.min(end, at + 40))).find()) {
          blank(shown, at, end + 1);
          at = end;
        }
      }
      at++;
    }
  }

  private int closing(int from, char close) {
    char open = text.charAt(from);
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == open) {
        depth++;
      } else if (c == close && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private void cut() {
    int begin = 0;
    int depth = 0;
    boolean aside = false;
    for (int i = 0; i < masked.length(); i++) {
      char c = masked.charAt(i);
      boolean ends = c == '\n' || ((c == '.' || c == '!' || c == '?') && endsSentence(i));
      if (c == '(') {
        boolean clause = depth == 0 && startsSentence(i);
        depth++;
        if (clause) {
          add(begin, i, aside);
          begin = i;
          aside = true;
        }
      } else if (c == ')' && depth > 0) {
        depth--;
        if (aside && depth == 0) {
          add(begin, i, true);
          begin = i + 1;
          aside = false;
        }
      }
      if (ends) {
        add(begin, i, aside);
        begin = i + 1;
      } else if (c == ' ' && masked.startsWith(" AND ", i) && between(i)) {
        add(begin, i, aside);
        begin = i + 4;
      }
    }
    add(begin, masked.length(), aside);
  }

  /** A court's feed joins names of events: "Terminate Deadlines AND Order on Motion". */
  private boolean between(int at) {
    return at > 0
        && at + 6 < masked.length()
        && Character.isLowerCase(masked.charAt(at - 1))
        && Character.isUpperCase(masked.charAt(at + 5))
        && Character.isLowerCase(masked.charAt(at + 6));
  }

  /** "(Status Conference set for …": more than a word, in words of its own. */
  private boolean startsSentence(int at) {
    int end = closing(at, ')');
    int to = end < 0 ? masked.length() : end;
    return (to - at > 25
            && at + 1 < masked.length()
            && Character.isUpperCase(masked.charAt(at + 1))
            && masked.substring(at, to).toLowerCase(Locale.ROOT).contains(" due"))
        || (to - at > 25 && masked.substring(at, to).toLowerCase(Locale.ROOT).contains(" set for"));
  }

  private void add(int from, int to, boolean aside) {
    int start = from;
    while (start < to && Character.isWhitespace(masked.charAt(start))) {
      start++;
    }
    if (to > start) {
      sentences.add(new Sentence(start, to, aside));
    }
  }

  private boolean endsSentence(int at) {
    if (at + 1 >= masked.length()) {
      return true;
    }
    if (masked.charAt(at) != '.') {
      return masked.charAt(at + 1) == ' ';
    }
    int begin = at;
    while (begin > 0
        && (Character.isLetterOrDigit(masked.charAt(begin - 1))
            || masked.charAt(begin - 1) == '\'')) {
      begin--;
    }
    String word = masked.substring(begin, at).toLowerCase(Locale.ROOT);
    int next = at + 1;
    char after = masked.charAt(next);
    if (after != ' ' && after != '\t' && after != '(' && after != '"' && after != '[') {
      return Character.isUpperCase(after)
          && word.length() > 2
          && next + 1 < masked.length()
          && Character.isLowerCase(masked.charAt(next + 1));
    }
    while (next < masked.length() && masked.charAt(next) == ' ') {
      next++;
    }
    if (next >= masked.length()) {
      return true;
    }
    char first = masked.charAt(next);
    if (Character.isLowerCase(first) || first == ',' || first == ')') {
      return false;
    }
    if (word.equals("m") && begin > 1 && masked.charAt(begin - 1) == '.') {
      return !zone(next);
    }
    boolean initial = word.length() == 1 && Character.isLetter(word.charAt(0));
    return !initial && !ABBREVIATIONS.contains(word);
  }

  private boolean zone(int at) {
    int end = at;
    while (end < masked.length() && Character.isLetter(masked.charAt(end))) {
      end++;
    }
    return Set.of(
            "eastern",
            "central",
            "mountain",
            "pacific",
            "et",
            "ct",
            "mt",
            "pt",
            "est",
            "edt",
            "cst",
            "cdt",
            "mst",
            "mdt",
            "pst",
            "pdt",
            "courtroom",
            "alaska",
            "hawaii",
            "at")
        .contains(masked.substring(at, end).toLowerCase(Locale.ROOT));
  }
}

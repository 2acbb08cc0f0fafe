package crier.rules.docket.consequence;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;

/** Docket numbers in the spellings people use. */
final class Numbers {

  private static final Pattern PARTS =
      Pattern.compile("(?:(\\d{1,2}):)?(\\d{2})[- ]?([a-z]{0,4})\\.?[- ]?0*(\\d{1,6})");
  private static final Pattern TYPE_FIRST =
      Pattern.compile("^([a-z]{1,3})\\.? ?(\\d{2})-0*(\\d{1,6})");

  private Numbers() {}

  /** Year, type and serial without leading zeros; the number itself where it is of another form. */
  static String core(String number) {
    String said = number.toLowerCase(Locale.ROOT).strip();
    Matcher first = TYPE_FIRST.matcher(said);
    if (first.find()) {
      return first.group(2) + "-" + type(first.group(1)) + "-" + first.group(3);
    }
    Matcher parts = PARTS.matcher(said);
    if (!parts.find()) {
      return said;
    }
    return parts.group(2) + "-" + type(parts.group(3)) + "-" + parts.group(4);
  }

  private static String type(String letters) {
    return switch (letters) {
      case "civ", "c", "cw" -> "cv";
      case "ml" -> "md";
      case "crim" -> "cr";
      case "bk", "ap", "br" -> ""; // bankruptcy courts leave them out
      default -> letters;
    };
  }

  /** Whether two numbers are spellings of one, a type being left out in either. */
  static boolean same(String a, String b) {
    String x = core(a);
    String y = core(b);
    return x.equals(y) || (untyped(x).equals(untyped(y)) && (x.contains("--") || y.contains("--")));
  }

  private static String untyped(String core) {
    return core.replaceFirst("-[a-z]*-", "--");
  }

  /** Whether it is written as appellate courts and the Supreme Court write theirs. */
  static boolean appellate(String number) {
    return core(number).contains("--") && !number.contains(":");
  }
}

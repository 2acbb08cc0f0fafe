package crier.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The number of a case, in one form for all its spellings: {@code 1:25-cv-00677-DLF}, {@code
 * 25-cv-677} and {@code Civil Action No. 25-677 (DLF)} are one case; {@code No. 25-5181} is an
 * appeal.
 *
 * @param office the division's digit, {@code 1} in {@code 1:25-cv-677}; null when not written
 * @param year the last two digits
 * @param type {@code cv}, {@code cr}, {@code mc} …; null for appeals and bankruptcies, which have
 *     none, and where it is not written
 * @param serial the number within the year, without leading zeros
 */
public record DocketNumber(
    @Nullable String office, String year, @Nullable String type, String serial) {

  private static final Pattern FORM =
      Pattern.compile(
          "^(?:([0-9a-z]{1,2})\\s*:\\s*)?((?:19|20)?[0-9]{2})\\s*(?:-?\\s*([a-z]{1,4})\\s*-?\\s*|-\\s*)([0-9]{1,6})"
              + "(?:-[a-z]{1,5})*(-[0-9]{1,3})?(?:\\s*\\([a-z0-9/ -]{1,30}\\))?$");

  private static final Pattern DASHES = Pattern.compile("[\\x{2010}-\\x{2015}\\x{2212}]");
  private static final Pattern CIVIL = Pattern.compile("^(civil|civ\\.?|c\\.?\\s?a\\.?|cv)\\b");
  private static final Pattern CRIMINAL = Pattern.compile("^(criminal|crim\\.?|cr)\\b");

  /** Words that stand before a number and are no part of it. */
  private static final Pattern LEAD =
      Pattern.compile(
          "^(?:usca|case|civil|criminal|civ\\.?|crim\\.?|action|c\\.?\\s?a\\.?|cv|cr|docket|appeal|nos?\\.?|numbers?|#|:|\\s)+");

  /**
   * Reads a number in any of its spellings.
   *
   * @return empty for what is none: clerks write some, such as {@code 5:18-~gr-00001}
   */
  public static Optional<DocketNumber> read(String written) {
    String text = Words.line(DASHES.matcher(written).replaceAll("-")).toLowerCase(Locale.ROOT);
    String type = CIVIL.matcher(text).find() ? "cv" : CRIMINAL.matcher(text).find() ? "cr" : null;
    Matcher matcher = FORM.matcher(LEAD.matcher(text).replaceFirst(""));
    // 1:25-cr-00677-2 is the second defendant's; 2025-06-08 is a day
    if (!matcher.matches() || (matcher.group(5) != null && matcher.group(3) == null)) {
      return Optional.empty();
    }
    String year = matcher.group(2);
    String serial = matcher.group(4).replaceFirst("^0+(?=.)", "");
    return Optional.of(
        new DocketNumber(
            matcher.group(1),
            year.substring(year.length() - 2),
            matcher.group(3) == null ? type : matcher.group(3),
            serial));
  }

  /**
   * Whether both can be the number of one case of one court. What only one of them writes does not
   * count, but for the type: 25-677 may be a civil and a criminal case.
   */
  public boolean sameAs(DocketNumber other) {
    return year.equals(other.year)
        && serial.equals(other.serial)
        && java.util.Objects.equals(type, other.type)
        && (office == null || other.office == null || office.equals(other.office));
  }

  /** Without the office: {@code 25-cv-677}, {@code 25-5181}. */
  public String normal() {
    return year + "-" + (type == null ? "" : type + "-") + serial;
  }

  /** As courts write it: {@code 1:25-cv-00677}, {@code 25-5181}. */
  @Override
  public String toString() {
    return type == null
        ? year + "-" + serial
        : (office == null ? "" : office + ":")
            + year
            + "-"
            + type
            + "-"
            + "0".repeat(Math.max(0, 5 - serial.length()))
            + serial;
  }
}

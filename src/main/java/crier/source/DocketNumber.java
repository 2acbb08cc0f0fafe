package crier.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The number a case has at a federal court, however it is spelt: {@code 1:25-cv-00677-DLF}, {@code
 * 25-cv-677}, {@code Civil Action No. 25-0677 (DLF)}, {@code 25 Civ. 677}, {@code No. 25-5181}.
 *
 * @param office the division's digit; null when not said
 * @param year the last two digits
 * @param type {@code cv}, {@code cr}, …; null for appeals and when not said
 * @param serial without leading zeros
 */
public record DocketNumber(@Nullable String office, String year, @Nullable String type, int serial) {

  private static final Pattern FORM =
      Pattern.compile(
          "^(?P<words>[a-z. ]*?)(?:nos?\\b\\.?)?\\s*(?:(?P<office>\\d):)?\\s*"
              + "(?P<year>(?:19|20)?\\d\\d)(?P<gap>[- ]*)(?P<type>[a-z]{2,5})?\\.?[- ]*(?P<serial>\\d{1,6})"
              + "(?:[- ]*\\(?[a-z][a-z0-9]{0,4}\\)?)*(?P<defendant>-\\d{1,3})?$");

  /** Reads a number; empty when it is none. */
  public static Optional<DocketNumber> parse(String text) {
    String plain =
        text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\u2010-\\u2015]", "-").replaceAll("\\s+", " ");
    Matcher matcher = FORM.matcher(plain);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String type = matcher.group("type");
    boolean digitsOnly = type == null && matcher.group("gap").isEmpty();
    boolean date = type == null && matcher.group("defendant") != null;
    if (digitsOnly || date) {
      return Optional.empty(); // CourtListener's id, or a day
    }
    String year = matcher.group("year");
    return Optional.of(
        new DocketNumber(
            matcher.group("office"),
            year.substring(year.length() - 2),
            type == null ? typeIn(matcher.group("words")) : shortened(type),
            Integer.parseInt(matcher.group("serial"))));
  }

  private static @Nullable String typeIn(String words) {
    return words.startsWith("civ") ? "cv" : words.startsWith("crim") ? "cr" : null;
  }

  private static String shortened(String type) {
    return switch (type) {
      case "civ" -> "cv";
      case "crim" -> "cr";
      case "misc" -> "mc";
      default -> type;
    };
  }

  /** Whether both name one case, as far as both say. */
  public boolean fits(DocketNumber other) {
    return year.equals(other.year)
        && serial == other.serial
        && (type == null || other.type == null || type.equals(other.type))
        && (office == null || other.office == null || office.equals(other.office));
  }

  /** CourtListener's short form, {@code 2500677}; empty where it has another for each court. */
  public Optional<String> core() {
    return type == null ? Optional.empty() : Optional.of("%s%05d".formatted(year, serial));
  }

  /** As courts write it: {@code 1:25-cv-00677}, {@code 25-5181}. */
  @Override
  public String toString() {
    return type == null
        ? "%s-%04d".formatted(year, serial)
        : "%s%s-%s-%05d".formatted(office == null ? "" : office + ":", year, type, serial);
  }
}

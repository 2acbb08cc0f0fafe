package crier.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Published;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dates as sites write them. What cannot be read, lies before 1990 or well in the future is
 * unknown; it never becomes "now".
 */
public final class Dates {

  /** Pages announce things some days ahead; a date later than that is a typing error. */
  private static final int DAYS_AHEAD = 8;

  private static final int FIRST_YEAR = 1990;

  private static final Pattern FIND =
      Pattern.compile(
          "(?i)\\b\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})?)?"
              + "|\\b(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\\.? ?\\d{1,2},? ?\\d{4}\\b"
              + "|\\b\\d{1,2} (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \\d{4}\\b"
              + "|\\b\\d{1,2}[/.]\\d{1,2}[/.](\\d{4}|\\d{2})\\b");

  private static final List<DateTimeFormatter> WORDS =
      List.of(day("MMMM d, uuuu"), day("MMM d, uuuu"), day("d MMMM uuuu"), day("d MMM uuuu"));

  private static final List<DateTimeFormatter> FIGURES =
      List.of(day("uuuu-MM-dd"), day("M/d/uuuu"), day("M.d.uuuu"), day("M/d/uu"), day("M.d.uu"));

  private Dates() {}

  private static DateTimeFormatter day(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.US);
  }

  /**
   * Reads a date.
   *
   * @param text may hold other words beside it
   * @param format a java.time pattern, or null to try what sites commonly write
   * @param now for telling what lies in the future
   * @return null when there is none that can be true
   */
  public static @Nullable Published read(String text, @Nullable String format, Instant now) {
    String clean = Words.line(text);
    Optional<Published> found =
        format == null ? found(clean) : formatted(clean, format).map(Published::on);
    return found.filter(date -> plausible(date, now)).orElse(null);
  }

  private static Optional<LocalDate> formatted(String text, String format) {
    try {
      return Optional.of(LocalDate.parse(text, day(format)));
    } catch (DateTimeException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Published> found(String text) {
    Matcher matcher = FIND.matcher(text);
    while (matcher.find()) {
      String match = matcher.group();
      Optional<Published> date =
          match.contains("T") && match.length() > 11 ? instant(match) : onDay(match);
      if (date.isPresent()) {
        return date;
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a feed's date: RFC 822 as sites write it, ISO 8601, else a day as pages write it.
   *
   * @return null when there is none that can be true
   */
  public static @Nullable Published feed(String text, Instant now) {
    String clean = Words.line(text);
    return Mailed.date(clean)
        .or(() -> found(clean))
        .filter(date -> plausible(date, now))
        .orElse(null);
  }

  /**
   * A time of day that only stands for "some time that day" must not be told as a time: midnight,
   * noon, and midnight in Washington or California written in UTC.
   */
  static Published published(OffsetDateTime when) {
    LocalTime time = when.toLocalTime();
    boolean onTheHour = time.equals(time.truncatedTo(ChronoUnit.HOURS));
    boolean placeholder =
        onTheHour
            && (time.getHour() % 12 == 0
                || (when.getOffset().getTotalSeconds() == 0
                    && List.of(4, 5, 7, 8).contains(time.getHour())));
    return placeholder ? Published.on(when.toLocalDate()) : Published.at(when);
  }

  private static Optional<Published> instant(String text) {
    try {
      String offset = text.replaceAll("([+-]\\d{2})(\\d{2})$", "$1:$2");
      if (offset.matches(".*T[0-9:.]+$")) {
        return Optional.of(Published.on(LocalDate.parse(offset.substring(0, 10))));
      }
      return Optional.of(published(OffsetDateTime.parse(offset)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Published> onDay(String text) {
    List<DateTimeFormatter> formats = text.chars().anyMatch(Character::isLetter) ? WORDS : FIGURES;
    String tidy =
        text.replaceAll("(?i)\\b(sept)\\b\\.?", "Sep")
            .replaceAll("(\\p{L})\\.", "$1")
            .replaceAll(",(\\S)", ", $1")
            .replaceAll("^(\\p{L}+ \\d{1,2}) (\\d{4})$", "$1, $2");
    for (DateTimeFormatter format : formats) {
      try {
        LocalDate date = LocalDate.parse(tidy, format);
        return Optional.of(Published.on(date.getYear() < 100 ? date.plusYears(2000) : date));
      } catch (DateTimeException _) {
        // the next form
      }
    }
    return Optional.empty();
  }

  private static boolean plausible(Published date, Instant now) {
    return date.day().getYear() >= FIRST_YEAR
        && date.forSorting().isBefore(now.plus(DAYS_AHEAD, ChronoUnit.DAYS));
  }
}

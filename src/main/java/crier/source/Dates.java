package crier.source;

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

  private Dates() {}

  private static DateTimeFormatter day(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.US);
  }

  /** Which of two figures is the month where either may be: {@code 06/08/2026}. */
  public enum Order {
    /** As in the United States; the default. */
    MONTH_FIRST,
    /** As most of the world writes. */
    DAY_FIRST
  }

  /**
   * The order that a page keeps to, told by those of its dates that can be read in one way only.
   *
   * @param text of the page, or of all its dates
   */
  public static Order order(String text) {
    return DateForm.order(text);
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
    return read(text, format, now, Order.MONTH_FIRST);
  }

  /** As the other, where the page's other dates tell the order of day and month. */
  public static @Nullable Published read(
      String text, @Nullable String format, Instant now, Order order) {
    String clean = Words.line(text);
    Optional<Published> found =
        format == null ? found(clean, order) : formatted(clean, format).map(Published::on);
    return found.filter(date -> plausible(date, now)).orElse(null);
  }

  /** What is left of a text without its first date; the text itself when there is none. */
  public static String without(String text) {
    String clean = Words.line(text);
    return DateForm.first(clean)
        .map(found -> clean.substring(0, found.start()) + " " + clean.substring(found.end()))
        .map(Words::line)
        .orElse(clean);
  }

  /** What stands before and after the first date of a text; empty when there is none. */
  public static Optional<List<String>> around(String text) {
    String clean = Words.line(text);
    return DateForm.first(clean)
        .map(found -> List.of(clean.substring(0, found.start()), clean.substring(found.end())));
  }

  private static Optional<LocalDate> formatted(String text, String format) {
    try {
      return Optional.of(LocalDate.parse(text, day(format)));
    } catch (DateTimeException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Published> found(String text, Order order) {
    return DateForm.first(text)
        .flatMap(found ->
            found.moment().isEmpty()
                ? found.day(order).map(Published::on)
                : instant(found.moment()));
  }

  /**
   * Reads a feed's date: RFC 822 as sites write it, ISO 8601, else a day as pages write it.
   *
   * @return null when there is none that can be true
   */
  public static @Nullable Published feed(String text, Instant now) {
    String clean = Words.line(text);
    return Mailed.date(clean)
        .or(() -> found(clean, Order.MONTH_FIRST))
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

  private static boolean plausible(Published date, Instant now) {
    return date.day().getYear() >= FIRST_YEAR
        && date.forSorting().isBefore(now.plus(DAYS_AHEAD, ChronoUnit.DAYS));
  }
}

package crier.web;

import crier.model.Deadline;
import crier.model.DocketDate;
import crier.model.DocketDate.State;
import crier.model.Watch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A hearing or due date as pages and calendars show it.
 *
 * @param about the case, by the name and number of its watch
 * @param page of the alert that told of the entry, within the site; or null
 */
public record Coming(DocketDate date, String about, @Nullable String page) {

  /** What has passed is shown for so long. */
  private static final int DAYS_AFTER = 21;

  private static final int MOST = 100;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, MMMM d, uuuu", Locale.US);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("h:mm a", Locale.US);

  /** What is to come in some watches, and what has just passed: the earliest first. */
  static List<Coming> of(WebContext shared, Predicate<Watch> which) {
    Instant now = shared.clock().instant();
    List<Watch> watches = shared.watches().get().stream().filter(which).toList();
    List<Coming> coming = new ArrayList<>();
    LocalDate from = LocalDate.ofInstant(now, java.time.ZoneOffset.UTC).minusDays(DAYS_AFTER);
    for (DocketDate date : shared.history().deadlines().since(from)) {
      Optional<Watch> watch =
          watches.stream().filter(one -> one.id().equals(date.owner().watch())).findFirst();
      if (watch.isPresent() && coming.size() < MOST) {
        coming.add(new Coming(date, about(watch.get()), page(shared, date)));
      }
    }
    return coming;
  }

  private static String about(Watch watch) {
    return watch
        .source()
        .text("docket-number")
        .map(number -> watch.name() + ", " + number)
        .orElse(watch.name());
  }

  private static @Nullable String page(WebContext shared, DocketDate date) {
    List<String> told = shared.alerts().about(date.setBy().watch(), date.setBy().key());
    return told.isEmpty() ? null : "/alerts/" + told.getFirst();
  }

  /** {@code Joint status report due}; {@code Motion hearing}. */
  public String what() {
    Deadline deadline = date.deadline();
    String what = deadline.what().isBlank() ? "Date" : deadline.what();
    String said = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
    boolean due = deadline.kind() == Deadline.Kind.DUE;
    String who = deadline.who().isEmpty() ? "" : due ? ", by " + deadline.who() : "";
    return said + (due ? " due" : "") + who;
  }

  /** The day in words; the month where only that is known; empty when there is none. */
  public String day() {
    String iso = date.deadline().day();
    LocalDate day = date.day();
    return day != null
        ? DAY.format(day)
        : iso == null
            ? ""
            : java.time.YearMonth.parse(iso)
                .format(DateTimeFormatter.ofPattern("MMMM uuuu", Locale.US));
  }

  /** {@code 10:00 AM Eastern Time}; of a due date without an hour the end of the day. */
  public String hour() {
    LocalDateTime hour = date.hour();
    String zone = date.zone().getDisplayName(TextStyle.FULL_STANDALONE, Locale.US);
    return hour != null
        ? HOUR.format(hour) + " " + zone
        : date.deadline().kind() == Deadline.Kind.DUE && date.day() != null
            ? "by 11:59 PM " + zone
            : "";
  }

  /** How the day is known. */
  public String known() {
    if (date.isComputed()) {
      return "computed";
    }
    return date.day() == null ? "no date given" : "stated in the entry";
  }

  /** How a computed day comes about, in words; empty where the day is stated. */
  public String rule() {
    Deadline.Period period = date.deadline().period();
    return !date.isComputed() || period == null
        ? ""
        : "%d %s %s %s, by %s, with federal holidays%s; state holidays are not counted."
            .formatted(
                period.count(),
                period.count() == 1 ? period.unit().replaceAll("s$", "") : period.unit(),
                period.before() ? "before" : "after",
                period.from(),
                date.court().startsWith("ca")
                    ? "Federal Rule of Appellate Procedure 26(a)"
                    : "Federal Rule of Civil Procedure 6(a)",
                date.court().startsWith("dc") || date.court().equals("cadc")
                    ? " and those of the District of Columbia"
                    : "");
  }

  /** How it stands, where that is not simply to come; else empty. */
  public String standing() {
    DocketDate.Entry by = date.endedBy();
    String entry =
        by == null || by.day() == null ? "" : " by an entry of " + SHORT.format(by.day());
    return switch (date.state()) {
      case WAITING ->
          date.deadline().conditional() == null
              ? ""
              : "Waits for: " + date.deadline().conditional();
      case OPEN -> date.before() == null ? "" : "Before: " + written(date.before());
      case MISSED -> "Passed; nothing that answers it has been seen";
      case MET ->
          (date.deadline().kind() == Deadline.Kind.DUE ? "Seen" : "Held")
              + (by == null || by.day() == null ? "" : ": entry of " + SHORT.format(by.day()));
      case VACATED -> "No longer in force" + entry;
      case PAST -> "Passed";
    };
  }

  private static String written(String iso) {
    LocalDate day = DocketDate.day(iso);
    return day == null ? iso : SHORT.format(day);
  }

  /** Whether something may still become of it. */
  public boolean isOpen() {
    return date.state() == State.OPEN || date.state() == State.WAITING;
  }

  /** Where the entry can be read; null where nowhere. */
  public Words.@Nullable Link link() {
    return Words.link(date.setBy().link());
  }

  /** The day of the entry that set it. */
  public String entry() {
    DocketDate.Entry entry = date.setBy();
    return entry.day() == null ? "the entry" : "entry of " + SHORT.format(entry.day());
  }

  /** All of it, for a calendar. */
  String inFull() {
    List<String> lines = new ArrayList<>();
    lines.add(
        what() + ": " + day() + (hour().isEmpty() ? "" : ", " + hour()) + " (" + known() + ")");
    if (!standing().isEmpty()) {
      lines.add(standing() + ".");
    }
    if (!rule().isEmpty()) {
      lines.add(rule());
    }
    lines.add("“" + date.setBy().quote() + "” (" + entry() + ", " + about + ")");
    return String.join("\n", lines);
  }
}

package crier.rules.docket;

import crier.model.Cut;
import crier.model.Event;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Holds what was found against what a person labelled. */
public final class Score {

  private static final int BEGINNING = 160;

  private final Map<Event, Counts> counts = new EnumMap<>(Event.class);
  private final List<Miss> misses = new ArrayList<>();
  private int entries;
  private final Counts rulings = new Counts();
  private final Counts stated = new Counts();

  /** An event that was not found or should not have been ({@code wrong}). */
  public record Miss(String id, String text, Event event, boolean wrong, String quote) {}

  /** What was right, what was wrongly found, what was missed. */
  private static final class Counts {
    int right;
    int wrong;
    int missed;

    double precision() {
      return right + wrong == 0 ? 0 : (double) right / (right + wrong);
    }

    double recall() {
      return right + missed == 0 ? 0 : (double) right / (right + missed);
    }

    double f1() {
      return right == 0 ? 0 : 2 * precision() * recall() / (precision() + recall());
    }
  }

  /** Adds an entry. */
  public void add(String id, String text, Set<Event> expected, List<Recorded> found) {
    entries++;
    pool(rulings, expected, found);
    pool(stated, expected, found.stream().filter(Recorded::stated).toList());
    Set<Event> seen = new HashSet<>();
    for (Recorded recorded : found) {
      seen.add(recorded.event());
      if (expected.contains(recorded.event())) {
        of(recorded.event()).right++;
      } else {
        of(recorded.event()).wrong++;
        misses.add(new Miss(id, text, recorded.event(), true, recorded.quote()));
      }
    }
    for (Event event : expected) {
      if (!seen.contains(event)) {
        of(event).missed++;
        misses.add(new Miss(id, text, event, false, ""));
      }
    }
  }

  /** Counts the rulings that the second reader votes on, all together. */
  private static void pool(Counts pool, Set<Event> expected, List<Recorded> found) {
    Set<Event> read = new HashSet<>();
    found.forEach(recorded -> read.add(recorded.event()));
    for (Event event : LinearReader.RULINGS) {
      boolean is = expected.contains(event);
      if (read.contains(event)) {
        pool.right += is ? 1 : 0;
        pool.wrong += is ? 0 : 1;
      } else {
        pool.missed += is ? 1 : 0;
      }
    }
  }

  private Counts of(Event event) {
    return counts.computeIfAbsent(event, _ -> new Counts());
  }

  /** Mean F1 of the events that occur in the labels. */
  public double macroF1() {
    return counts.values().stream()
        .filter(c -> c.right + c.missed > 0)
        .mapToDouble(Counts::f1)
        .average()
        .orElse(0);
  }

  /** Share of what was found that is right; 0 when nothing was found. */
  public double precision(Event event) {
    return of(event).precision();
  }

  /** Share of what is there that was found; 0 when nothing is there. */
  public double recall(Event event) {
    return of(event).recall();
  }

  public List<Miss> misses() {
    return List.copyOf(misses);
  }

  /** A table, the mean, and the misses, a line each. */
  public List<String> report() {
    List<String> lines = new ArrayList<>();
    lines.add(row("event", "right", "wrong", "missed", "precision", "recall", "F1"));
    counts.forEach((event, c) ->
        lines.add(
            row(
                event.name(),
                String.valueOf(c.right),
                String.valueOf(c.wrong),
                String.valueOf(c.missed),
                share(c.precision()),
                share(c.recall()),
                share(c.f1()))));
    lines.add("entries %d, macro-F1 %s".formatted(entries, share(macroF1())));
    lines.add("the seven rulings, unconfirmed readings counted as stated: " + pooled(rulings));
    lines.add("the seven rulings, stated alone (both readers agree): " + pooled(stated));
    for (Miss miss : misses) {
      String begun = Cut.shown(miss.text(), BEGINNING);
      lines.add(
          "%s %s %s%s%n    %s"
              .formatted(
                  miss.wrong() ? "wrong " : "missed",
                  miss.id(),
                  miss.event(),
                  miss.quote().isEmpty() ? "" : ": \"" + miss.quote() + "\"",
                  begun));
    }
    return lines;
  }

  /**
   * The same for programs: a row an event ({@code event}, counts, shares), one for all ({@code
   * entries}, {@code macro_f1}), one a miss ({@code miss}: wrong or missed).
   */
  public List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    counts.forEach((event, c) -> {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("event", event);
      row.put("right", c.right);
      row.put("wrong", c.wrong);
      row.put("missed", c.missed);
      row.put("precision", c.precision());
      row.put("recall", c.recall());
      row.put("f1", c.f1());
      rows.add(row);
    });
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("entries", entries);
    all.put("macro_f1", macroF1());
    all.put("rulings_precision", rulings.precision());
    all.put("rulings_recall", rulings.recall());
    all.put("stated_precision", stated.precision());
    all.put("stated_recall", stated.recall());
    rows.add(all);
    for (Miss miss : misses) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("miss", miss.wrong() ? "wrong" : "missed");
      row.put("id", miss.id());
      row.put("event", miss.event());
      row.put("quote", miss.quote());
      row.put("text", miss.text());
      rows.add(row);
    }
    return rows;
  }

  private static String pooled(Counts counts) {
    return "precision %s, recall %s (%d right, %d wrong, %d missed)"
        .formatted(
            share(counts.precision()),
            share(counts.recall()),
            counts.right,
            counts.wrong,
            counts.missed);
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%-24s %6s %6s %6s %9s %7s %6s", (Object[]) cells);
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.3f", share);
  }
}

package crier.rules.docket.consequence;

import crier.model.Consequences;
import crier.model.Consequences.Relative;
import crier.model.Consequences.WaitsFor;
import crier.model.Cut;
import crier.model.Deadline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was read against what a person labelled. A deadline is right when its kind and its
 * date, or its period, are; status, name and computed date are counted apart, over those that are
 * right. Routine ones count by themselves, and not among the others.
 */
public final class ConsequenceScore {

  private static final int BEGINNING = 160;
  private static final Set<String> EMPTY =
      Set.of("the", "of", "to", "and", "for", "on", "by", "in");

  private final Map<String, int[]> counts = new LinkedHashMap<>();
  private final List<String> misses = new ArrayList<>();
  private int entries;

  /** Adds an entry. */
  public void add(String id, String text, Consequences expected, Consequences found) {
    entries++;
    List<String> here = new ArrayList<>();
    deadlines(expected.deadlines(), found.deadlines(), here);
    waits(expected.waitsFor(), found.waitsFor(), here);
    relatives(expected.relatives(), found.relatives(), here);
    boolean answers = !expected.answers().isEmpty();
    if (answers || !found.answers().isEmpty()) {
      count("answers", answers, !found.answers().isEmpty(), here, "");
    }
    for (String miss : here) {
      misses.add("%s %s%n    %s".formatted(id, miss, Cut.shown(text, BEGINNING)));
    }
  }

  public boolean isEmpty() {
    return entries == 0;
  }

  private void deadlines(List<Deadline> expected, List<Deadline> found, List<String> here) {
    List<Deadline> left = new ArrayList<>(expected);
    for (Deadline deadline : found) {
      Deadline match =
          left.stream()
              .filter(label -> same(label, deadline))
              .max((a, b) -> Integer.compare(likeness(a, deadline), likeness(b, deadline)))
              .orElse(null);
      String row = row(match == null ? deadline : match);
      count(row, match != null, true, here, shown(deadline));
      if (match != null) {
        left.remove(match);
        count("  status", match.status() == deadline.status(), true, here, shown(deadline));
        count("  what", shared(match.what(), deadline.what()), true, here, deadline.what());
        compared("  computed", match.computed(), deadline.computed(), here);
        compared("  was", match.was(), deadline.was(), here);
        if (match.conditional() != null || deadline.conditional() != null) {
          count(
              "  conditional",
              match.conditional() != null,
              deadline.conditional() != null,
              here,
              shown(deadline));
        }
      }
    }
    left.forEach(label -> count(row(label), true, false, here, shown(label)));
  }

  private void compared(
      String row, @Nullable String expected, @Nullable String found, List<String> here) {
    if (expected != null && found != null && !expected.equals(found)) {
      count(row, false, true, here, found);
      count(row, true, false, here, expected);
    } else if (expected != null || found != null) {
      count(row, expected != null, found != null, here, String.valueOf(found));
    }
  }

  private void waits(@Nullable WaitsFor expected, @Nullable WaitsFor found, List<String> here) {
    if (expected == null && found == null) {
      return;
    }
    count("waits_for", expected != null, found != null, here, String.valueOf(found));
    if (expected != null && found != null) {
      count("  scope", expected.scope() == found.scope(), true, here, found.event());
      compared("  until", expected.until(), found.until(), here);
      if (!expected.docketNumbers().isEmpty() || !found.docketNumbers().isEmpty()) {
        boolean same = cores(expected.docketNumbers()).equals(cores(found.docketNumbers()));
        boolean court = expected.court().equals(found.court());
        count("  number, court", same && court, true, here, found.docketNumbers() + found.court());
      }
    }
  }

  private void relatives(List<Relative> expected, List<Relative> found, List<String> here) {
    List<Relative> left = new ArrayList<>(expected);
    for (Relative relative : found) {
      Relative match =
          left.stream()
              .filter(label ->
                  label.kind() == relative.kind()
                      && Numbers.same(label.docketNumber(), relative.docketNumber()))
              .findFirst()
              .orElse(null);
      count(
          "relates_to", match != null, true, here, relative.kind() + " " + relative.docketNumber());
      left.remove(match);
    }
    left.forEach(
        label -> count("relates_to", true, false, here, label.kind() + " " + label.docketNumber()));
  }

  /** Counts right, wrong or missed. */
  private void count(String row, boolean expected, boolean found, List<String> here, String shown) {
    int[] three = counts.computeIfAbsent(row, _ -> new int[3]);
    if (expected && found) {
      three[0]++;
    } else {
      three[found ? 1 : 2]++;
      here.add("%s %s: %s".formatted(found ? "wrong " : "missed", row.strip(), shown));
    }
  }

  private static boolean same(Deadline label, Deadline found) {
    return label.kind() == found.kind()
        && Objects.equals(label.date(), found.date())
        && Objects.equals(period(label), period(found));
  }

  private static @Nullable String period(Deadline deadline) {
    Deadline.Period period = deadline.period();
    return period == null
        ? null
        : "%d %s %s".formatted(period.count(), period.unit(), period.before());
  }

  private static int likeness(Deadline label, Deadline found) {
    return (label.status() == found.status() ? 2 : 0)
        + (shared(label.what(), found.what()) ? 1 : 0);
  }

  private static String row(Deadline deadline) {
    return deadline.routine()
        ? "routine deadlines"
        : "deadlines, " + deadline.kind().name().toLowerCase(Locale.ROOT);
  }

  private static String shown(Deadline deadline) {
    return "%s %s %s \"%s\""
        .formatted(
            deadline.kind(),
            deadline.date() != null ? deadline.date() : period(deadline),
            deadline.status(),
            deadline.quote());
  }

  private static Set<String> cores(List<String> numbers) {
    Set<String> cores = new HashSet<>();
    numbers.forEach(number -> cores.add(Numbers.core(number)));
    return cores;
  }

  private static boolean shared(String a, String b) {
    Set<String> words = words(a);
    words.retainAll(words(b));
    return !words.isEmpty();
  }

  private static Set<String> words(String what) {
    Set<String> words = new HashSet<>();
    for (String word : what.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)) {
      if (word.length() > 1 && !EMPTY.contains(word)) {
        words.add(word.endsWith("s") ? word.substring(0, word.length() - 1) : word);
      }
    }
    return words;
  }

  /** Precision of a row, or of all rows that begin so. */
  public double precision(String row) {
    int[] sum = sum(row);
    return sum[0] + sum[1] == 0 ? 0 : (double) sum[0] / (sum[0] + sum[1]);
  }

  /** Recall of a row, or of all rows that begin so. */
  public double recall(String row) {
    int[] sum = sum(row);
    return sum[0] + sum[2] == 0 ? 0 : (double) sum[0] / (sum[0] + sum[2]);
  }

  private int[] sum(String row) {
    int[] sum = new int[3];
    counts.forEach((name, three) -> {
      if (name.startsWith(row)) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += three[i];
        }
      }
    });
    return sum;
  }

  /** A table and the misses, a line each. */
  public List<String> report() {
    List<String> lines = new ArrayList<>();
    lines.add(line("leads to", "right", "wrong", "missed", "precision", "recall"));
    lines.add(line("deadlines", sum("deadlines"), "deadlines"));
    counts.forEach((name, three) -> lines.add(line(name, three, name)));
    lines.add("entries %d".formatted(entries));
    lines.addAll(misses);
    return lines;
  }

  /** The same for programs: a row a kind, then a row a miss. */
  public List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(row("deadlines", sum("deadlines")));
    counts.forEach((name, three) -> rows.add(row(name.strip(), three)));
    misses.forEach(miss -> rows.add(Map.of("miss", miss)));
    return rows;
  }

  private Map<String, Object> row(String name, int[] three) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("leads_to", name);
    row.put("right", three[0]);
    row.put("wrong", three[1]);
    row.put("missed", three[2]);
    row.put("precision", three[0] + three[1] == 0 ? 0 : (double) three[0] / (three[0] + three[1]));
    row.put("recall", three[0] + three[2] == 0 ? 0 : (double) three[0] / (three[0] + three[2]));
    return row;
  }

  private String line(String name, int[] three, String of) {
    return line(
        name,
        String.valueOf(three[0]),
        String.valueOf(three[1]),
        String.valueOf(three[2]),
        String.format(Locale.ROOT, "%.3f", precision(of)),
        String.format(Locale.ROOT, "%.3f", recall(of)));
  }

  private static String line(String... cells) {
    return String.format(Locale.ROOT, "%-24s %6s %6s %6s %9s %7s", (Object[]) cells);
  }
}

package crier.source.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.text.TextPosition;

/**
 * The order in which a page is read: columns of running text one after the other, rows of tables as
 * rows, a stamp apart from what it overprints, and what stands sideways by itself.
 */
final class Layout {

  /** More on a page is no text; it is read by place alone. */
  private static final int MOST = 4_000;

  /** Between two columns, in heights of a line; where few lines say so, it must be wide. */
  private static final double GUTTER = 0.9;

  private static final double WIDE_GUTTER = 1.5;

  /** Lines on either side that make columns. */
  private static final int LINES = 3;

  private static final int MANY_LINES = 6;

  /** A column of running text is at least so many heights of a line wide. */
  private static final double NARROWEST = 7;

  private static final int GUTTERS_TRIED = 6;

  private final List<List<TextPosition>> blocks = new ArrayList<>();

  private Layout() {}

  /** Signs in blocks; each block is read by place, and the blocks in this order. */
  static List<List<TextPosition>> blocks(List<TextPosition> drawn) {
    Layout layout = new Layout();
    Map<Integer, List<TextPosition>> turned = new TreeMap<>();
    List<TextPosition> slanted = new ArrayList<>();
    for (TextPosition sign : Doubles.dropped(drawn)) {
      if (Slant.isSlanted(sign)) {
        slanted.add(sign);
      } else {
        turned.computeIfAbsent((int) sign.getDir(), _ -> new ArrayList<>()).add(sign);
      }
    }
    turned.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<Integer, List<TextPosition>>>comparingInt(
                    entry -> -entry.getValue().size())
                .thenComparing(Map.Entry::getKey))
        .forEach(entry -> layout.upright(entry.getValue()));
    Slant.straightened(slanted).forEach(layout.blocks::add);
    return layout.blocks;
  }

  private void upright(List<TextPosition> signs) {
    List<Run> runs = Run.of(signs, GUTTER);
    if (runs.size() > MOST) {
      blocks.add(signs);
      return;
    }
    List<Run> stamps = Doubles.stamps(runs);
    List<Run> text = new ArrayList<>(runs);
    text.removeAll(stamps);
    // A run is torn where it is drawn in pieces; a line is what stands together.
    read(lines(text), 0);
    add(stamps);
  }

  /** Runs that meet upon one line are one. */
  private static List<Run> lines(List<Run> runs) {
    List<Run> sorted =
        runs.stream()
            .filter(run -> !run.isBlank())
            .sorted(Comparator.comparingDouble(Run::base).thenComparingDouble(Run::left))
            .toList();
    List<Run> lines = new ArrayList<>();
    boolean[] taken = new boolean[sorted.size()];
    for (int i = 0; i < sorted.size(); i++) {
      if (taken[i]) {
        continue;
      }
      Run line = new Run(sorted.get(i).order());
      sorted.get(i).signs().forEach(line::add);
      double base = line.base();
      boolean grown = true;
      while (grown) {
        grown = false;
        for (int j = i + 1; j < sorted.size() && sorted.get(j).base() - base < line.size(); j++) {
          Run next = sorted.get(j);
          double high = Math.min(line.size(), next.size());
          if (!taken[j]
              && line.beside(next)
              && next.left() - line.right() < GUTTER * high
              && line.left() - next.right() < GUTTER * high) {
            taken[j] = true;
            grown = true;
            next.signs().forEach(line::add);
          }
        }
      }
      lines.add(line);
    }
    return lines;
  }

  /** Reads what stands in one place: side by side where it is columns, else by rows. */
  private void read(List<Run> lines, int depth) {
    List<Double> gutters = depth > 8 || lines.size() < 2 * LINES ? List.of() : gutters(lines);
    for (double gutter : gutters) {
      List<Band> bands = bands(lines, gutter);
      if (bands.stream().anyMatch(band -> band.columns)) {
        List<Run> rest = new ArrayList<>();
        for (Band band : bands) {
          if (band.columns) {
            read(rest, depth + 1);
            rest = new ArrayList<>();
            read(band.left, depth + 1);
            read(band.right, depth + 1);
          } else {
            rest.addAll(band.all());
          }
        }
        read(rest, depth + 1);
        return;
      }
    }
    add(lines);
  }

  private void add(List<Run> lines) {
    List<TextPosition> signs = new ArrayList<>();
    lines.forEach(line -> signs.addAll(line.signs()));
    if (!signs.isEmpty()) {
      blocks.add(signs);
    }
  }

  /** Places that many lines leave free between themselves and what stands beside them. */
  private static List<Double> gutters(List<Run> lines) {
    Map<Integer, Integer> free = new HashMap<>();
    for (Run line : lines) {
      Run next = null;
      for (Run other : lines) {
        if (other != line
            && other.left() >= line.right()
            && Math.abs(line.middle() - other.middle()) < line.size() // columns keep no common line
            && (next == null || other.left() < next.left())) {
          next = other;
        }
      }
      if (next != null
          && next.left() - line.right() >= GUTTER * Math.min(line.size(), next.size())) {
        for (int x = (int) Math.ceil(line.right()); x <= next.left(); x++) {
          free.merge(x, 1, Integer::sum);
        }
      }
    }
    // Of places that as many leave free, one of each stretch will do.
    List<Integer> best =
        free.entrySet().stream()
            .filter(entry -> entry.getValue() >= LINES - 1)
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
    List<Double> tried = new ArrayList<>();
    for (int x : best) {
      if (tried.stream().noneMatch(other -> Math.abs(other - x) < 12)) {
        tried.add((double) x);
      }
      if (tried.size() == GUTTERS_TRIED) {
        break;
      }
    }
    return tried;
  }

  /** What stands between two lines that go across a gutter. */
  private static final class Band {
    private final List<Run> left = new ArrayList<>();
    private final List<Run> right = new ArrayList<>();
    private final List<Run> across = new ArrayList<>();
    private boolean columns;

    List<Run> all() {
      List<Run> all = new ArrayList<>(across);
      all.addAll(left);
      all.addAll(right);
      return all;
    }
  }

  private static List<Band> bands(List<Run> lines, double gutter) {
    List<Run> sorted = lines.stream().sorted(Comparator.comparingDouble(Run::middle)).toList();
    List<Band> bands = new ArrayList<>();
    Band band = new Band();
    bands.add(band);
    for (Run line : sorted) {
      if (line.left() < gutter && line.right() > gutter) {
        Band crossing = new Band();
        crossing.across.add(line);
        bands.add(crossing);
        band = new Band();
        bands.add(band);
      } else {
        (line.right() <= gutter ? band.left : band.right).add(line);
      }
    }
    List<Band> split = new ArrayList<>();
    for (Band one : bands) {
      split.addAll(heads(one));
    }
    for (Band one : split) {
      one.columns = one.across.isEmpty() && Prose.sideBySide(one.left, one.right);
    }
    return split;
  }

  /** A head and a foot of the page stand far from its columns, and belong to neither of them. */
  private static List<Band> heads(Band band) {
    if (band.left.size() < LINES || band.right.size() < LINES) {
      return List.of(band);
    }
    double pitch = Prose.pitch(band.left, band.right);
    List<Run> all = band.all();
    all.sort(Comparator.comparingDouble(Run::middle));
    int first = 0;
    int last = all.size();
    for (int i = 1; i < Math.min(6, all.size()); i++) {
      if (all.get(i).base() - all.get(i - 1).base() > 2 * pitch) {
        first = i;
      }
    }
    for (int i = all.size() - 1; i > Math.max(first, all.size() - 6); i--) {
      if (all.get(i).base() - all.get(i - 1).base() > 2 * pitch) {
        last = i;
      }
    }
    List<Band> bands = new ArrayList<>();
    for (int[] part : new int[][] {{0, first}, {first, last}, {last, all.size()}}) {
      Band one = new Band();
      for (Run run : all.subList(part[0], part[1])) {
        (band.left.contains(run) ? one.left : one.right).add(run);
      }
      if (part[0] < part[1]) {
        bands.add(one);
      }
    }
    return bands;
  }

  /** What running text in columns looks like, and a table does not. */
  private static final class Prose {
    private Prose() {}

    static boolean sideBySide(List<Run> left, List<Run> right) {
      if (left.size() < LINES || right.size() < LINES) {
        return false;
      }
      List<List<Run>> one = rows(left);
      List<List<Run>> other = rows(right);
      double gap =
          right.stream().mapToDouble(Run::left).min().orElse(0)
              - left.stream().mapToDouble(Run::right).max().orElse(0);
      double high = left.getFirst().size();
      int fewest = Math.min(one.size(), other.size());
      return fewest >= (gap >= WIDE_GUTTER * high ? LINES : MANY_LINES)
          && runs(one)
          && runs(other)
          && !isTable(one, other);
    }

    /** Lines beside each other are one row of a side. */
    private static List<List<Run>> rows(List<Run> side) {
      List<List<Run>> rows = new ArrayList<>();
      for (Run run : side.stream().sorted(Comparator.comparingDouble(Run::base)).toList()) {
        if (!rows.isEmpty() && rows.getLast().getFirst().beside(run)) {
          rows.getLast().add(run);
        } else {
          rows.add(new ArrayList<>(List.of(run)));
        }
      }
      rows.forEach(row -> row.sort(Comparator.comparingDouble(Run::left)));
      return rows;
    }

    /** Whether the rows fill their side, hold words, and go on from one to the next. */
    private static boolean runs(List<List<Run>> rows) {
      double left = Double.MAX_VALUE;
      double right = -Double.MAX_VALUE;
      int words = 0;
      int small = 0;
      int letters = 0;
      int signs = 0;
      for (int i = 0; i < rows.size(); i++) {
        List<Run> row = rows.get(i);
        left = Math.min(left, row.getFirst().left());
        right = Math.max(right, row.getLast().right());
        String text = row.stream().map(Run::text).reduce("", (a, b) -> a + " " + b).strip();
        words += text.split("\\s+", -1).length;
        letters += (int) text.chars().filter(Character::isLetter).count();
        signs += (int) text.chars().filter(sign -> !Character.isWhitespace(sign)).count();
        small += i > 0 && !text.isEmpty() && Character.isLowerCase(text.codePointAt(0)) ? 1 : 0;
      }
      double width = right - left;
      double leftmost = left;
      double rightmost = right;
      long full =
          rows.stream()
              .filter(row ->
                  row.getLast().right() - row.getFirst().left() >= 0.6 * width
                      && row.getFirst().left() - leftmost < 0.3 * width
                      && rightmost - row.getLast().right() < 0.4 * width)
              .count();
      return width >= NARROWEST * rows.getFirst().getFirst().size()
          && words >= 2.5 * rows.size()
          && letters >= 0.7 * signs
          && full >= 0.55 * rows.size()
          && small >= 0.35 * (rows.size() - 1);
    }

    /** Several times, both sides begin anew upon one line below a gap that both leave. */
    private static boolean isTable(List<List<Run>> one, List<List<Run>> other) {
      double pitch = pitch(flat(one), flat(other));
      int together = 0;
      for (int i = 1; i < one.size(); i++) {
        Run begins = one.get(i).getFirst();
        if (begins.base() - one.get(i - 1).getFirst().base() > 1.25 * pitch) {
          for (int j = 1; j < other.size(); j++) {
            Run beside = other.get(j).getFirst();
            if (Math.abs(beside.base() - begins.base()) < 0.2 * begins.size()
                && beside.base() - other.get(j - 1).getFirst().base() > 1.25 * pitch) {
              together++;
            }
          }
        }
      }
      return together >= 2;
    }

    private static List<Run> flat(List<List<Run>> rows) {
      return rows.stream().flatMap(List::stream).toList();
    }

    /** The usual distance between a line and the next. */
    static double pitch(List<Run> one, List<Run> other) {
      List<Double> distances = new ArrayList<>();
      for (List<Run> side : List.of(one, other)) {
        List<Run> sorted = side.stream().sorted(Comparator.comparingDouble(Run::base)).toList();
        for (int i = 1; i < sorted.size(); i++) {
          double distance = sorted.get(i).base() - sorted.get(i - 1).base();
          if (distance > 0.5 * sorted.get(i).size()) {
            distances.add(distance);
          }
        }
      }
      distances.sort(Comparator.naturalOrder());
      return distances.isEmpty() ? Double.MAX_VALUE : distances.get((distances.size() - 1) / 4);
    }
  }
}

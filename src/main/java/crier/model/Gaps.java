package crier.model;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Numbers that are missing between the lowest and the highest of a list: a court numbers the
 * entries of a docket without a hole, so a hole is an entry nobody here has seen (sealed, or not
 * passed on).
 *
 * @param ranges first and last number of each hole, in order
 */
public record Gaps(List<Range> ranges) {

  /**
   * Numbers this high are no entries': appellate courts number nothing, and documents' ids stand
   * in.
   */
  private static final long HIGHEST = 100_000;

  private static final int NAMED = 12;

  public Gaps {
    ranges = List.copyOf(ranges);
  }

  /** Numbers from the first to the last that are missing. */
  public record Range(long first, long last) {
    @Override
    public String toString() {
      return first == last ? String.valueOf(first) : first + "–" + last;
    }
  }

  /** The holes in the numbers of a list's docket entries. */
  public static Gaps of(Listing listing) {
    TreeSet<Long> numbers = new TreeSet<>();
    for (Item item : listing.items()) {
      String number = item.fields().getOrDefault(Item.NUMBER, "");
      if (item.kind() == Item.Kind.DOCKET_ENTRY && number.matches("[0-9]{1,9}")) {
        numbers.add(Long.parseLong(number));
      }
    }
    List<Range> ranges = new ArrayList<>();
    Long before = null;
    for (long number : numbers.headSet(HIGHEST, false)) {
      if (before != null && number > before + 1) {
        ranges.add(new Range(before + 1, number - 1));
      }
      before = number;
    }
    return new Gaps(ranges);
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** The numbers, as a reader would list them: {@code 62, 64–66}. */
  @Override
  public String toString() {
    String named = String.join(", ", ranges.stream().limit(NAMED).map(Range::toString).toList());
    return ranges.size() > NAMED
        ? "%s and %d more holes".formatted(named, ranges.size() - NAMED)
        : named;
  }
}

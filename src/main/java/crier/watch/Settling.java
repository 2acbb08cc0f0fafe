package crier.watch;

import crier.model.Memo;
import crier.model.WatchMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether what differs has stood: an edit is told when a second look, minutes later, says the same.
 * What says something else again before that is restless; where that happens twice, it is told only
 * once it has stood for a day. Kept in the memo, as hashes: what waits may be long.
 */
final class Settling {

  /** The same glitch, or the same rotation, answers for some seconds. */
  static final Duration STOOD = Duration.ofMinutes(2);

  private static final Duration RESTLESS_STOOD = Duration.ofDays(1);

  /** So long it is remembered that something did not keep still. */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private static final int TWICE = 2;

  /** Where so many items of one list lose the same field's value at once, it is the site's. */
  private static final int MANY = 3;

  /** What does not fit waits its turn: it is held back, not lost. */
  private static final int MOST = 1_000;

  private static final int MOST_REMEMBERED = 200;
  private static final int LABEL = 60;
  private static final String ALL = "*";

  private final Instant at;
  private final boolean asked;
  private final boolean off;
  private final Map<String, Waiting> before = new LinkedHashMap<>();
  private final Map<String, Waiting> next = new LinkedHashMap<>();
  private final Map<String, Restless> restless = new TreeMap<>();
  private final Map<String, Instant> told = new LinkedHashMap<>();
  private final Set<String> unquiet = new HashSet<>();
  private boolean unsettled;

  /**
   * A value that waits for its second look.
   *
   * @param name of what it belongs to
   */
  private record Waiting(String name, Instant since, String label) {}

  /** Something that did not keep still: how often, when last, and what it is called. */
  private record Restless(int times, Instant last, String label) {}

  private Settling(Memo memo, Instant at, boolean asked, boolean off) {
    this.at = at;
    this.asked = asked;
    this.off = off;
    WatchMemory.Edits known = memo.watch().edits();
    known
        .waiting()
        .forEach(one ->
            before.put(
                one.unit() + "\t" + one.field() + "\t" + one.value(),
                new Waiting(one.unit() + "\t" + one.field(), one.since(), one.label())));
    known.restless().stream()
        .filter(one -> one.last().isAfter(at.minus(REMEMBERED)))
        .forEach(one ->
            restless.put(
                one.unit() + "\t" + one.field(),
                new Restless(one.times(), one.last(), one.label())));
    known.told().stream()
        .filter(one -> one.at().isAfter(at.minus(REMEMBERED)))
        .forEach(one -> told.put(one.unit() + "\t" + one.field(), one.at()));
  }

  /**
   * What waits.
   *
   * @param asked whether a person asked for this look: then it is the second look whenever it comes
   */
  static Settling of(Memo memo, Instant at, boolean asked) {
    return new Settling(memo, at, asked, false);
  }

  /** Everything counts at first sight. */
  static Settling off(Instant at) {
    return new Settling(Memo.EMPTY, at, true, true);
  }

  /**
   * Whether a value that differs is to be told now. Else it waits.
   *
   * @param unit what it belongs to: an item's key, the line of a page that it replaces
   * @param field what it is a value of
   * @param label what the unit is called, for the operator
   */
  boolean stood(String unit, String field, String value, String label) {
    if (off) {
      return true;
    }
    String name = name(unit, field);
    String entry = name + "\t" + hash(value);
    boolean slow = isRestless(name, field);
    Waiting was = before.remove(entry);
    Duration needed = slow ? RESTLESS_STOOD : asked ? Duration.ZERO : STOOD;
    if (was == null || !was.since().isBefore(at) || at.isBefore(was.since().plus(needed))) {
      if (next.size() < MOST) {
        next.put(entry, was == null ? new Waiting(name, at, cut(label)) : was);
      }
      unsettled |= !slow;
      return false;
    }
    told(name, label);
    return true;
  }

  /**
   * Whether a value that stands in nothing's place is to be told now: at first sight, unless it has
   * come and gone before.
   */
  boolean firstSight(String unit, String field, String value, String label) {
    String name = name(value, field);
    if (off) {
      return true;
    }
    if (told.containsKey(name) || isRestless(name, field) || isRestless(name(unit, field), field)) {
      return stood(unit, field, value, label);
    }
    before.remove(name(unit, field) + "\t" + hash(value));
    told.put(name, at);
    return true;
  }

  private void told(String name, String label) {
    if (told.put(name, at) != null) {
      unquiet(name, label); // told within the week, and edited again
    }
  }

  private boolean isRestless(String name, String field) {
    Restless own = restless.get(name);
    return (own != null && own.times() >= TWICE) || restless.containsKey(ALL + "\t" + field);
  }

  private void unquiet(String name, String label) {
    if (!unquiet.add(name)) {
      return;
    }
    restless.merge(
        name,
        new Restless(1, at, cut(label)),
        (a, b) -> new Restless(a.times() + 1, at, b.label().isEmpty() ? a.label() : b.label()));
    String field = name.substring(name.indexOf('\t'));
    if (unquiet.stream().filter(other -> other.endsWith(field)).count() >= MANY) {
      restless.put(ALL + field, new Restless(TWICE, at, ""));
    }
  }

  /**
   * What waited and is not said any more did not stand.
   *
   * @param shown the units that this look shows; null: all
   */
  void close(@Nullable Collection<String> shown) {
    Set<String> units = new HashSet<>();
    if (shown != null) {
      shown.forEach(unit -> units.add(hash(unit)));
    }
    before.values().stream()
        .filter(was -> shown == null || units.contains(was.name().split("\t", 2)[0]))
        .toList()
        .forEach(was -> unquiet(was.name(), was.label()));
    before.clear();
  }

  /** Whether this look is a second one of what was first seen then: minutes later, not seconds. */
  boolean isSecondLook(Instant since) {
    return since.isBefore(at) && !at.isBefore(since.plus(asked ? Duration.ZERO : STOOD));
  }

  /** Whether something waits for a second look soon; what is restless waits for the usual ones. */
  boolean unsettled() {
    return unsettled;
  }

  /** The memo with what waits now. */
  Memo noted(Memo memo) {
    if (off) {
      return memo;
    }
    List<WatchMemory.Waiting> waiting = new ArrayList<>();
    next.forEach((entry, one) -> {
      String[] parts = entry.split("\t", 3);
      waiting.add(
          new WatchMemory.Waiting(parts[0], parts[1], parts[2], seconds(one.since()), one.label()));
    });
    List<WatchMemory.Restless> still = new ArrayList<>();
    restless.entrySet().stream()
        .limit(MOST_REMEMBERED)
        .forEach(entry -> {
          String[] parts = entry.getKey().split("\t", 2);
          Restless one = entry.getValue();
          still.add(
              new WatchMemory.Restless(
                  parts[0], parts[1], one.times(), seconds(one.last()), one.label()));
        });
    List<WatchMemory.Told> edits = new ArrayList<>();
    told.entrySet().stream()
        .skip(Math.max(0, told.size() - MOST_REMEMBERED))
        .forEach(entry -> {
          String[] parts = entry.getKey().split("\t", 2);
          edits.add(new WatchMemory.Told(parts[0], parts[1], seconds(entry.getValue())));
        });
    return memo.with(memo.watch().with(new WatchMemory.Edits(waiting, still, edits)));
  }

  /** Carries over what waits when a look had nothing to compare. */
  static Memo kept(Memo before, Memo after) {
    return after.with(after.watch().with(before.watch().edits()));
  }

  /** Whether something waits for a second look. */
  static boolean waits(Memo memo) {
    return !memo.watch().edits().waiting().isEmpty();
  }

  private static String name(String unit, String field) {
    return hash(unit) + "\t" + field;
  }

  private static String cut(String label) {
    String called = label.replaceAll("[\t\n]", " ");
    return called.length() <= LABEL ? called : called.substring(0, LABEL) + "…";
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String hash(String text) {
    long hash = 0xcbf29ce484222325L; // FNV-1a, 64 bits
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return Long.toHexString(hash);
  }
}

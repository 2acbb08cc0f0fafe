package crier.source.courtlistener;

import crier.fetch.Quota;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The budget of one API token, shared by all watches. CourtListener counts on rolling windows, all
 * at once: 5 a minute, 50 an hour and 125 a day for a free account (cl/settings/third_party/
 * rest_framework.py, 2026-05). Kept across restarts, so that a restart spends nothing twice.
 */
public final class RateBudget implements Quota {

  /** Name of the budget that requests to the API are paid from. */
  public static final String NAME = "courtlistener";

  private record Window(Duration length, int limit) {}

  private static final List<Window> FREE =
      List.of(
          new Window(Duration.ofMinutes(1), 5),
          new Window(Duration.ofHours(1), 50),
          new Window(Duration.ofDays(1), 125));

  /** A refusal without Retry-After is a blocked account; asking again soon would not help. */
  private static final Duration BLOCKED = Duration.ofHours(6);

  private final InstantSource clock;
  private final Consumer<String> save;
  private final Deque<Instant> spent = new ArrayDeque<>();
  private Instant notBefore = Instant.MIN;

  /**
   * Makes a budget.
   *
   * @param load what was saved last, if anything
   * @param save keeps a short text across restarts
   */
  public RateBudget(InstantSource clock, Supplier<Optional<String>> load, Consumer<String> save) {
    this.clock = clock;
    this.save = save;
    load.get().ifPresent(this::restore);
  }

  private void restore(String saved) {
    String[] parts = saved.split(" ", -1);
    notBefore = parts[0].isEmpty() ? Instant.MIN : Instant.ofEpochSecond(Long.parseLong(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      spent.addLast(Instant.ofEpochSecond(Long.parseLong(parts[i])));
    }
  }

  private void keep() {
    String first = notBefore.equals(Instant.MIN) ? "" : String.valueOf(notBefore.getEpochSecond());
    String rest = spent.stream().map(at -> " " + at.getEpochSecond()).collect(Collectors.joining());
    save.accept(first + rest);
  }

  @Override
  public synchronized Optional<Duration> take(String name) {
    if (!name.equals(NAME)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Instant free = freeAt(now);
    if (free.isAfter(now)) {
      return Optional.of(Duration.between(now, free));
    }
    spent.addLast(now);
    keep();
    return Optional.empty();
  }

  /** The first time at which every window has room. */
  private Instant freeAt(Instant now) {
    Duration longest = FREE.getLast().length();
    while (!spent.isEmpty() && !spent.getFirst().plus(longest).isAfter(now)) {
      spent.removeFirst();
    }
    Instant free = notBefore;
    List<Instant> calls = List.copyOf(spent);
    for (Window window : FREE) {
      int over = calls.size() - window.limit();
      if (over >= 0) {
        Instant room = calls.get(over).plus(window.length());
        free = room.isAfter(free) ? room : free;
      }
    }
    return free;
  }

  @Override
  public synchronized void answered(String name, int status, Optional<Duration> retryAfter) {
    if (name.equals(NAME) && status == 429) {
      notBefore = clock.instant().plus(retryAfter.orElse(BLOCKED));
      keep();
    }
  }

  /** When something can be asked again, if nothing can be asked now. */
  public synchronized Optional<Instant> spentUntil() {
    Instant now = clock.instant();
    return Optional.of(freeAt(now)).filter(free -> free.isAfter(now));
  }

  /** What is left of each window, for the status page: {@code 3 of 5 in 1m}. */
  public synchronized String left() {
    Instant now = clock.instant();
    Instant free = freeAt(now);
    String windows =
        FREE.stream()
            .map(window -> {
              long used =
                  spent.stream().filter(at -> at.plus(window.length()).isAfter(now)).count();
              return "%d of %d in %s"
                  .formatted(
                      Math.max(0, window.limit() - used),
                      window.limit(),
                      window.length().toString().substring(2).toLowerCase(java.util.Locale.ROOT));
            })
            .collect(Collectors.joining(", "));
    return free.isAfter(now) ? windows + "; none before " + free : windows;
  }
}

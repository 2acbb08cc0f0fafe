package crier.watch;

import crier.model.Content;
import crier.model.Follow;
import crier.model.Item;
import crier.model.Memo;
import crier.source.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a followed page after a look, and when the next one is due. */
record Revisits(Instant began) {

  private static final List<Duration> INTERVALS =
      List.of(
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1));

  private static final Duration SECOND_LOOK = Duration.ofMinutes(10);

  Follow at(Follow follow, Item item, String address) {
    boolean same = address.equals(follow.address());
    return new Follow(
        item,
        address,
        follow.content(),
        same ? follow.memo() : Memo.EMPTY,
        follow.looks(),
        follow.failures(),
        follow.goneLooks(),
        follow.trouble(),
        follow.nextLookAt(),
        follow.until());
  }

  Follow reached(Follow follow, @Nullable Content content, Memo memo) {
    Duration wait = INTERVALS.get(Math.min(follow.looks(), INTERVALS.size() - 1));
    return new Follow(
        follow.item(),
        follow.address(),
        content,
        memo,
        follow.looks() + 1,
        0,
        0,
        null,
        began.plus(wait),
        follow.until());
  }

  /** As reached, and something of it waits for its second look. */
  Follow waiting(Follow follow, Content content, Memo memo) {
    Follow row = reached(follow, content, memo);
    return new Follow(
        row.item(),
        row.address(),
        row.content(),
        row.memo(),
        row.looks(),
        0,
        0,
        null,
        began.plus(SECOND_LOOK),
        row.until());
  }

  Follow failed(Follow follow, Look.CouldNot couldNot) {
    int failures = follow.failures() + 1;
    boolean gone = couldNot.reason() == Look.Reason.GONE;
    int goneLooks =
        gone ? follow.goneLooks() + 1 : follow.goneLooks() >= 2 ? follow.goneLooks() : 0;
    Duration wait = INTERVALS.get(Math.min(failures - 1, INTERVALS.size() - 1));
    if (gone && goneLooks == 1) {
      wait = SECOND_LOOK;
    }
    Duration asked = couldNot.retryAfter().orElse(Duration.ZERO);
    // That a page is gone is known and told, not a trouble for ever.
    boolean settled = gone && goneLooks >= 2 && follow.content() != null;
    return new Follow(
        follow.item(),
        follow.address(),
        follow.content(),
        follow.memo(),
        follow.looks(),
        settled ? 0 : failures,
        goneLooks,
        settled ? null : couldNot.why(),
        began.plus(asked.compareTo(wait) > 0 ? asked : wait),
        follow.until());
  }
}

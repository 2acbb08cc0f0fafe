package crier.watch;

import crier.model.Change;
import crier.model.Content;
import crier.model.Finding;
import crier.model.Follow;
import crier.model.Item;
import crier.model.Significance;
import crier.model.Snapshot;
import crier.model.Story;
import crier.model.Watch;
import crier.rules.Rulebook;
import crier.store.History;
import crier.store.History.Taken;
import crier.watch.Comparison.Result;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges what was seen before by the rules of today: each snapshot is held against the one before
 * it, as on the day it was taken. Stores nothing and tells nobody.
 */
public final class Replay {

  /** What is in the history was believed on its day, however little was left of a list. */
  private static final Comparison.Expectation BELIEVED =
      new Comparison.Expectation(0, 0, true, true);

  private final History history;
  private final Rulebook rulebook;

  public Replay(History history, Rulebook rulebook) {
    this.history = history;
    this.rulebook = rulebook;
  }

  /**
   * An alert that the rules of today would raise.
   *
   * @param at when the change was seen
   * @param snapshot number of the snapshot that shows it
   * @param findings at least one, the most significant first
   */
  public record Told(
      Watch watch, Instant at, long snapshot, String subject, List<Finding> findings) {

    public Told {
      findings = List.copyOf(findings);
    }

    public Significance significance() {
      return findings.getFirst().significance();
    }
  }

  /**
   * What a replay came to.
   *
   * @param looks snapshots that were held against the one before
   * @param silenced how many of them changed, and a rule of today silences all of it
   * @param lost snapshots whose content is no longer kept
   */
  public record Count(int looks, int told, int silenced, int lost) {}

  /**
   * Replays a watch.
   *
   * @param story the watch's story, or null
   * @param since earlier changes are not judged; null judges all
   * @param heard is handed each alert, the earliest first
   */
  public Count run(
      Watch watch, @Nullable Story story, @Nullable Instant since, Consumer<Told> heard) {
    Snapshot before = null;
    int looks = 0;
    int told = 0;
    int silenced = 0;
    int lost = 0;
    for (Taken taken : history.all(watch.id())) {
      Snapshot now = history.snapshot(taken.id()).orElse(null);
      if (now == null) {
        lost++;
      } else if (before != null
          && !Summary.isFirstSight(taken.summary())
          && (since == null || !taken.at().isBefore(since))) {
        looks++;
        if (Comparison.of(before, now.content(), taken.at(), BELIEVED)
                instanceof Result.Different different
            && !different.changes().isEmpty()) {
          List<Change> changes =
              different.changes().stream()
                  .flatMap(change -> Follower.unproven(change).stream())
                  .map(change -> withWords(watch, change))
                  .toList();
          List<Finding> findings = rulebook.judge(watch, story, changes, taken.at());
          if (findings.isEmpty()) {
            silenced++;
          } else {
            told++;
            heard.accept(
                new Told(
                    watch, taken.at(), taken.id(), Summary.subject(watch, findings), findings));
          }
        }
      }
      before = now;
    }
    return new Count(looks, told, silenced, lost);
  }

  /** A new item with what its own page says, as it was read last. */
  private Change withWords(Watch watch, Change change) {
    if (!(change instanceof Change.Added(Item item)) || !watch.source().flag("follow")) {
      return change;
    }
    Content content =
        history.follows().find(watch.id(), item.key()).map(Follow::content).orElse(null);
    return content == null ? change : new Change.Added(Follower.withWords(item, content));
  }
}

package crier.alert;

import crier.model.Alert;
import crier.model.Ids;
import crier.model.Significance;
import crier.store.Episodes;
import java.time.InstantSource;
import java.util.List;

/**
 * What the operator is told about the machine itself: once an episode, and once when it is over.
 */
public final class Notices {

  private final Episodes episodes;
  private final InstantSource clock;
  private final Ids ids;

  public Notices(Episodes episodes, InstantSource clock, Ids ids) {
    this.episodes = episodes;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Tells the operator, unless this episode has been told.
   *
   * @param topic identity of the episode
   */
  public boolean raise(String topic, String subject, String text) {
    return !episodes.open().contains(topic) && episodes.open(topic, notice(subject, text));
  }

  /** Tells that an episode is over, if it was told at all. */
  public boolean clear(String topic, String subject) {
    return episodes.open().contains(topic)
        && episodes.close(topic, notice(subject, "It has been told before; it is over now."));
  }

  /** Topics of what was told and is not over. */
  public List<String> open() {
    return episodes.open();
  }

  private Alert notice(String subject, String text) {
    var now = clock.instant();
    return new Alert(
        ids.next(now),
        Alert.Kind.NOTICE,
        null,
        "",
        null,
        subject,
        Significance.NOTABLE,
        now,
        List.of(),
        text,
        null,
        null);
  }
}

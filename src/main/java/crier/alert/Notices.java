package crier.alert;

import crier.model.Alert;
import crier.model.Ids;
import crier.store.Incidents;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operator is told about the machine itself: once an episode, and once when it is over.
 * Whether anybody is configured to be told or not, it is logged, and shown on the pages.
 */
public final class Notices {

  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

  private static final String STUCK = "channel ";
  private static final String DEAD = "dead letters ";

  private final Incidents incidents;
  private final InstantSource clock;
  private final Ids ids;

  public Notices(Incidents incidents, InstantSource clock, Ids ids) {
    this.incidents = incidents;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Tells the operator, unless this episode has been told.
   *
   * @param topic identity of the episode
   */
  public boolean raise(String topic, String subject, String text) {
    return raise(topic, null, subject, text);
  }

  private boolean raise(String topic, @Nullable String lane, String subject, String text) {
    boolean news =
        !incidents.open().contains(topic) && incidents.open(topic, lane, notice(subject, text));
    if (news) {
      LOG.warn("{}: {}", subject, text.lines().findFirst().orElse(""));
    }
    return news;
  }

  /** Tells that an episode is over, if it was told at all. */
  public boolean clear(String topic, String subject) {
    boolean news =
        incidents.open().contains(topic)
            && incidents.close(topic, notice(subject, "It has been told before; it is over now."));
    if (news) {
      LOG.info("{}", subject);
    }
    return news;
  }

  /** Tells the operator of something that has no end to be told. */
  public boolean once(String subject, String text) {
    boolean news = incidents.tell(notice(subject, text));
    LOG.warn("{}: {}", subject, text.replace('\n', ' '));
    return news;
  }

  /** Topics of what was told and is not over. */
  public List<String> open() {
    return incidents.open();
  }

  /** Nothing can be sent in a lane. */
  public void stuck(String lane, String why) {
    raise(
        STUCK + lane,
        lane,
        "Messages are stuck: " + lane,
        "%s\nNothing is lost: what is waiting is sent once this is mended.".formatted(why));
  }

  /** Something was sent in a lane. */
  public void flows(String lane) {
    clear(STUCK + lane, "Messages flow again: " + lane);
  }

  /** A lane has dead letters. */
  public void dead(String lane, String why) {
    raise(
        DEAD + lane,
        lane,
        "A message could not be delivered: " + lane,
        """
        %s
        It is kept, as are others that fail until this is over: the operator's page and \
        `crier deliveries list` show them, `retry` sends them again, `drop` removes them.\
        """
            .formatted(why));
  }

  /**
   * Sees to it that dead letters are known, and tells when they are gone.
   *
   * @param dead how many there are, by lane
   * @return lanes whose dead letters are gone
   */
  public List<String> lookAfterDead(Map<String, Long> dead) {
    dead.forEach((lane, letters) -> dead(lane, "%d in all".formatted(letters)));
    List<String> gone = new ArrayList<>();
    for (String topic : incidents.open()) {
      String lane = topic.startsWith(DEAD) ? topic.substring(DEAD.length()) : "";
      if (!lane.isEmpty() && !dead.containsKey(lane)) {
        clear(topic, "No dead letters are left: " + lane);
        gone.add(lane);
      }
    }
    return gone;
  }

  private Alert notice(String subject, String text) {
    var now = clock.instant();
    return Alert.notice(ids.next(now), subject, text, now);
  }
}

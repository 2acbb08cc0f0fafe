package crier.app;

import crier.config.Mistake;
import crier.config.Settings;
import crier.model.Watch;
import crier.web.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operator is told about an edited configuration: that it was not taken, once it has stood
 * so for a while, and which watches it drops. It is told to the receivers of the configuration
 * before, which may be gone with the new one.
 */
final class Reloads {

  private static final Logger LOG = LoggerFactory.getLogger(Reloads.class);

  private static final String REFUSED = "configuration";

  /** A file that is written in several steps is whole by then. */
  private static final Duration STANDS = Duration.ofSeconds(10);

  /** How long a new configuration may wait for the word about it to leave by the old one. */
  private static final Duration WORD = Duration.ofSeconds(20);

  private static final int SHOWN = 20;

  private final LongSupplier nanos;
  private @Nullable List<Mistake> mistakes;
  private long since;

  Reloads(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The edited file was not taken. */
  synchronized void refused(List<Mistake> wrong) {
    if (mistakes == null) {
      since = nanos.getAsLong();
    }
    mistakes = List.copyOf(wrong);
  }

  /** To be called every second or so: tells of a refusal that stands. */
  synchronized void tell(Crier inForce) {
    if (mistakes != null && nanos.getAsLong() - since >= STANDS.toNanos()) {
      String lines =
          mistakes.stream().limit(SHOWN).map(Mistake::toString).collect(Collectors.joining("\n"));
      boolean news =
          inForce.notices.raise(
              REFUSED,
              "The edited configuration is not taken",
              lines + "\nThe configuration before stays in force.");
      if (news) {
        inForce.dispatcher.wake();
      }
    }
  }

  /** An edited file is about to be taken in place of what is in force. */
  synchronized void taken(Crier inForce, Settings settings) {
    mistakes = null;
    boolean news = inForce.notices.clear(REFUSED, "The configuration on the disk is in force");
    List<String> kept = settings.watches().stream().map(Watch::id).toList();
    List<Watch> dropped =
        new ArrayList<>(
            inForce.configured.watches().stream()
                .filter(watch -> !kept.contains(watch.id()))
                .toList());
    if (!dropped.isEmpty()) {
      String names =
          dropped.stream()
              .map(watch -> "%s (%s)".formatted(watch.name(), watch.id()))
              .collect(Collectors.joining("\n"));
      news |=
          inForce.notices.once(
              "No longer watched: " + Words.count(dropped.size(), "watch", "watches"),
              """
              The edited configuration has no more:
              %s
              What was seen is kept. Nobody is told of what changes there from now on.\
              """
                  .formatted(names));
    }
    if (news) {
      send(inForce);
    }
  }

  /** By the receivers in force, before they are replaced. */
  private static void send(Crier inForce) {
    Thread sending = Thread.ofVirtual().start(() -> inForce.dispatcher.run());
    try {
      if (!sending.join(WORD)) {
        LOG.warn("the operator's receivers are slow; the edited configuration is taken meanwhile");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}

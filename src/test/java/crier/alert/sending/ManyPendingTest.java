package crier.alert.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crier.alert.Desk;
import crier.store.Outbox;
import crier.testing.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long outbox at the start. */
class ManyPendingTest {

  private static final int ROWS = 50_000;

  @TempDir private Path folder;

  @Test
  void fiftyThousandWaitingAreNotReadAtOnceAndTheFirstGoesOutAtOnce() {
    try (Desk desk = new Desk(Databases.settings(folder).url())) {
      List.of("a", "b", "c").forEach(desk::subscriber);
      String alert = desk.alert("One");
      for (int page = 0; page < ROWS / 1000; page++) {
        int from = page * 1000;
        desk.outbox.route(
            alert,
            IntStream.range(from, from + 1000)
                .mapToObj(i ->
                    new Outbox.Due(
                        "d-" + i,
                        "subscriber:z" + i,
                        "email",
                        "email",
                        desk.clock.instant(),
                        false))
                .toList(),
            false,
            desk.clock.instant());
      }
      assertThat(desk.outbox.counts().pending()).isEqualTo(ROWS);
      desk.router.run(desk.clock.instant(), lane -> {}, seen -> {});
      long began = System.nanoTime();
      desk.dispatcher.start();
      await().atMost(Duration.ofSeconds(30)).until(() -> desk.mail.count() == 3);
      System.out.printf(
          "%d pending: the first three mails after %d ms%n",
          ROWS, (System.nanoTime() - began) / 1_000_000);
      assertThat(desk.dispatcher.inHand()).isLessThanOrEqualTo(256);
    }
  }
}

package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.WatchState;
import crier.store.HookPosts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a post of CourtListener's webhook sets going, at a time that the test sets. */
class DocketPromptTest {

  private static final Instant BEFORE = Instant.parse("2026-03-01T08:00:00Z");
  private static final String POST = "{\"payload\":{\"results\":[{\"docket\":69714586}]}}";

  @TempDir private Path folder;

  @Test
  void withATokenTheApiIsAskedAtOnceThoughTheFeedIsCached() {
    try (Courtroom room = room(true, "docket: 69714586")) {
      room.court.cacheFeed();
      room.court.entry(62, 62, "2026-03-05", "ORDER setting a hearing", room.now());
      post(room);
      assertThat(state(room).nextCheckAt()).isEqualTo(room.now());
      room.crier.rounds.run();
      assertThat(room.headlines()).containsExactly("Hearing set");
      assertThat(state(room).memo().prompted()).isEmpty();
    }
  }

  @Test
  void withoutATokenTheFeedIsReadAgainAsSoonAsItsCacheHasEnded() {
    try (Courtroom room = room(false, "docket: 69714586")) {
      room.court.cacheFeed();
      room.court.entry(62, 62, "2026-03-05", "ORDER setting a hearing", room.now());
      post(room);
      room.crier.rounds.run();
      assertThat(room.alerts()).isEmpty();
      Instant again = state(room).nextCheckAt();
      assertThat(again).isBetween(room.now().plusSeconds(300), room.now().plusSeconds(360));
      room.court.cachedFeed = null;
      room.clock.set(again);
      room.crier.rounds.run();
      assertThat(room.headlines()).containsExactly("Hearing set");
      assertThat(state(room).memo().prompted()).isEmpty();
      assertThat(Duration.between(room.now(), state(room).nextCheckAt()))
          .isGreaterThan(Duration.ofMinutes(8));
    }
  }

  @Test
  void aPostThatComesDuringALookIsLookedAfterOnceMore() {
    try (Courtroom room = room(true, "docket: 69714586")) {
      Instant now = room.now();
      var claimed =
          room.crier.watches.claim(
              "test", java.time.Duration.ofMinutes(10), java.util.List.of("docket"));
      post(room);
      room.crier.watches.commit(
          new crier.store.Watches.Checked(
              "docket",
              "test",
              now,
              crier.model.Outcome.UNCHANGED,
              null,
              now.plusSeconds(600),
              claimed.getFirst().memo(),
              false,
              0,
              null,
              null));
      assertThat(state(room).nextCheckAt()).isEqualTo(now);
      assertThat(state(room).memo().prompted()).hasValue(now);
    }
  }

  @Test
  void aDocketFoundByItsNumberIsKnownToTheWebhook() {
    try (Courtroom room = room(true, "court: dcd, docket-number: \"25-cv-677\"")) {
      room.court.entry(62, 62, "2026-03-05", "ORDER setting a hearing", room.now());
      post(room);
      room.crier.rounds.run();
      assertThat(room.headlines()).containsExactly("Hearing set");
    }
  }

  @Test
  void postsAreTakenFromTheAddressesNamedAndFromNoOthers() {
    try (Courtroom room = room(true, "docket: 69714586")) {
      assertThat(hook(room).admits("203.0.113.7")).isTrue();
    }
    try (Courtroom room =
        new Courtroom(
            folder, true, "docket: 69714586", "webhook-from: [34.210.230.218, 54.189.59.91]")) {
      assertThat(hook(room).admits("54.189.59.91")).isTrue();
      assertThat(hook(room).admits("203.0.113.7")).isFalse();
    }
  }

  private Courtroom room(boolean token, String docket) {
    Courtroom room = new Courtroom(folder, token, docket);
    room.court.entry(60, 60, "2026-02-27", "NOTICE of Decision by SCOTT BESSENT", BEFORE);
    room.court.entry(61, 61, "2026-03-04", "JOINT STATUS REPORT by CENTRO", BEFORE);
    room.look();
    room.clock.advance(Duration.ofMinutes(7));
    return room;
  }

  private static DocketHook hook(Courtroom room) {
    return new DocketHook(
        new HookPosts(room.crier.database),
        room.crier.watches,
        () -> room.crier.settings(),
        room.clock);
  }

  private static void post(Courtroom room) {
    assertThat(hook(room).receive("key", POST.getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  private static WatchState state(Courtroom room) {
    return room.crier.watches.state("docket").orElseThrow();
  }
}

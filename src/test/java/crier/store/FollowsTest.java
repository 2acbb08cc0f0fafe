package crier.store;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.Content;
import crier.model.Follow;
import crier.model.Item;
import crier.model.Memo;
import crier.model.Text;
import crier.testing.Databases;
import crier.testing.Postgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class FollowsTest {

  private static final Instant NOON = Instant.parse("2026-06-08T16:00:00Z");
  private static final Content TEXT = new Text("T", "Words.");

  @Test
  void whatIsFollowedComesBackAsItWasAndGoesWhenItsTimeIsOver() {
    try (Database database = Databases.inMemory()) {
      keepReplaceAndForget(database);
    }
  }

  @Test
  void onPostgresToo() throws IOException, InterruptedException {
    try (Postgres postgres = Postgres.start();
        Database database =
            Database.open(new DatabaseSettings(postgres.url(), postgres.user(), ""))) {
      keepReplaceAndForget(database);
    }
  }

  private static void keepReplaceAndForget(Database database) {
    Follows follows = new History(database).follows();
    Follow first = follow("a", null, NOON.plus(Duration.ofDays(90)));
    Follow read = follow("a", TEXT, NOON.plus(Duration.ofDays(90)));
    Follow brief = follow("b", TEXT, NOON.plus(Duration.ofDays(1)));
    for (Follow follow : List.of(first, read, brief)) {
      database.inTransaction(handle -> {
        Follows.put(handle, "oig", follow);
        return follow;
      });
    }
    assertThat(follows.find("oig", "a")).contains(read);
    assertThat(follows.due("oig", NOON, 9)).containsExactly(read, brief);
    assertThat(follows.due("oig", NOON.minusSeconds(1), 9)).isEmpty();
    assertThat(follows.due("other", NOON, 9)).isEmpty();

    Instant later = NOON.plus(Duration.ofDays(2));
    assertThat(follows.due("oig", later, 9)).containsExactly(read);
    assertThat(follows.forgetExpired(later)).isEqualTo(1);
    assertThat(follows.of("oig", NOON)).hasSize(1);
    // The other one says the same, so the words stay.
    assertThat(follows.find("oig", "a")).contains(read);
    assertThat(follows.forgetExpired(NOON.plus(Duration.ofDays(91)))).isEqualTo(1);
    int pieces =
        database.read(handle ->
            handle.createQuery("SELECT COUNT(*) FROM body_piece").mapTo(Integer.class).one());
    assertThat(pieces).isZero();
  }

  private static Follow follow(String key, @Nullable Content content, Instant until) {
    return new Follow(
        new Item(Item.Kind.REPORT, key, "Title", null, null, "", new TreeMap<>()),
        "https://oig.example.gov/" + key,
        content,
        Memo.EMPTY.with("etag", "x"),
        1,
        0,
        0,
        null,
        NOON,
        until);
  }
}

package crier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crier.model.Significance;
import crier.model.Subscriber;
import crier.model.Subscription;
import crier.testing.Databases;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddressesTest {

  private static final String EVA = "eva@paper.example";
  private static final Addresses SEALED = Addresses.with("a key of thirty-two letters or more");
  private static final Instant NOW = Instant.parse("2026-06-08T18:00:00Z");

  private final Database database = Databases.inMemory();

  @AfterEach
  void close() {
    database.close();
  }

  private static Subscriber eva() {
    Subscription all =
        new Subscription(
            List.of(),
            List.of(),
            Significance.NOTABLE,
            List.of(),
            List.of(),
            List.of(),
            new Subscription.Cadence.Immediate(),
            null,
            ZoneOffset.UTC);
    return new Subscriber("s1", EVA, Subscriber.Standing.CONFIRMED, all, "said so", NOW, NOW);
  }

  @Test
  void withAKeyACopyOfTheDatabaseTellsNobodysAddress() {
    Subscribers list = new Subscribers(database, SEALED);
    list.add(eva());

    assertThat(Dump.of(database)).doesNotContain(EVA).doesNotContain("paper.example");
    assertThat(Dump.of(database)).doesNotContain(Addresses.with("").key(EVA));
    assertThat(list.byAddress("EVA@paper.example").orElseThrow().address()).isEqualTo(EVA);
    assertThat(list.add(eva())).isFalse();
  }

  @Test
  void whatWasStoredBeforeThereWasAKeyIsEncryptedAtTheNextStart() {
    new Subscribers(database).add(eva());
    Subscribers list = new Subscribers(database, SEALED);
    list.sealAll();

    assertThat(Dump.of(database)).doesNotContain(EVA);
    assertThat(list.byAddress(EVA).orElseThrow().address()).isEqualTo(EVA);
  }

  @Test
  void anotherKeyOrNoneIsRefusedAndNothingIsChanged() {
    new Subscribers(database, SEALED).add(eva());
    String before = Dump.of(database);

    for (String wrong : List.of("", "another key of thirty-two letters or more")) {
      assertThatThrownBy(() -> new Subscribers(database, Addresses.with(wrong)).sealAll())
          .isInstanceOf(Addresses.WrongKey.class)
          .hasMessageContaining("subscribers.key");
    }
    assertThat(Dump.of(database)).isEqualTo(before);
  }

  @Test
  void theSameAddressIsNeverWrittenTheSameWayTwice() {
    assertThat(SEALED.seal(EVA)).isNotEqualTo(SEALED.seal(EVA));
    assertThat(SEALED.open(SEALED.seal(EVA))).isEqualTo(EVA);
  }
}

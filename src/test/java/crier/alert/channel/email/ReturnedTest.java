package crier.alert.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import crier.alert.channel.email.ReturnPath.Named;
import crier.alert.channel.email.ReturnPath.Purpose;
import crier.model.Bounce.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails that came back: what they say happened, and whom they may speak of. */
class ReturnedTest {

  private static final String WHO = "subscriber:01JABCDEFGHJKMNPQRSTVWXYZ0";

  private final ReturnPath path = new ReturnPath("bounce@crier.example.org", new byte[32]);
  private final String sealed = path.address(Purpose.BOUNCE, WHO).orElseThrow();

  @ParameterizedTest
  @CsvSource({
    "hard.eml, 5.1.1, HARD",
    "hard.eml, 5.1.10, HARD",
    "hard.eml, 5.0.0, HARD",
    "hard.eml, 5.2.1, HARD",
    "hard.eml, 5.2.2, SOFT",
    "hard.eml, 5.4.1, SOFT",
    "hard.eml, 5.7.1, SOFT",
    "hard.eml, 4.4.7, SOFT",
    "hard.eml, 5.1.1 (no such mailbox), HARD",
    "hard.eml, nonsense, SOFT",
    "without-status.eml, 5.1.1, SOFT",
    "complaint.eml, 5.1.1, COMPLAINT",
  })
  void itsStructureSaysWhatHappened(String file, String status, Kind expected) throws IOException {
    assertThat(read(file, sealed, status).kind()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"delayed.eml", "vacation.eml", "letter.eml"})
  void whatIsNoFailureSaysNothing(String file) throws IOException {
    assertThat(read(file, sealed, "5.1.1").kind()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hard.eml", "complaint.eml"})
  void whomItSpeaksOfIsReadFromTheSealedAddressOnly(String file) throws IOException {
    assertThat(read(file, sealed, "5.1.1").addresses().stream().flatMap(a -> path.read(a).stream()))
        .isNotEmpty()
        .allMatch(new Named(Purpose.BOUNCE, WHO)::equals);
    assertThat(
            read(
                    file,
                    "bounce+bs01jabcdefghjkmnpqrstvwxyz0-aaaaaaaaaaaaaaaa@crier.example.org",
                    "5.1.1")
                .addresses()
                .stream()
                .flatMap(address -> path.read(address).stream()))
        .isEmpty();
  }

  @Test
  void aSealSurvivesServersThatChangeTheCase() {
    assertThat(path.read(sealed.toUpperCase(java.util.Locale.ROOT)))
        .contains(new Named(Purpose.BOUNCE, WHO));
  }

  @Test
  void aSealIsForOnePurposeOnePersonAndOneKey() {
    String unsubscribe = path.address(Purpose.UNSUBSCRIBE, WHO).orElseThrow();
    assertThat(path.read(unsubscribe)).contains(new Named(Purpose.UNSUBSCRIBE, WHO));
    assertThat(path.read(unsubscribe.replace("+u", "+b"))).isEmpty();
    assertThat(path.read(sealed.replace("xyz0", "xyz1"))).isEmpty();
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(new ReturnPath("bounce@crier.example.org", other).read(sealed)).isEmpty();
    assertThat(path.read("bounce@crier.example.org")).isEmpty();
    assertThat(path.read(null)).isEmpty();
  }

  @Test
  void theAddressHasTheFormThatWasAskedFor() {
    ReturnPath dashed = new ReturnPath("b-{token}@bounces.example.org", new byte[32]);
    String address = dashed.address(Purpose.BOUNCE, "destination:desk").orElseThrow();
    assertThat(address).matches("b-bddesk-[a-z2-7]{16}@bounces.example.org");
    assertThat(dashed.read(address)).contains(new Named(Purpose.BOUNCE, "destination:desk"));
  }

  @Test
  void anAddressIsNeverLongerThanMailAllows() {
    assertThat(path.address(Purpose.BOUNCE, "destination:" + "d".repeat(60))).isEmpty();
    assertThat(sealed.substring(0, sealed.indexOf('@'))).hasSizeLessThanOrEqualTo(64);
  }

  @Test
  void damagedMailIsReadOrNotReadButNeverAFault() throws IOException {
    Random random = new Random(7);
    for (String file : new String[] {"hard.eml", "complaint.eml"}) {
      byte[] whole = text(file, sealed, "5.1.1").getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 500; i++) {
        byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        assertThat(Returned.read(damaged)).isNotNull();
      }
    }
    assertThat(Returned.read(new byte[0])).isEmpty();
  }

  private static Returned read(String file, String to, String status) throws IOException {
    return Returned.read(text(file, to, status).getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private static String text(String file, String to, String status) throws IOException {
    try (InputStream in = ReturnedTest.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .replace("{to}", to)
          .replace("{status}", status);
    }
  }
}

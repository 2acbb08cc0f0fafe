package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import crier.alert.Recipient;
import crier.alert.channel.email.ReturnPath.Purpose;
import crier.model.Subscriber.Standing;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mail server's pipe into {@code crier bounce -}. */
@Tag("slow")
class BounceVerbTest {

  private static final String ADDRESS = "desk@example.org";

  private final InputStream stdin = System.in;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path config;

  @BeforeEach
  void write() throws Exception {
    config =
        Files.writeString(
            folder.resolve("crier.yaml"),
            """
            database: { url: "jdbc:h2:file:%s/crier" }
            mail:
              directory: %s/mail
              from: Crier <crier@crier.example.org>
              bounces: { address: bounce@crier.example.org }
            """
                .formatted(folder, folder));
    assertThat(run("subscribers", "add", ADDRESS)).isZero();
  }

  @AfterEach
  void restore() {
    System.setIn(stdin);
    assertThat(err.toString()).doesNotContain(ADDRESS);
  }

  @ParameterizedTest
  @CsvSource({
    "hard.eml, paused: subscriber:, PAUSED",
    "complaint.eml, paused: subscriber:, PAUSED",
    "without-status.eml, counted: a soft bounce of subscriber:, CONFIRMED",
    "delayed.eml, ignored: an automatic reply, CONFIRMED",
    "vacation.eml, ignored: an automatic reply, CONFIRMED",
    "letter.eml, ignored: an automatic reply, CONFIRMED",
  })
  void whatWasDoneIsSaidWithoutAnAddress(String file, String said, Standing standing)
      throws Exception {
    bounce(file, sealed(Purpose.BOUNCE));
    assertThat(out.toString()).startsWith(said).doesNotContain(ADDRESS, "@");
    assertThat(standing()).isEqualTo(standing);
  }

  @Test
  void aTagThatAHostPutsIntoTheAddressIsNoPartOfIt() throws Exception {
    bounce("hard.eml", "prvs=1234abcdef=" + sealed(Purpose.BOUNCE));
    assertThat(standing()).isEqualTo(Standing.PAUSED);
    out.getBuffer().setLength(0);
    bounce("hard.eml", "btv1==567ab==" + sealed(Purpose.BOUNCE).replace("@", "/x=y@"));
    assertThat(out.toString()).startsWith("counted: ");
  }

  @Test
  void aForgeryWithoutASealPausesNobody() throws Exception {
    bounce("hard.eml", "bounce@crier.example.org");
    assertThat(out.toString()).startsWith("ignored: no address in it is one that we sealed");
    assertThat(standing()).isEqualTo(Standing.CONFIRMED);
  }

  @Test
  void theListShowsWhoIsPausedAndWhyAndAddingThemResumes() throws Exception {
    bounce("hard.eml", sealed(Purpose.BOUNCE));
    out.getBuffer().setLength(0);
    run("subscribers", "list");
    assertThat(out.toString()).contains("  paused  ").contains("1 bounced, last hard 5.1.1 at ");
    run("subscribers", "add", ADDRESS);
    assertThat(out.toString()).contains("resumed;");
    assertThat(standing()).isEqualTo(Standing.CONFIRMED);
  }

  @Test
  void aLetterToTheUnsubscribeAddressIsObeyedAndAVacationMessageIsNot() throws Exception {
    bounce("vacation.eml", sealed(Purpose.UNSUBSCRIBE));
    assertThat(standing()).isEqualTo(Standing.CONFIRMED);
    bounce("letter.eml", sealed(Purpose.UNSUBSCRIBE));
    assertThat(standing()).isEqualTo(Standing.UNSUBSCRIBED);
  }

  @Test
  void theAddressThatItCameToMayBeToldByTheMailServer() throws Exception {
    pipe("hard.eml", "somebody@else.example");
    assertThat(run("bounce", "-", "--to", sealed(Purpose.BOUNCE))).isZero();
    assertThat(standing()).isEqualTo(Standing.PAUSED);
  }

  @Test
  void noMailAtAllIsIgnored() {
    System.setIn(new ByteArrayInputStream(new byte[0]));
    assertThat(run("bounce", "-")).isZero();
    assertThat(out.toString()).contains("ignored: this is no mail");
  }

  @Test
  void withoutAnAddressForBouncesItSaysWhatToWrite() throws Exception {
    Files.writeString(config, Files.readString(config).replaceAll("(?m)^  bounces.*\n", ""));
    pipe("hard.eml", "x@y.example");
    assertThat(run("bounce", "-")).isEqualTo(2);
    assertThat(err.toString()).contains("`mail.bounces.address` is not set");
  }

  @Test
  void aDaemonIsHandedTheMessage() throws Exception {
    String mail = text("hard.eml", sealed(Purpose.BOUNCE));
    String message = Base64.getEncoder().encodeToString(mail.getBytes(StandardCharsets.UTF_8));
    VerbContext.local(config, Map.of(), Progress.NONE)
        .with(crier ->
            Main.runWith(
                VerbContext.into(crier),
                List.of("bounce", "-", "--message=" + message),
                new PrintWriter(out, true),
                new PrintWriter(err, true)));
    assertThat(out.toString()).contains("paused: subscriber:");
  }

  private void bounce(String file, String to) throws Exception {
    out.getBuffer().setLength(0);
    pipe(file, to);
    assertThat(run("bounce", "-")).as(err.toString()).isZero();
  }

  private void pipe(String file, String to) throws Exception {
    System.setIn(new ByteArrayInputStream(text(file, to).getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(String file, String to) throws Exception {
    try (InputStream in =
        BounceVerbTest.class.getResourceAsStream("/crier/alert/channel/email/" + file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .replace("{to}", to)
          .replace("{status}", "5.1.1");
    }
  }

  private String sealed(Purpose purpose) {
    return VerbContext.local(config, Map.of(), Progress.NONE)
        .with(crier ->
            crier
                .returnPath()
                .orElseThrow()
                .address(
                    purpose,
                    Recipient.SUBSCRIBER + crier.subscribers.byAddress(ADDRESS).orElseThrow().id())
                .orElseThrow());
  }

  private Standing standing() {
    return VerbContext.local(config, Map.of(), Progress.NONE)
        .with(crier -> crier.subscribers.byAddress(ADDRESS).orElseThrow().standing());
  }

  private int run(String... args) {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "-c";
    all[args.length + 1] = config.toString();
    return Main.run(List.of(all), Map.of(), new PrintWriter(out, true), new PrintWriter(err, true));
  }
}

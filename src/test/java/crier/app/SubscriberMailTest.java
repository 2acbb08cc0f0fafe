package crier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crier.watch.Stage;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader's way through the pages and their mail, with the whole daemon between. */
@Tag("slow")
class SubscriberMailTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Pattern LINK = Pattern.compile("http://localhost:8080(/\\S+?token=[\\w-]+)");

  @TempDir private Path folder;
  private Newsroom newsroom;
  private Daemon daemon;

  @BeforeEach
  void open() {
    newsroom = new Newsroom(folder);
    newsroom.baseline();
    daemon = new Daemon(newsroom.settings(), Optional.empty(), result -> {}, Stage.Observer.NONE);
    await()
        .atMost(SOON)
        .until(() -> daemon.crier().watches.states().stream().allMatch(s -> s.snapshot() != null));
  }

  @AfterEach
  void close() {
    daemon.close();
    newsroom.close();
  }

  @Test
  void askingConfirmingBeingToldAndLeavingByMailAlone() throws Exception {
    assertThat(post("/subscribe", "email=eva%40paper.example&story=irs-ice")).isEqualTo(200);
    MimeMessage letter = mailToEva(1);
    assertThat(letter.getSubject()).isEqualTo("Please confirm: alerts from Crier");
    assertThat(letter.getHeader("List-Unsubscribe")).isNull();
    String confirm = link(text(letter));
    assertThat(confirm).startsWith("/confirm?token=");

    newsroom.serve("/docket/69714586/feed/", "application/atom+xml", "docket-feed.t5.xml");
    await().atMost(SOON).until(() -> newsroom.posts().size() == 1);
    assertThat(post("/confirm", confirm.replaceAll(".*\\?", ""))).isEqualTo(200);

    newsroom.serve("/reports.json", "application/json", "tigta-reports.t1.json");
    MimeMessage alert = mailToEva(2);
    assertThat(alert.getSubject())
        .as("nothing from before the confirmation")
        .contains("New report");
    assertThat(alert.getHeader("List-Unsubscribe-Post", ""))
        .isEqualTo("List-Unsubscribe=One-Click");
    Matcher leave = LINK.matcher(alert.getHeader("List-Unsubscribe", ""));
    assertThat(leave.find()).isTrue();
    assertThat(text(alert)).contains(leave.group()).contains("http://localhost:8080/preferences");

    assertThat(post(leave.group(1), "List-Unsubscribe=One-Click")).isEqualTo(200);
    newsroom.serve("/oig", "text/html", "dhs-oig.t6.html");
    await().atMost(SOON).until(() -> newsroom.posts().size() == 3);
    await().atMost(SOON).until(() -> daemon.crier().outbox.counts().pending() == 0);
    assertThat(eva()).hasSize(2);
  }

  private MimeMessage mailToEva(int number) {
    await().atMost(SOON).until(() -> eva().size() >= number);
    return eva().get(number - 1);
  }

  private List<MimeMessage> eva() {
    return Stream.of(newsroom.mail.getReceivedMessages())
        .filter(SubscriberMailTest::isToEva)
        .toList();
  }

  private static boolean isToEva(MimeMessage mail) {
    try {
      return mail.getHeader("To", "").equals("eva@paper.example");
    } catch (jakarta.mail.MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(MimeMessage mail) throws Exception {
    return String.valueOf(((MimeMultipart) mail.getContent()).getBodyPart(0).getContent());
  }

  private static String link(String text) {
    Matcher matcher = LINK.matcher(text);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private int post(String path, String form) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemon.port() + path))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}

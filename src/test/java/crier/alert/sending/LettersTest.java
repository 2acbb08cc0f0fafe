package crier.alert.sending;

import static org.assertj.core.api.Assertions.assertThat;

import crier.alert.Desk;
import crier.model.Significance;
import crier.testing.HttpSink.Answer;
import crier.testing.SmtpSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * A letter is one thing: through failures, restarts and new alerts in any order it keeps its name
 * and what is in it, so that who drops what he has seen loses nothing.
 */
@Tag("slow")
class LettersTest {

  /** What happens: all fails, it fails half-way, the program is killed, six more alerts. */
  enum Happening {
    FAILURE,
    HALF_WAY,
    RESTART,
    ALERTS
  }

  static List<List<Happening>> everyOrder() {
    List<List<Happening>> orders = List.of(List.of());
    for (int i = 0; i < 3; i++) {
      orders =
          orders.stream()
              .flatMap(order ->
                  java.util.Arrays.stream(Happening.values())
                      .map(next -> {
                        List<Happening> longer = new ArrayList<>(order);
                        longer.add(next);
                        return longer;
                      }))
              .toList();
    }
    return orders;
  }

  @ParameterizedTest
  @MethodSource("everyOrder")
  void everyAlertArrivesOnceAndNoNameStandsForTwo(List<Happening> happenings) {
    try (Desk desk = new Desk()) {
      desk.subscriber("reader");
      desk.slack("desk", false);
      desk.webhook("archive");
      Set<String> alerts = new TreeSet<>(alerts(desk));
      AtomicInteger takes = new AtomicInteger();
      List<SmtpSink.Mail> mails = new CopyOnWriteArrayList<>();
      desk.web.behave((path, body) -> takes.getAndDecrement() > 0 ? Answer.OK : Answer.of(500, ""));
      desk.mail.behave(
          new SmtpSink.Manners() {
            @Override
            public String message(SmtpSink.Mail mail) {
              mails.add(mail);
              return takes.getAndDecrement() > 0 ? "250 taken" : "451 later";
            }
          });
      List<Dispatcher> runs = new ArrayList<>(List.of(desk.dispatcher));
      runs.getLast().run();
      for (Happening happening : happenings) {
        switch (happening) {
          case FAILURE -> takes.set(0);
          case HALF_WAY -> takes.set(4);
          case RESTART -> runs.add(desk.restarted("run " + runs.size()));
          case ALERTS -> alerts.addAll(alerts(desk));
        }
        desk.clock.advance(Duration.ofMinutes(7));
        runs.getLast().run();
      }
      takes.set(Integer.MAX_VALUE);
      for (int minute = 0; minute < 40; minute++) {
        desk.clock.advance(Duration.ofMinutes(1));
        runs.getLast().run();
      }

      assertThat(desk.outbox.counts().pending()).isZero();
      Map<String, List<String>> posts = new HashMap<>();
      desk.web.letters().stream()
          .filter(letter -> letter.path().equals("/archive"))
          .forEach(letter ->
              posts.computeIfAbsent(letter.id(), _ -> new ArrayList<>()).add(alert(letter.body())));
      assertNamesStandForOneThing(posts);
      assertThat(takenPosts(desk, "/archive").stream().map(LettersTest::alert))
          .containsExactlyInAnyOrderElementsOf(alerts);

      Map<String, List<String>> byId = new HashMap<>();
      mails.forEach(
          mail -> byId.computeIfAbsent(mail.id(), _ -> new ArrayList<>()).add(mail.alerts()));
      assertNamesStandForOneThing(byId);
      assertThat(
              desk.mail.accepted().stream()
                  .flatMap(mail -> Set.of(mail.alerts().split(" ")).stream()))
          .containsExactlyInAnyOrderElementsOf(alerts);

      String slack = String.join("\n", takenPosts(desk, "/desk"));
      assertThat(alerts.stream().filter(id -> slack.split("/alerts/" + id + "[|]").length != 2))
          .isEmpty();
      runs.forEach(Dispatcher::close);
    }
  }

  private static void assertNamesStandForOneThing(Map<String, List<String>> told) {
    assertThat(told.values()).allSatisfy(same -> assertThat(Set.copyOf(same)).hasSize(1));
    Collection<String> things =
        told.values().stream()
            .flatMap(same -> same.stream().distinct())
            .flatMap(alerts -> Set.of(alerts.split(" ")).stream())
            .collect(Collectors.toList());
    assertThat(things).doesNotHaveDuplicates();
  }

  private static List<String> takenPosts(Desk desk, String path) {
    return desk.web.letters().stream()
        .filter(letter -> letter.path().equals(path) && letter.taken())
        .map(letter -> letter.body())
        .toList();
  }

  private static String alert(String body) {
    return JsonMapper.shared().readTree(body).path("data").path("id").asString();
  }

  private static List<String> alerts(Desk desk) {
    return IntStream.range(0, 6)
        .mapToObj(i -> {
          desk.clock.advance(Duration.ofMillis(1));
          return desk.alert(
              "Report " + i, "watch-" + i, "key " + desk.clock.instant(), Significance.NOTABLE);
        })
        .toList();
  }

  @Test
  void afterARestartTheFirstYesMakesDueWhateverWaits() {
    try (Desk desk = new Desk()) {
      List.of("a", "b").forEach(desk::subscriber);
      desk.slack("desk", false);
      desk.webhook("archive");
      desk.web.behave((path, body) -> Answer.of(500, ""));
      desk.mail.behave(refusing(_ -> true));
      alerts(desk);
      desk.pass(Duration.ofHours(30), Duration.ofMinutes(5));
      assertThat(desk.mail.accepted()).isEmpty();

      desk.web.behave((path, body) -> Answer.OK);
      desk.mail.behave(new SmtpSink.Manners() {});
      try (Dispatcher anew = desk.restarted("anew")) {
        anew.run();
        assertThat(desk.outbox.counts().pending()).isZero();
      }
      assertThat(desk.mail.accepted()).hasSize(2);
    }
  }

  @Test
  void anAddressThatSaysLaterHoldsUpNobodyAfterARestart() {
    try (Desk desk = new Desk()) {
      List.of("grey", "a", "b").forEach(desk::subscriber);
      desk.mail.behave(refusing(address -> address.startsWith("grey")));
      desk.alert("One", "one", "key", Significance.NOTABLE);
      desk.pass(Duration.ofHours(1), Duration.ofMinutes(1));
      try (Dispatcher anew = desk.restarted("anew")) {
        anew.run();
        desk.alert("Two", "two", "key", Significance.NOTABLE);
        anew.run();
        assertThat(desk.mailsTo("a")).hasSize(2);
        assertThat(desk.mailsTo("b")).hasSize(2);
        assertThat(desk.mailsTo("grey")).isEmpty();
      }
    }
  }

  private static SmtpSink.Manners refusing(Predicate<String> whom) {
    return new SmtpSink.Manners() {
      @Override
      public String recipient(String address) {
        return whom.test(address) ? "451 later" : "250 ok";
      }
    };
  }
}

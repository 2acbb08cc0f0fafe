package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import crier.config.Settings;
import crier.model.Alert;
import crier.model.DocketDate;
import crier.model.DocketDate.State;
import crier.rules.docket.ConsequenceReader;
import crier.store.Alerts;
import crier.store.Database;
import crier.store.DatabaseSettings;
import crier.testing.Postgres;
import crier.testing.SetClock;
import crier.watch.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes on one PostgreSQL: what is due, and what a case waits for, is told by one of them. */
@Tag("slow")
class DocketsOnTwoNodesTest {

  private static final String WATCHES =
      """
      - { id: waiting, name: Centro v. Bessent, story: s, source: { type: courtlistener-docket, docket: 1, court: dcd, docket-number: "1:25-cv-00677" } }
      - { id: appeal, name: Center for Taxpayer Rights v. IRS, story: s, source: { type: courtlistener-docket, docket: 2, court: cadc, docket-number: "26-5006" } }
      """;

  private final SetClock clock = new SetClock("2026-09-18T18:00:00Z");

  @Test
  void remindersWhatIsNotSeenAndWhatHasHappenedAreToldOnce() throws Exception {
    try (Postgres postgres = Postgres.start();
        Dockets court = new Dockets()) {
      Settings settings = court.settings("jdbc:h2:mem:unused", WATCHES);
      DatabaseSettings shared = new DatabaseSettings(postgres.url(), postgres.user(), "");
      try (Crier one = node(settings, shared, "one");
          Crier two = node(settings, shared, "two")) {
        court.file(1, 1, "2025-03-07", "COMPLAINT against All Defendants.");
        court.file(2, 1, "2026-01-05", "US CIVIL CASE docketed. [26-5006]");
        one.rounds.checkNow(List.of("waiting", "appeal"));
        court.file(
            1,
            61,
            "2026-09-18",
            "MINUTE ORDER. This case is STAYED pending the D.C. Circuit's decision in Center for"
                + " Taxpayer Rights v. IRS, No. 26-5006. The parties shall file a joint status"
                + " report within 14 days of that decision. Defendants shall file the"
                + " administrative record by October 2, 2026. A petition for certiorari is pending"
                + " in No. 26-112.");
        clock.set(Instant.parse("2026-09-18T20:00:00Z"));
        together(one, two, node -> node.rounds.checkNow(List.of("waiting")).size());

        clock.set(Instant.parse("2026-10-01T13:00:05Z"));
        assertThat(together(one, two, node -> node.reckoning.run())).as("reminded").isEqualTo(1);
        clock.set(Instant.parse("2026-10-05T12:50:00Z"));
        together(one, two, node -> node.rounds.checkNow(List.of("waiting")).size());
        clock.set(Instant.parse("2026-10-05T13:00:05Z"));
        assertThat(together(one, two, node -> node.reckoning.run())).as("not seen").isEqualTo(1);

        court.file(
            2, 40, "2026-10-05", "OPINION filed [2100001] (Pages: 40) by Judge Rao [26-5006]");
        clock.set(Instant.parse("2026-10-05T20:00:00Z"));
        together(one, two, node -> node.rounds.checkNow(List.of("appeal", "waiting")).size());
        together(one, two, node -> node.lookAfterDockets() ? 1 : 0);

        assertThat(subjects(two))
            .filteredOn(subject -> !subject.startsWith("Stay entered"))
            .containsExactlyInAnyOrder(
                "Administrative record due October 2: none seen by October 5, 9 AM Eastern (last"
                    + " look 8:50 AM; CourtListener can lag): Centro v. Bessent",
                "Opinion issued: Center for Taxpayer Rights v. IRS (26-5006)",
                "What the stay waits for has happened: Centro v. Bessent (1:25-cv-00677)");
        List<DocketDate> dates = two.history.deadlines().since(LocalDate.parse("2026-09-01"));
        assertThat(dates).extracting(DocketDate::state).containsExactly(State.MISSED, State.OPEN);
        assertThat(dates.getLast().day()).isEqualTo(LocalDate.parse("2026-10-19"));
      }
    }
  }

  private static List<String> subjects(Crier crier) {
    return crier.alerts.newest(Alerts.Wanted.ALL, 99).stream().map(Alert::subject).toList();
  }

  private interface Work {
    int on(Crier node);
  }

  /** Both do it at the same moment; returns what they did in all. */
  private static int together(Crier one, Crier two, Work work) throws Exception {
    CyclicBarrier begin = new CyclicBarrier(2);
    List<Callable<Integer>> both = new ArrayList<>();
    for (Crier node : List.of(one, two)) {
      both.add(() -> {
        begin.await();
        return work.on(node);
      });
    }
    int done = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (Future<Integer> result : threads.invokeAll(both)) {
        done += result.get();
      }
    }
    return done;
  }

  private Crier node(Settings settings, DatabaseSettings shared, String name) {
    Crier crier =
        new Crier(
            settings,
            Database.open(shared),
            clock,
            name,
            new Crier.Observers(
                _ -> {}, (_, _, _) -> {}, Stage.Observer.NONE, new ConsequenceReader()::read));
    crier.takeOver();
    return crier;
  }
}

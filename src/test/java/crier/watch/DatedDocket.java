package crier.watch;

import static org.assertj.core.api.Assertions.assertThat;

import crier.fetch.Fetched;
import crier.model.Alert;
import crier.model.Capture;
import crier.model.Consequences;
import crier.model.Deadline;
import crier.model.DocketDate;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Published;
import crier.model.Rhythm;
import crier.model.SourceSpec;
import crier.model.Watch;
import crier.rules.Rulebook;
import crier.rules.docket.DocketClassifier;
import crier.source.Look;
import crier.source.Source;
import crier.source.Step;
import crier.source.Visit;
import crier.store.Alerts;
import crier.store.Database;
import crier.store.Deadlines;
import crier.store.History;
import crier.store.Watches;
import crier.testing.CountedIds;
import crier.testing.Databases;
import crier.testing.SetClock;
import crier.watch.Tick.Task;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One docket whose entries, and what each leads to, are given, over a real database. */
final class DatedDocket implements AutoCloseable {

  private static final URI PAGE = URI.create("https://www.courtlistener.com/docket/1/feed/");
  static final String ORDER =
      "MINUTE ORDER: The parties shall file a joint status report on or before October 2, 2026.";

  private final Path folder;
  private final SetClock clock = new SetClock("2026-09-18T20:00:00Z");
  final Map<String, Consequences> leads = new HashMap<>();
  final List<Item> docket = new ArrayList<>();
  @Nullable Fetched failure;
  boolean unread;
  private Database database;
  Deadlines deadlines;
  Alerts alerts;
  private Rounds rounds;
  Reckoning reckoning;

  DatedDocket(Path folder) {
    this.folder = folder;
    open("here");
  }

  private void open(String node) {
    database = Databases.in(folder);
    deadlines = new Deadlines(database);
    alerts = new Alerts(database);
    Watches watches = new Watches(database);
    CountedIds ids = new CountedIds();
    for (int i = 0; i < alerts.newest(Alerts.Wanted.ALL, 100).size() + 50; i++) {
      ids.next(clock.instant()); // never one of an earlier run
    }
    DocketClassifier classifier = new DocketClassifier();
    Tick tick =
        new Tick(
            _ -> failure == null ? page() : failure,
            new Rulebook(classifier),
            new History(database),
            watches,
            new Cadence((_, after) -> after.plusSeconds(60), new Random(1)),
            clock,
            ids,
            Stage.Observer.NONE,
            new Leads(
                (text, _, _, _) -> leads.getOrDefault(text, Consequences.NONE),
                deadlines::isRead,
                unread ? List.of() : List.of(new DateLedger(classifier, ids))));
    rounds = new Rounds(tick, watches, clock, node, 8, _ -> {});
    Watch watch = watch();
    rounds.configure(
        Map.of("ctu", new Task(watch, null, new DocketSource(), Cases.of(List.of(watch)))));
    reckoning = new Reckoning(deadlines, watches, alerts, rounds::watch, clock, ids);
  }

  @Override
  public void close() {
    rounds.close();
    database.close();
  }

  void restart() {
    close();
    open("here again");
  }

  Alert newest() {
    return alerts.newest(Alerts.Wanted.ALL, 1).getFirst();
  }

  void baseline() {
    entry(1, "2026-09-01", "COMPLAINT");
    assertThat(look()).isEmpty();
    to("2026-09-18T20:10:00Z");
  }

  List<DocketDate> dates() {
    return deadlines.since(
        LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC).minusDays(30));
  }

  void entry(int number, String day, String text, Deadline... set) {
    leads.put(text, set(set));
    docket.add(
        new Item(
            Item.Kind.DOCKET_ENTRY,
            "entry-" + number,
            text,
            "https://www.courtlistener.com/docket/1/" + number + "/",
            Published.on(LocalDate.parse(day)),
            text,
            new TreeMap<>(Map.of(Item.NUMBER, String.valueOf(number)))));
  }

  static Consequences set(Deadline... deadlines) {
    return new Consequences(List.of(deadlines), null, List.of(), List.of());
  }

  static Deadline due(String what, String day) {
    String quote = what.contains("brief") ? "ORDER: brief due by December 25, 2026." : ORDER;
    return new Deadline(
        Deadline.Kind.DUE,
        what,
        "",
        day,
        null,
        null,
        Deadline.Status.SET,
        quote,
        null,
        null,
        false);
  }

  static Deadline hearing(String what, String at) {
    return new Deadline(
        Deadline.Kind.HEARING,
        what,
        "",
        at,
        null,
        null,
        Deadline.Status.SET,
        "ORDER setting",
        null,
        null,
        false);
  }

  static Deadline moved(String what, String day, @Nullable String was) {
    return new Deadline(
        Deadline.Kind.DUE,
        what,
        "",
        day,
        null,
        null,
        Deadline.Status.MOVED,
        "extended to",
        was,
        null,
        false);
  }

  void to(String time) {
    clock.set(Instant.parse(time));
  }

  Optional<Alert> look() {
    return rounds.checkNow(List.of("ctu")).getFirst().alert();
  }

  private static Watch watch() {
    return new Watch(
        "ctu",
        "Centro v. Bessent",
        null,
        new SourceSpec(
            "courtlistener-docket",
            Map.of("docket", "1", "court", "dcd", "docket-number", "1:25-cv-00677")),
        new Rhythm.Every(Duration.ofMinutes(10)),
        Duration.ofHours(6),
        Duration.ofDays(30),
        List.of());
  }

  private Fetched page() {
    byte[] body = docket.toString().getBytes(StandardCharsets.UTF_8);
    return new Fetched.Fresh(
        new Capture(
            PAGE,
            PAGE,
            List.of(),
            200,
            Map.of(),
            body,
            Instant.EPOCH,
            Integer.toHexString(docket.size())));
  }

  private final class DocketSource implements Source {
    @Override
    public Step look(Visit visit) {
      return new Step.Ask(
          crier.fetch.Request.to(PAGE, crier.fetch.Request.Expect.HTML),
          fetched ->
              new Step.Done(
                  fetched instanceof Fetched.Fresh(Capture capture)
                      ? new Look.Seen(
                          new Listing(List.copyOf(docket), false),
                          List.of(capture),
                          visit.memo(),
                          List.of())
                      : Look.of(fetched)));
    }

    @Override
    public String address() {
      return PAGE.toString();
    }
  }
}

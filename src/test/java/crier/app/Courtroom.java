package crier.app;

import crier.config.Loaded;
import crier.config.Settings;
import crier.model.Alert;
import crier.model.Finding;
import crier.store.Alerts;
import crier.testing.Databases;
import crier.testing.SetClock;
import crier.watch.Tick.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The whole program over a {@link DocketOrigin}, at a time that the test sets. */
final class Courtroom implements AutoCloseable {

  final DocketOrigin court = new DocketOrigin();
  final SetClock clock = new SetClock("2026-03-05T18:00:00Z");
  final Crier crier;
  private final Path mail;

  Courtroom(Path folder, boolean token, String docket) {
    this(folder, token, docket, "webhook-from: []");
  }

  Courtroom(Path folder, boolean token, String docket, String more) {
    this.mail = folder.resolve("mail");
    String yaml =
        """
        database: { url: "jdbc:h2:mem:unused" }
        fetch: { allow-private-addresses: true, timeout: 5s, per-host: { concurrency: 8, min-interval: 0s } }
        courtlistener: { url: "${COURT}", token: "${TOKEN:-}", %s }
        mail: { transport: directory, directory: "${FOLDER}/mail" }
        stories:
          - id: irs-ice
            name: The agreement
            questions:
              - { id: stay, ask: "Will the stay be lifted?", events: [STAY_LIFTED] }
        watches:
          - id: docket
            name: Centro v. Bessent
            story: irs-ice
            source: { type: courtlistener-docket, %s }
            every: 10m
        destinations:
          - { id: desk, type: email, address: desk@newsroom.example, minimum: routine }
        operator: { destinations: [desk] }
        """
            .formatted(more, docket);
    Map<String, String> environment =
        Map.of(
            "COURT", court.address(),
            "TOKEN", token ? DocketOrigin.TOKEN : "",
            "FOLDER", folder.toString());
    Settings settings =
        switch (VerbContext.reader(environment).load("courtroom.yaml", yaml)) {
          case Loaded.Valid(Settings valid, var _) -> valid;
          case Loaded.Invalid(var mistakes) -> throw new AssertionError(mistakes);
        };
    crier = new Crier(settings, Databases.inMemory(), clock, "test", Crier.Observers.NONE);
  }

  Courtroom(Path folder, boolean token) {
    this(folder, token, "docket: 69714586, court: dcd, docket-number: \"1:25-cv-00677\"");
  }

  Instant now() {
    return clock.instant();
  }

  /** The next look, ten minutes on. */
  Result look() {
    return lookAfter(Duration.ofMinutes(10));
  }

  Result lookAfter(Duration pause) {
    clock.advance(pause);
    return crier.rounds.checkNow(List.of("docket")).getFirst();
  }

  /** What all looks so far have told, the oldest first. */
  List<Alert> alerts() {
    return crier.alerts.newest(Alerts.Wanted.ALL, 500).reversed();
  }

  List<Finding> findings() {
    return alerts().stream().flatMap(alert -> alert.findings().stream()).toList();
  }

  List<String> headlines() {
    return findings().stream().map(Finding::headline).toList();
  }

  /** Subjects of what the operator was told, in no order. */
  List<String> notices() {
    crier.dispatcher.run();
    if (!Files.exists(mail)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(mail)) {
      List<String> subjects = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".eml")).sorted().toList()) {
        String subject =
            Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("Subject: "))
                .findFirst()
                .orElseThrow();
        if (!subject.contains("[irs-ice]")) {
          subjects.add(subject);
        }
      }
      return subjects;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    crier.close();
    court.close();
  }
}

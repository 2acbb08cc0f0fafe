package crier.app;

import crier.alert.wording.Wording;
import crier.config.Settings;
import crier.model.Finding;
import crier.model.Watch;
import crier.watch.Replay.Count;
import crier.watch.Replay.Told;
import crier.web.Words;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Today's rules over the stored history: how an operator tries rules before they are in force. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Run today's rules over the stored history and print the alerts they would have raised;"
            + " send nothing.")
final class ReplayVerb extends Verb {

  @Parameters(paramLabel = "WATCH", arity = "0..*", description = "Ids of watches; none: all.")
  private List<String> ids = List.of();

  @Option(
      names = "--since",
      paramLabel = "T",
      description =
          "Only what was seen since: 2026-06-08, 2026-06-08T14:00:00Z, or 30d for so long ago.")
  private @Nullable String since;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean asJson;

  @Override
  public Integer call() {
    return context().with(this::replay);
  }

  /** With the file's whole path: the daemon stands in another folder, perhaps. */
  @Override
  List<String> argsFor(List<String> args) {
    return main()
        .namedFile()
        .map(file ->
            args.stream()
                .map(arg -> whole(arg, file.toString(), file.toAbsolutePath().toString()))
                .toList())
        .orElse(args);
  }

  private static String whole(String arg, String given, String absolute) {
    if (arg.equals(given)) {
      return absolute;
    }
    return List.of("--config=" + given, "-c=" + given, "-c" + given).contains(arg)
        ? "--config=" + absolute
        : arg;
  }

  private int replay(Crier crier) {
    // In a running daemon, too, the rules are those of the file that is named here.
    Settings rules =
        main()
            .namedFile()
            .map(file -> VerbContext.valid(VerbContext.reader(main().environment()).load(file)))
            .orElse(crier.settings());
    List<Watch> watches = wanted(rules);
    ZoneId zone = rules.site().zone();
    Instant from = since == null ? null : instant(since, crier.clock.instant(), zone);
    int looks = 0;
    int told = 0;
    int silenced = 0;
    int lost = 0;
    for (Watch watch : watches) {
      String story = watch.story();
      Count count =
          crier.replay.run(
              watch,
              story == null ? null : rules.story(story).orElse(null),
              from,
              alert -> print(alert, zone));
      looks += count.looks();
      told += count.told();
      silenced += count.silenced();
      lost += count.lost();
    }
    if (!asJson) {
      out()
          .printf(
              "%s of %s: %s, %d silenced by a rule; nothing was sent%n",
              Words.count(looks, "snapshot", "snapshots"),
              Words.count(watches.size(), "watch", "watches"),
              Words.count(told, "alert", "alerts"),
              silenced);
    }
    if (lost > 0) {
      err()
          .printf(
              "%s no longer kept, so what changed there is not judged%n",
              Words.count(lost, "snapshot is", "snapshots are"));
    }
    return ExitCode.DONE;
  }

  private List<Watch> wanted(Settings rules) {
    List<Watch> all = rules.watches();
    List<String> known = all.stream().map(Watch::id).toList();
    for (String id : ids) {
      if (!known.contains(id)) {
        throw Refused.usage(
            "there is no watch `%s`; there are %s".formatted(id, String.join(", ", known)));
      }
    }
    return all.stream().filter(watch -> ids.isEmpty() || ids.contains(watch.id())).toList();
  }

  private static Instant instant(String text, Instant now, ZoneId zone) {
    try {
      if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant();
      }
      if (text.matches("\\d+[smhd]")) {
        long amount = Long.parseLong(text.substring(0, text.length() - 1));
        return now.minus(
            switch (text.charAt(text.length() - 1)) {
              case 's' -> Duration.ofSeconds(amount);
              case 'm' -> Duration.ofMinutes(amount);
              case 'h' -> Duration.ofHours(amount);
              default -> Duration.ofDays(amount);
            });
      }
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | NumberFormatException | ArithmeticException _) {
      throw Refused.usage(
          "`%s` is no time; write 2026-06-08, 2026-06-08T14:00:00Z, or 30d for so long ago"
              .formatted(text));
    }
  }

  private void print(Told told, ZoneId zone) {
    if (asJson) {
      json(described(told));
      return;
    }
    out()
        .printf(
            "%s  %s: %s [%s]%n",
            Wording.time(told.at(), zone),
            told.watch().id(),
            told.subject(),
            told.significance().word());
    for (Finding finding : told.findings()) {
      out()
          .printf(
              "  %s: %s [%s]%n",
              finding.headline(), finding.title(), finding.significance().word());
      out().printf("    because: %s%n", finding.because());
      if (!finding.quote().isBlank()) {
        out().printf("    > %s%n", finding.quote().replace("\n", "\n    > "));
      }
    }
  }

  private static Map<String, Object> described(Told told) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("watch", told.watch().id());
    object.put("at", told.at().toString());
    object.put("snapshot", told.snapshot());
    object.put("subject", told.subject());
    object.put("significance", told.significance().word());
    List<Map<String, Object>> findings = new ArrayList<>();
    for (Finding finding : told.findings()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("events", finding.events());
      one.put("significance", finding.significance().word());
      one.put("because", finding.because());
      one.put("headline", finding.headline());
      one.put("title", finding.title());
      one.put("quote", finding.quote());
      one.put("questions", finding.questions());
      findings.add(one);
    }
    object.put("findings", findings);
    return object;
  }
}

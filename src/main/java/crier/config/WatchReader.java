package crier.config;

import crier.model.Rhythm;
import crier.model.Rule;
import crier.model.Significance;
import crier.model.SourceSpec;
import crier.model.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads one watch. */
final class WatchReader {

  private static final Duration OVERDUE = Duration.ofHours(6);

  /** One failed look is weather; the operator need not hear of it. */
  private static final int LOOKS = 3;

  private static final Duration SEARCHES_CACHED = Duration.ofMinutes(10);

  private final Function<String, Optional<String>> cronProblem;
  private final Function<SourceSpec, Optional<String>> sourceProblem;

  WatchReader(
      Function<String, Optional<String>> cronProblem,
      Function<SourceSpec, Optional<String>> sourceProblem) {
    this.cronProblem = cronProblem;
    this.sourceProblem = sourceProblem;
  }

  Watch read(Section watch) {
    String id = watch.text("id", "");
    String story = watch.text("story", "");
    Rhythm rhythm = rhythm(watch);
    List<Rule> rules = watch.items("rules").stream().map(WatchReader::rule).toList();
    return new Watch(
        id,
        watch.text("name", id),
        story.isEmpty() ? null : story,
        source(watch.at("source")),
        rhythm,
        overdueAfter(watch, rhythm),
        watch.duration("quiet-after", "30d"),
        rules,
        ties(watch));
  }

  /** Only a docket waits for others, or has appeals. */
  private static Watch.Ties ties(Section watch) {
    String type = watch.at("source").text("type", "");
    boolean docket = type.equals("courtlistener-docket") || type.equals("court-rss");
    for (String key : List.of("waits-for", "follow-appeals")) {
      if (watch.has(key) && !docket && watch.at("source").sound()) {
        watch.wrongKey(
            key,
            "only the watch of a docket can have `%s`".formatted(key),
            "remove it, or write it at the docket's watch");
      }
    }
    return new Watch.Ties(watch.texts("waits-for"), watch.flag("follow-appeals", false));
  }

  private SourceSpec source(Section source) {
    SourceSpec spec = new SourceSpec(source.text("type", ""), source.options(Set.of("type")));
    if (source.sound() && source.has("type")) {
      if (spec.type().equals("court-rss") && !source.has("cases") && !source.has("docket-number")) {
        source.missing("cases", "add `cases: [\"1:25-cv-00677\"]`: the feed shows the whole court");
      }
      sourceProblem
          .apply(spec)
          .ifPresent(
              problem -> source.wrong(problem, "`crier try ADDRESS` writes an entry that works"));
    }
    return spec;
  }

  private Rhythm rhythm(Section watch) {
    if (!watch.has("cron")) {
      Duration every = watch.duration("every", "15m");
      if (watch.at("source").text("type", "").equals("courtlistener-search")
          && every.compareTo(SEARCHES_CACHED) < 0) {
        watch
            .at("every")
            .warn("CourtListener answers a search anew every 10 minutes only", "write 10m or more");
      }
      return new Rhythm.Every(every);
    }
    if (watch.has("every")) {
      watch.wrongKey("cron", "a watch has `every` or `cron`, not both", "remove one of the two");
    }
    String cron = watch.text("cron", "").strip();
    if (watch.at("cron").sound()) {
      cronProblem
          .apply(cron)
          .ifPresent(problem ->
              watch
                  .at("cron")
                  .wrong(
                      "this is no Quartz cron expression: " + problem,
                      "write one such as \"0 0/5 8-19 ? * MON-FRI\", seconds first"));
    }
    return new Rhythm.Cron(cron);
  }

  /** A watch that looks once a day is not overdue after six hours. */
  private static Duration overdueAfter(Section watch, Rhythm rhythm) {
    if (!(rhythm instanceof Rhythm.Every(Duration interval))) {
      return watch.duration("overdue-after", OVERDUE);
    }
    Duration some = interval.multipliedBy(LOOKS);
    Duration overdue =
        watch.duration("overdue-after", some.compareTo(OVERDUE) > 0 ? some : OVERDUE);
    if (overdue.compareTo(interval) < 0) {
      watch
          .at("overdue-after")
          .warn("this is shorter than `every`", "write several times the interval");
    }
    return overdue;
  }

  private static Rule rule(Section rule) {
    boolean silent = rule.flag("silent", false);
    if (rule.sound() && silent == rule.has("significance")) {
      rule.wrong("a rule says either `significance` or `silent: true`", "write one of the two");
    }
    Section when = rule.at("when");
    if (when.sound() && rule.has("when") && when.keys().isEmpty()) {
      rule.wrong("this rule says nothing about what it fits", "add `text`, `not` or `events`");
    }
    String word = rule.text("significance", "");
    return new Rule(
        when.terms("text"),
        when.terms("not"),
        when.events("events"),
        word.isEmpty() ? Optional.empty() : Optional.of(Significance.ofWord(word)));
  }
}

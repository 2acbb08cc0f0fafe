package crier.app;

import crier.model.Consequences;
import crier.model.Event;
import crier.rules.docket.ConsequenceReader;
import crier.rules.docket.DocketClassifier;
import crier.rules.docket.DocketText;
import crier.rules.docket.Recorded;
import crier.rules.docket.Score;
import crier.rules.docket.consequence.ConsequenceScore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From docket entries, one JSON object a line, to the events they record and what they lead to. */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    description =
        "Read docket entries as JSON lines, write the events they record and what they lead to.")
final class ClassifyVerb extends Verb {

  @Parameters(paramLabel = "FILE|-", arity = "0..1", description = "A file; - or none: stdin.")
  private String file = "-";

  @Option(
      names = "--score",
      description =
          "Compare with `events` and `labels` in the input; print precision, recall and the misses.")
  private boolean score;

  @Option(names = "--json", description = "One JSON object a line; without --score, always so.")
  private boolean asJson;

  private final ConsequenceScore leads = new ConsequenceScore();
  private int events;

  @Override
  boolean endsByItself() {
    return !file.equals("-");
  }

  @Override
  public Integer call() throws IOException {
    Score totals = new Score();
    DocketClassifier classifier = new DocketClassifier();
    ConsequenceReader reader = new ConsequenceReader();
    try (BufferedReader lines = reader()) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          one(parsed(line, number), number, classifier, reader, totals);
        }
      }
    }
    if (score && asJson) {
      eventRows(totals).forEach(this::json);
    } else if (score && (events > 0 || leads.isEmpty())) {
      totals.report().forEach(out()::println);
    }
    if (score && !leads.isEmpty()) {
      if (asJson) {
        leads.rows().forEach(this::json);
      } else {
        leads.report().forEach(out()::println);
      }
    }
    return ExitCode.DONE;
  }

  private List<Map<String, Object>> eventRows(Score totals) {
    return events > 0 || leads.isEmpty() ? totals.rows() : List.of();
  }

  private BufferedReader reader() throws IOException {
    if (file.equals("-")) {
      return decoded(System.in);
    }
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      throw Refused.usage(
          "%s cannot be read; name a file of JSON lines, or - for stdin".formatted(file));
    }
    return decoded(Files.newInputStream(path));
  }

  /** Bytes that are no UTF-8 become U+FFFD: one bad byte must not hide the entries after it. */
  private static BufferedReader decoded(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private JsonNode parsed(String line, int number) {
    try {
      JsonNode node = JsonMapper.shared().readTree(line);
      if (node.path("text").isString()) {
        return node;
      }
    } catch (JacksonException _) {
      // told below
    }
    throw refused(
        number, "this is no JSON object with a `text`; write {\"id\": …, \"text\": …} on a line");
  }

  private Refused refused(int number, String message) {
    return Refused.usage("%s:%d:1: %s".formatted(file, number, message));
  }

  private void one(
      JsonNode entry,
      int number,
      DocketClassifier classifier,
      ConsequenceReader reader,
      Score totals) {
    DocketText text =
        new DocketText(
            entry.path("text").asString(""),
            optional(entry, "court"),
            optional(entry, "docket_number"));
    List<Recorded> recorded = classifier.all(text);
    Consequences read =
        reader.read(text.text(), text.court(), text.docketNumber(), filed(entry, number));
    if (score) {
      String id = entry.path("id").asString("");
      boolean labelled = entry.path("labels").isObject();
      if (labelled) {
        leads.add(id, text.text(), expected(entry.path("labels"), number), read);
      }
      if (!labelled || entry.has("events")) {
        events++;
        totals.add(id, text.text(), labels(entry, number), recorded);
      }
      return;
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("id", entry.path("id"));
    result.put("events", recorded.stream().map(Recorded::event).toList());
    result.put(
        "significance",
        recorded.stream()
            .map(r -> r.event().usual())
            .max(Comparator.naturalOrder())
            .orElseGet(() -> classifier.rank(text).significance())
            .word());
    result.put("evidence", recorded.stream().map(r -> new Evidence(r.event(), r.quote())).toList());
    result.put(
        "confidence", recorded.stream().allMatch(Recorded::stated) ? "stated" : "unconfirmed");
    ConsequenceLines.put(result, read);
    json(result);
  }

  private @Nullable LocalDate filed(JsonNode entry, int number) {
    String day = entry.path("filed").asString("");
    try {
      return day.isEmpty() ? null : LocalDate.parse(day.substring(0, Math.min(10, day.length())));
    } catch (DateTimeParseException _) {
      throw refused(number, "`filed` is no date; write it as 2026-10-02, or leave it out");
    }
  }

  private Consequences expected(JsonNode labels, int number) {
    try {
      return ConsequenceLines.labels(labels);
    } catch (IllegalArgumentException e) {
      throw refused(number, String.valueOf(e.getMessage()));
    }
  }

  /** As the contract has it. */
  private record Evidence(Event event, String quote) {}

  private Set<Event> labels(JsonNode entry, int number) {
    JsonNode events = entry.path("events");
    if (!events.isArray()) {
      throw refused(
          number, "no `events` to compare with; write \"events\": [] when there are none");
    }
    Set<Event> labels = EnumSet.noneOf(Event.class);
    for (JsonNode event : events) {
      String name = event.asString("");
      Event label =
          Arrays.stream(Event.values())
              .filter(e -> e.isDocketEvent() && e.name().equals(name))
              .findFirst()
              .orElseThrow(() ->
                  refused(
                      number,
                      "`%s` is no docket event; docs/dockets.md lists them".formatted(name)));
      labels.add(label);
    }
    return labels;
  }

  private static @Nullable String optional(JsonNode entry, String name) {
    String value = entry.path(name).asString("");
    return value.isEmpty() ? null : value;
  }
}

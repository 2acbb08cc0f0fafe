package crier.config;

import crier.model.SourceSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Which keys each source type takes; a key that would be ignored is a mistake. */
final class SourceKeys {

  private static final List<String> EVERYWHERE = List.of("headers", "http1", "render", "robots");

  private static final List<String> ROWS =
      List.of(
          "url",
          "title",
          "link",
          "date",
          "date-format",
          "number",
          "next",
          "key",
          "text",
          "document",
          "kind",
          "follow",
          "whole",
          "may-be-empty");

  private static final Map<String, List<String>> KEYS =
      Map.of(
          "courtlistener-docket", List.of("docket", "court", "docket-number"),
          "courtlistener-search", List.of("query", "kind"),
          "court-rss", List.of("url", "court", "docket-numbers"),
          "feed", List.of("url", "kind", "follow", "may-be-empty"),
          "listing", with(ROWS, "item"),
          "json", with(ROWS, "items"),
          "page", List.of("url", "select", "ignore"),
          "document", List.of("url"));

  private SourceKeys() {}

  private static List<String> with(List<String> keys, String more) {
    return java.util.stream.Stream.concat(keys.stream(), java.util.stream.Stream.of(more)).toList();
  }

  static Optional<String> problem(SourceSpec spec) {
    List<String> keys = KEYS.getOrDefault(spec.type(), List.of());
    return new TreeSet<>(spec.options().keySet())
        .stream()
            .filter(key -> !keys.contains(key) && !EVERYWHERE.contains(key))
            .findFirst()
            .map(key -> "a source of type %s takes no `%s`".formatted(spec.type(), key));
  }
}

package crier.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the configuration says about a source, already checked against the schema.
 *
 * @param type one of the source types: {@code feed}, {@code listing}, …
 * @param options the other keys; values are String, Boolean, Integer, List&lt;String&gt; or
 *     Map&lt;String, String&gt;
 */
public record SourceSpec(String type, Map<String, Object> options) {

  private static final ZoneId WASHINGTON = ZoneId.of("America/New_York");

  public SourceSpec {
    options = Map.copyOf(options);
  }

  /** The text of an option, numbers included; empty when it is not given. */
  public Optional<String> text(String key) {
    return Optional.ofNullable(options.get(key)).map(String::valueOf);
  }

  /**
   * The text of an option that the source cannot do without.
   *
   * @throws IllegalArgumentException naming the option, when it is missing
   */
  public String required(String key) {
    return text(key)
        .filter(value -> !value.isBlank())
        .orElseThrow(() ->
            new IllegalArgumentException("a source of type %s needs `%s`".formatted(type, key)));
  }

  /**
   * The {@code url} option at a time: {@code {year}} and {@code {fiscal-year}} (from October) stand
   * for those in Washington, where lists begin anew with them. Empty when there is no such option.
   */
  public Optional<String> address(Instant now) {
    LocalDate day = now.atZone(WASHINGTON).toLocalDate();
    return text("url")
        .filter(url -> !url.isBlank())
        .map(url -> url.replace("{year}", String.valueOf(day.getYear())))
        .map(url -> url.replace("{fiscal-year}", String.valueOf(day.plusMonths(3).getYear())));
  }

  /** A true/false option, false when it is not given. */
  public boolean flag(String key) {
    return Boolean.TRUE.equals(options.get(key)) || "true".equals(options.get(key));
  }

  /** A list option; one plain value counts as a list of one. Empty when it is not given. */
  public List<String> texts(String key) {
    return switch (options.get(key)) {
      case null -> List.of();
      case List<?> values -> values.stream().map(String::valueOf).toList();
      case Object value -> List.of(String.valueOf(value));
    };
  }

  /** A map option, such as {@code headers}; empty when it is not given. */
  public Map<String, String> map(String key) {
    Map<String, String> result = new LinkedHashMap<>();
    if (options.get(key) instanceof Map<?, ?> given) {
      given.forEach((name, value) -> result.put(String.valueOf(name), String.valueOf(value)));
    }
    return result;
  }

  /** Names the options only: headers can hold keys. */
  @Override
  public String toString() {
    return "SourceSpec[" + type + ", " + new java.util.TreeSet<>(options.keySet()) + "]";
  }
}

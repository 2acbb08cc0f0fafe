package crier.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another docket that an entry of a watch names.
 *
 * @param watch id of the watch
 * @param kind how the two belong together; null when the case waits for it
 * @param court CourtListener's id; empty when unknown
 * @param number as courts write it: {@code 26-5006}
 * @param said where that stands
 * @param followed since when it is a watch by itself, or null
 */
public record Kin(
    String watch,
    Consequences.Relative.@Nullable Kind kind,
    String court,
    String number,
    Awaited.Said said,
    @Nullable Instant followed) {

  /** In words: {@code appeal}; {@code awaited} when the case waits for it. */
  public String word() {
    if (kind == null) {
      return "awaited";
    }
    return switch (kind) {
      case APPEAL -> "appeal";
      case ORIGIN -> "the case it comes from";
      case RELATED -> "related case";
      case TRANSFER -> "transferred case";
      case CERT -> "petition for certiorari";
      case CONSOLIDATED -> "consolidated case";
    };
  }

  /** Court and number in words: {@code 26-5006 (D.C. Cir.)}. */
  public String called() {
    return court.isEmpty() ? number : "%s (%s)".formatted(number, CourtName.of(court));
  }

  /** Id of the watch that follows it by itself. */
  public String watchId() {
    return (court + "-" + number).toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}

package crier.source.courtlistener;

import crier.model.Capture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One window as {@code api-usage/} tells it (cl/api/utils.py). Of its scopes only the account's own
 * counts for us; the others are buckets by themselves.
 *
 * @param seconds length of the rolling window
 * @param limit requests in it
 * @param used by whatever program, with this token
 * @param blocked whether no request is let through
 */
record Usage(long seconds, int limit, int used, boolean blocked) {

  private static final Pattern RATE = Pattern.compile("(\\d{1,9})/(\\d{0,4})([smhd])[a-z]*");

  /** What is written as {@code 125/day}. */
  record Rate(int limit, long seconds) {

    /** Reads the words that Django REST Framework writes; it looks at the unit's first letter. */
    static Optional<Rate> of(String words) {
      Matcher matcher = RATE.matcher(words.strip());
      if (!matcher.matches()) {
        return Optional.empty();
      }
      int limit = Integer.parseInt(matcher.group(1));
      long times = matcher.group(2).isEmpty() ? 1 : Long.parseLong(matcher.group(2));
      long unit =
          switch (matcher.group(3)) {
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3_600;
            default -> 86_400;
          };
      return limit > 0 && times > 0 ? Optional.of(new Rate(limit, times * unit)) : Optional.empty();
    }
  }

  /** All windows of an answer; empty when it is odd, for then nothing in it is believed. */
  static List<Usage> read(Capture capture) {
    JsonNode rows = Api.json(capture).map(root -> root.path("current_usage")).orElse(null);
    List<Usage> all = new ArrayList<>();
    if (rows == null || !rows.isArray()) {
      return all;
    }
    for (JsonNode row : rows) {
      if (row.path("scope").asString("").equals("user")) {
        Optional<Usage> window = window(row);
        if (window.isEmpty()) {
          return List.of();
        }
        all.add(window.get());
      }
    }
    return all;
  }

  private static Optional<Usage> window(JsonNode row) {
    Optional<Rate> rate = Rate.of(row.path("rate").asString(""));
    long seconds = row.path("window_seconds").asLong(rate.map(Rate::seconds).orElse(0L));
    int limit = row.path("limit").asInt(rate.map(Rate::limit).orElse(-1));
    int used = row.path("used").asInt(-1);
    boolean blocked = row.path("blocked").asBoolean(false);
    boolean odd = seconds <= 0 || used < 0 || limit < 0 || (limit == 0 && !blocked);
    return odd ? Optional.empty() : Optional.of(new Usage(seconds, limit, used, blocked));
  }

  /** Blocked by CourtListener, and not merely used up for now. */
  boolean accountIsBlocked() {
    return blocked && (limit == 0 || used < limit);
  }

  String words() {
    return limit + " in " + seconds + " s";
  }
}

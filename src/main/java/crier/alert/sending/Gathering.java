package crier.alert.sending;

import crier.store.Claims.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which of one recipient's deliveries go out as one message. Pure. */
final class Gathering {

  /** More than this at once is one message. */
  private static final int BURST = 5;

  private Gathering() {}

  /**
   * Parts them. What was tried together stays together, and nothing joins it: its message has been
   * named, and a receiver that has it already would drop whatever came under the same name.
   *
   * @param due in the order of their alerts
   * @param single whether a delivery goes by a channel that takes one alert a message
   */
  static List<List<Row>> letters(List<Row> due, Predicate<Row> single) {
    Map<String, List<Row>> named = new LinkedHashMap<>();
    List<Row> alerts = new ArrayList<>();
    List<Row> notices = new ArrayList<>();
    for (Row row : due) {
      String message = row.message();
      if (message != null) {
        named.computeIfAbsent(message, _ -> new ArrayList<>()).add(row);
      } else if (single.test(row)) {
        named.put(row.delivery().id(), List.of(row));
      } else if (row.watch() != null) {
        alerts.add(row);
      } else {
        notices.add(row);
      }
    }
    List<List<Row>> letters = new ArrayList<>(named.values());
    letters.addAll(fresh(alerts));
    letters.addAll(fresh(notices));
    letters.sort(Comparator.comparingLong(letter -> letter.getFirst().order()));
    return letters;
  }

  private static List<List<Row>> fresh(List<Row> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    boolean together = rows.size() > BURST || rows.stream().anyMatch(Row::gathered);
    return together ? List.of(rows) : rows.stream().map(List::of).toList();
  }
}

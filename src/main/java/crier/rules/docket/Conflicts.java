package crier.rules.docket;

import crier.model.Event;
import java.util.List;
import java.util.Map;

/** Where two readings of the same words cannot both be true, the more exact one stands. */
final class Conflicts {

  /** The first of each pair excludes the second. */
  private static final List<List<Event>> EXCLUDES =
      List.of(
          List.of(Event.STAY_LIFTED, Event.STAY_ENTERED),
          List.of(Event.STAY_LIFT_DENIED, Event.STAY_DENIED),
          List.of(Event.STAY_LIFT_REQUESTED, Event.STAY_REQUESTED),
          List.of(Event.STAY_EXTENDED, Event.STAY_ENTERED));

  private Conflicts() {}

  static void settle(Map<Event, Recorded> found) {
    for (List<Event> pair : EXCLUDES) {
      Recorded exact = found.get(pair.getFirst());
      Recorded other = found.get(pair.getLast());
      if (exact != null && other != null && overlap(exact.quote(), other.quote())) {
        found.remove(pair.getLast());
      }
    }
  }

  private static boolean overlap(String one, String other) {
    return one.contains(other) || other.contains(one) || shared(one, other) || shared(other, one);
  }

  private static boolean shared(String one, String other) {
    int half = Math.min(one.length(), other.length()) / 2;
    return half > 0 && one.contains(other.substring(other.length() - half));
  }
}

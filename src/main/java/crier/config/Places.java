package crier.config;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Where each value and each key of a YAML file stands, by JSON Pointer. */
final class Places {

  private final Map<String, Place> values = new HashMap<>();
  private final Map<String, Place> keys = new HashMap<>();

  /** A position in the file; both count from 1. */
  record Place(int line, int column) {

    static final Place START = new Place(1, 1);

    static Place of(@Nullable Mark mark) {
      return mark == null ? START : new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
  }

  void value(String pointer, Place place) {
    values.put(pointer, place);
  }

  void key(String pointer, Place place) {
    keys.put(pointer, place);
  }

  /** Of the value, or of the nearest thing around it that exists. */
  Place ofValue(String pointer) {
    for (String at = pointer; ; at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
      Place place = values.get(at);
      if (place != null) {
        return place;
      }
      if (at.isEmpty()) {
        return Place.START;
      }
    }
  }

  /** Of the key itself; of the value when it has none. */
  Place ofKey(String pointer) {
    Place place = keys.get(pointer);
    return place == null ? ofValue(pointer) : place;
  }

  /** One more step down, escaped as RFC 6901 §3 asks. */
  static String below(String pointer, Object step) {
    return pointer + "/" + String.valueOf(step).replace("~", "~0").replace("/", "~1");
  }
}

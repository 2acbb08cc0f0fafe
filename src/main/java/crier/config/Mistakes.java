package crier.config;

import crier.config.Places.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that is wrong with a file. One value is told to be wrong once: what follows from a first
 * mistake is none of the operator's. No secret gets through.
 */
final class Mistakes {

  /** Shorter texts would be found inside ordinary words. */
  private static final int TELLING = 8;

  private final String file;
  private final Places places;
  private final List<Mistake> mistakes = new ArrayList<>();
  private final List<Mistake> warnings = new ArrayList<>();
  private final Set<String> wrong = new HashSet<>();
  private final TreeMap<String, String> hidden =
      new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(text -> text));

  Mistakes(String file, Places places) {
    this.file = file;
    this.places = places;
  }

  /** The value at a pointer, or the lack of it, is wrong. */
  void at(String pointer, String what, String remedy) {
    if (wrong.add(pointer)) {
      mistakes.add(mistake(places.ofValue(pointer), what, remedy));
    }
  }

  /** A key is wrong in itself. */
  void atKey(String pointer, String what, String remedy) {
    if (wrong.add(pointer)) {
      mistakes.add(mistake(places.ofKey(pointer), what, remedy));
    }
  }

  /** Something that should stand below a pointer does not. */
  void missing(String pointer, String key, String remedy) {
    if (wrong.add(Places.below(pointer, key))) {
      mistakes.add(mistake(places.ofValue(pointer), "`%s` is missing".formatted(key), remedy));
    }
  }

  /** The file cannot be read as YAML from here on. */
  void unreadable(Place place, String what, String remedy) {
    wrong.add("");
    mistakes.add(mistake(place, what, remedy));
  }

  /** Works, but is hardly meant. */
  void warn(String pointer, String what, String remedy) {
    warnings.add(mistake(places.ofValue(pointer), what, remedy));
  }

  /** Never shows this text: mistakes have {@code instead} where it would stand. */
  void hide(String secret, String instead) {
    if (secret.length() >= TELLING) {
      hidden.put(secret, instead);
    }
  }

  /** Whether nothing is wrong at a pointer, below it, or with what it stands in. */
  boolean sound(String pointer) {
    return wrong.stream()
        .noneMatch(other ->
            other.equals(pointer)
                || other.startsWith(pointer + "/")
                || pointer.startsWith(other + "/"));
  }

  boolean none() {
    return mistakes.isEmpty();
  }

  /** In the order of the file. */
  List<Mistake> list() {
    return sorted(mistakes);
  }

  List<String> warnings() {
    return sorted(warnings).stream().map(Mistake::toString).toList();
  }

  private static List<Mistake> sorted(List<Mistake> list) {
    return list.stream()
        .distinct()
        .sorted(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column))
        .toList();
  }

  private Mistake mistake(Place place, String what, String remedy) {
    return new Mistake(file, place.line(), place.column(), scrubbed(what), scrubbed(remedy));
  }

  private String scrubbed(String text) {
    String clean = text;
    for (var secret : hidden.entrySet()) {
      clean = clean.replace(secret.getKey(), secret.getValue());
    }
    return clean;
  }
}

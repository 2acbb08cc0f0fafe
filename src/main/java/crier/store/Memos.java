package crier.store;

import crier.model.Memo;
import crier.model.PageMemory;
import crier.model.WatchMemory;
import crier.model.WatchMemory.Doubts;
import crier.model.WatchMemory.Edits;
import crier.model.WatchMemory.Experience;
import crier.model.WatchMemory.Restless;
import crier.model.WatchMemory.Timing;
import crier.model.WatchMemory.Told;
import crier.model.WatchMemory.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * Memos as they are written in a row: an object with three rooms. Rows of earlier versions have one
 * flat map of texts in which all wrote; it is read as it stands, and written in the new form with
 * the watch's next look.
 */
final class Memos {

  private static final TypeReference<SortedMap<String, String>> FLAT = new TypeReference<>() {};
  private static final TypeReference<JsonNode> TREE = new TypeReference<>() {};

  private static final Set<String> VALIDATORS = Set.of("sha256", "etag", "modified");

  private Memos() {}

  static Memo read(String json) {
    JsonNode tree = Json.read(json, TREE);
    boolean rooms =
        tree.path("watch").isObject()
            || tree.path("pages").isObject()
            || tree.path("source").isObject();
    return rooms ? Json.read(json, Memo.class) : flat(Json.read(json, FLAT));
  }

  private static Memo flat(SortedMap<String, String> all) {
    WatchMemory watch =
        new WatchMemory(
            new Timing(time(all, "prompted"), time(all, "again"), time(all, "patient")),
            new Doubts(
                all.remove("corrected") != null,
                all.remove("unsettled") != null,
                time(all, "gone since")),
            new Experience(
                number(all.remove("usual")),
                number(all.remove("shown last")),
                time(all, "odd since")),
            new Edits(
                lines(
                    all.remove("edits waiting"),
                    5,
                    p -> new Waiting(p[0], p[1], p[2], seconds(p[3]), p[4])),
                lines(
                    all.remove("restless"),
                    5,
                    p -> new Restless(p[0], p[1], number(p[2]), seconds(p[3]), p[4])),
                lines(all.remove("edits told"), 3, p -> new Told(p[0], p[1], seconds(p[2])))));
    SortedMap<String, PageMemory> pages = new TreeMap<>();
    for (String name : List.copyOf(all.keySet())) {
      String address = name.substring(name.indexOf(' ') + 1);
      String kind = name.substring(0, Math.max(0, name.indexOf(' ')));
      if (address.contains("://") && VALIDATORS.contains(kind)) {
        PageMemory page = pages.getOrDefault(address, PageMemory.NONE);
        String said = all.remove(name);
        pages.put(
            address,
            switch (kind) {
              case "sha256" -> new PageMemory(said, page.etag(), page.lastModified());
              case "etag" -> new PageMemory(page.sha256(), said, page.lastModified());
              default -> new PageMemory(page.sha256(), page.etag(), said);
            });
      }
    }
    return new Memo(watch, pages, all);
  }

  private static @Nullable Instant time(SortedMap<String, String> all, String name) {
    String said = all.remove(name);
    return said == null ? null : Instant.parse(said);
  }

  private static int number(@Nullable String said) {
    return said != null && said.matches("\\d{1,6}") ? Integer.parseInt(said) : 0;
  }

  private static Instant seconds(String said) {
    return Instant.ofEpochSecond(Long.parseLong(said));
  }

  private static <T> List<T> lines(@Nullable String text, int parts, Function<String[], T> read) {
    return text == null
        ? List.of()
        : Stream.of(text.split("\n", -1))
            .map(line -> line.split("\t", -1))
            .filter(line -> line.length >= parts)
            .map(read)
            .toList();
  }
}

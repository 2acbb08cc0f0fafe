package crier.watch;

import crier.model.Capture;
import crier.model.Change;
import crier.model.Item;
import crier.model.Published;
import crier.model.Sighting;
import crier.model.Watch;
import crier.source.Keys;
import crier.source.Links;
import crier.store.Follows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a report or release of one list is recognised in another of its story: by its number, by its
 * address as it comes out after redirects, by the bytes of its document. Pure.
 */
final class Reports {

  /** What a case is called that is no case but a story. */
  static final String STORY = "story ";

  static final String NUMBER = "number ";
  private static final String ADDRESS = "address ";
  private static final String BYTES = "bytes ";

  private static final int WORDS = 4_000;

  private final Watch watch;
  private final Map<String, Integer> linked = new HashMap<>();
  private final Map<String, List<Capture>> captures = new HashMap<>();

  Reports(Watch watch, List<Change> changes, List<Follows.Kept> read) {
    this.watch = watch;
    for (Change change : changes) {
      if (change instanceof Change.Added(Item item) && item.link() != null) {
        linked.merge(address(item.link()), 1, Integer::sum);
      }
    }
    read.forEach(kept -> captures.put(kept.follow().item().key(), kept.captures()));
  }

  Sighting sighting(Item item, String story) {
    List<String> names = new ArrayList<>();
    names.add(AlreadyTold.name(watch.id(), item.key()));
    String number = item.fields().get(Item.NUMBER);
    if (number != null && Keys.isOne(number)) {
      names.add(NUMBER + Keys.number(number));
    }
    // An address that several rows lead to is that of none of them.
    if (item.link() != null && linked.getOrDefault(address(item.link()), 1) == 1) {
      names.add(address(item.link()));
      captures.getOrDefault(item.key(), List.of()).stream()
          .limit(1)
          .forEach(capture -> {
            names.add(address(capture.finalUrl().toString()));
            names.add(BYTES + capture.sha256());
          });
    }
    Published published = item.published();
    String words = item.words();
    return new Sighting(
        item.key(),
        List.of(STORY + story),
        names.stream().distinct().toList(),
        number != null,
        published == null ? null : published.day(),
        words.substring(0, Math.min(WORDS, words.length())));
  }

  private static String address(String link) {
    return ADDRESS + Links.normal(link).toLowerCase(Locale.ROOT);
  }
}

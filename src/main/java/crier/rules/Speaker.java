package crier.rules;

import crier.model.Change;
import crier.model.CourtName;
import crier.model.Finding;
import crier.model.Item;
import crier.model.Watch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says who speaks: the office or the court, and the number it gives. And where to look it up, be it
 * the page watched where a row leads nowhere.
 */
final class Speaker {

  private final Watch watch;
  private final Map<String, Item> items = new HashMap<>();

  Speaker(Watch watch, List<Change> changes) {
    this.watch = watch;
    changes.forEach(this::note);
  }

  private void note(Change change) {
    switch (change) {
      case Change.Added(Item item) -> items.put(item.key(), item);
      case Change.Edited(_, Item after, _) -> items.put(after.key(), after);
      case Change.Withdrawn(Item item) -> items.put(item.key(), item);
      case Change.Reappeared(Item item) -> items.put(item.key(), item);
      case Change.Followed(Item item, _) -> items.put(item.key(), item);
      default -> {}
    }
  }

  Finding named(Finding finding) {
    Item item = finding.key().isEmpty() ? null : items.get(finding.key());
    String said = item == null ? watch.name() : of(item);
    String link = finding.link();
    return finding.saidBy(said, link == null ? watch.source().text("url").orElse(null) : link);
  }

  private String of(Item item) {
    Optional<String> number =
        Optional.ofNullable(item.fields().get(Item.NUMBER)).filter(text -> !text.isBlank());
    if (item.kind() != Item.Kind.DOCKET_ENTRY) {
      return watch.name() + number.map(text -> ", No. " + text).orElse("");
    }
    String court = of("court", item).map(CourtName::of).map(name -> " (" + name + ")").orElse("");
    String docket = of("docket-number", item).map(text -> ", No. " + text).orElse("");
    return watch.name() + docket + court + number.map(text -> ", entry " + text).orElse("");
  }

  /** As the configuration has it; of several cases in one feed each entry names its own. */
  private Optional<String> of(String field, Item item) {
    return watch
        .source()
        .text(field)
        .or(() -> Optional.ofNullable(item.fields().get(field)))
        .filter(text -> !text.isBlank());
  }
}

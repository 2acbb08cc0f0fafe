package crier.watch;

import crier.model.Change.FieldEdit;
import crier.model.Item;
import crier.source.Alike;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between two sights of one item. Pure. */
final class ItemEdits {

  static final String TITLE = "title";
  static final String TEXT = "text";
  static final String DATE = "date";

  private ItemEdits() {}

  /** An item with one field as it was. */
  static Item asKnown(Item item, String field, Item was) {
    boolean own = !List.of(TITLE, TEXT, DATE).contains(field);
    Item kept = own ? item.with(field, was.fields().get(field)) : item;
    return new Item(
        kept.kind(),
        kept.key(),
        field.equals(TITLE) ? was.title() : kept.title(),
        kept.link(),
        field.equals(DATE) ? was.published() : kept.published(),
        field.equals(TEXT) ? was.text() : kept.text(),
        kept.fields());
  }

  /** What differs, but for the link: sites move things. */
  static List<FieldEdit> between(Item from, Item to) {
    List<FieldEdit> edits = new ArrayList<>();
    boolean docket = to.kind() == Item.Kind.DOCKET_ENTRY;
    if (!Alike.title(from.title()).equals(Alike.title(to.title()))) {
      edit(edits, TITLE, from.title(), to.title());
    }
    if (!Alike.words(from.text()).equals(Alike.words(to.text()))) {
      edit(edits, TEXT, from.text(), to.text());
    }
    Set<String> names = new TreeSet<>(from.fields().keySet());
    names.addAll(to.fields().keySet());
    names.removeIf(name -> name.startsWith(Item.MARK));
    for (String name : names) {
      String was = from.fields().get(name);
      String is = to.fields().get(name);
      boolean same =
          (!docket && name.equals(Item.DOCUMENT))
              ? Alike.address(was).equals(Alike.address(is))
              : Alike.title(was).equals(Alike.title(is));
      if (!same || (was == null) != (is == null)) {
        edit(edits, name, was, is);
      }
    }
    // A date that was unknown, or is no longer given, is no statement of the source. Feeds bump the
    // dates of what they republish: of a release, a date alone is none either.
    boolean telling = from.kind() != Item.Kind.ITEM || !edits.isEmpty();
    if (telling && from.published() != null && to.published() != null) {
      edit(edits, DATE, from.published().day().toString(), to.published().day().toString());
    }
    return edits;
  }

  private static void edit(
      List<FieldEdit> edits, String field, @Nullable String from, @Nullable String to) {
    if (!Objects.equals(from, to)) {
      edits.add(new FieldEdit(field, from, to));
    }
  }
}

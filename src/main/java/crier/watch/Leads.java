package crier.watch;

import crier.model.Change;
import crier.model.Consequences;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Memo;
import crier.model.Snapshot;
import crier.model.Watch;
import crier.store.Beside;
import crier.store.Watches;
import crier.watch.Tick.Task;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the docket entries of a look lead to, once for all who keep something of it: at a
 * watch's first look every entry that stands there, later what changed. What breaks in a reading
 * takes no look down: the entry is told, and leads to nothing.
 */
public final class Leads {

  /** Raised when entries that were read before are to be read again. */
  public static final int READING = 1;

  /** Of no docket. */
  static final Leads NONE = new Leads((_, _, _, _) -> Consequences.NONE, _ -> true, List.of());

  private static final Logger LOG = LoggerFactory.getLogger(Leads.class);

  private final Reader reader;
  private final Predicate<String> isRead;
  private final List<Part> parts;

  /** Reads one entry, as {@link crier.rules.docket.ConsequenceReader#read}. */
  @FunctionalInterface
  public interface Reader {
    Consequences read(
        String text,
        @Nullable String court,
        @Nullable String docketNumber,
        @Nullable LocalDate filed);
  }

  /** Keeps something of what entries lead to. */
  @FunctionalInterface
  public interface Part {
    /**
     * What to store with the look; empty when nothing.
     *
     * @param first whether these are all entries of the watch, read for the first time
     */
    List<Beside> of(
        Task task, Memo memo, Instant began, List<Lead> leads, boolean first, Instant at);
  }

  /**
   * Reads.
   *
   * @param isRead whether all that a watch (by id) showed before has been read, in this {@link
   *     #READING}
   */
  public Leads(Reader reader, Predicate<String> isRead, List<Part> parts) {
    this.reader = reader;
    this.isRead = isRead;
    this.parts = List.copyOf(parts);
  }

  /**
   * What is to be stored with a look.
   *
   * @param before gives what was known before it, or null
   * @param began when the watch was first in force
   */
  List<Beside> of(Task task, Judged judged, Supplier<@Nullable Snapshot> before, Instant began) {
    if (parts.isEmpty() || !showsDockets(task.watch())) {
      return List.of();
    }
    boolean first = !isRead.test(task.watch().id());
    Watches.Seen seen = judged.seen();
    List<Item> history =
        first || seen == null ? List.of() : filledIn(before.get(), seen.snapshot());
    if (!first && judged.changes().isEmpty() && history.isEmpty()) {
      return List.of();
    }
    Snapshot all = !first ? null : seen == null ? before.get() : seen.snapshot();
    if (first && all == null) {
      return List.of();
    }
    List<Lead> leads = leads(task, judged, all, history);
    List<Beside> besides = new ArrayList<>();
    for (Part part : parts) {
      besides.addAll(part.of(task, judged.memo(), began, leads, first, judged.at()));
    }
    return besides;
  }

  /** Whether a watch of this type can show docket entries. */
  static boolean showsDockets(Watch watch) {
    return switch (watch.source().type()) {
      case "courtlistener-docket", "courtlistener-search", "court-rss" -> true;
      default -> false;
    };
  }

  /** Entries that stood there before anybody looked, and only come into view now: no change. */
  private static List<Item> filledIn(@Nullable Snapshot before, Snapshot after) {
    if (before == null
        || !(before.content() instanceof Listing(List<Item> were, boolean _))
        || !(after.content() instanceof Listing(List<Item> are, boolean _))) {
      return List.of();
    }
    Set<String> known = new HashSet<>();
    were.forEach(item -> known.add(item.key()));
    before.absent().forEach(absent -> known.add(absent.item().key()));
    return are.stream()
        .filter(item -> item.is(Item.HISTORY) && !known.contains(item.key()))
        .toList();
  }

  private List<Lead> leads(Task task, Judged judged, @Nullable Snapshot all, List<Item> history) {
    Map<String, Lead> leads = new LinkedHashMap<>();
    Set<String> news = new HashSet<>();
    for (Change change : judged.changes()) {
      if (change instanceof Change.Added(Item item) && !item.is(Item.HISTORY)) {
        news.add(item.key());
      }
    }
    if (all != null && all.content() instanceof Listing(List<Item> items, boolean _)) {
      items.forEach(item -> put(leads, task, judged.memo(), item, !news.contains(item.key())));
    }
    history.forEach(item -> put(leads, task, judged.memo(), item, true));
    for (Change change : judged.changes()) {
      switch (change) {
        case Change.Added(Item item) ->
            put(leads, task, judged.memo(), item, item.is(Item.HISTORY));
        case Change.Edited(_, Item after, _) ->
            put(leads, task, judged.memo(), after, after.is(Item.HISTORY));
        case Change.Reappeared(Item item) ->
            put(leads, task, judged.memo(), item, item.is(Item.HISTORY));
        case Change.Withdrawn(Item item) -> {
          if (item.kind() == Item.Kind.DOCKET_ENTRY) {
            leads.put(item.key(), new Lead(item, null, null, Consequences.NONE, false, true));
          }
        }
        case Change.TextChanged _,
            Change.DocumentReplaced _,
            Change.Followed _,
            Change.PageGone _,
            Change.PageBack _ -> {}
      }
    }
    return List.copyOf(leads.values());
  }

  private void put(Map<String, Lead> leads, Task task, Memo memo, Item item, boolean historic) {
    if (item.kind() != Item.Kind.DOCKET_ENTRY) {
      return;
    }
    String court = known(task.watch(), memo, item, "court", 0);
    String number = known(task.watch(), memo, item, "docket-number", 1);
    Lead unread = new Lead(item, court, number, Consequences.NONE, historic, false);
    Consequences consequences;
    try {
      consequences =
          reader.read(
              unread.text().text(),
              court,
              number,
              item.published() == null ? null : item.published().day());
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("what an entry of {} leads to could not be read", task.watch().id(), e);
      consequences = Consequences.NONE;
    }
    leads.put(item.key(), new Lead(item, court, number, consequences, historic, false));
  }

  /** The entry's own word goes first, then the configuration's, then what the docket said. */
  private static @Nullable String known(Watch watch, Memo memo, Item item, String what, int part) {
    String own = item.fields().get(what);
    if (own != null && !own.isBlank()) {
      return own;
    }
    String[] learned = memo.get(Memo.CASE).orElse("").split(" ", 2);
    return watch
        .source()
        .text(what)
        .orElse(learned.length < 2 || learned[part].isBlank() ? null : learned[part]);
  }
}

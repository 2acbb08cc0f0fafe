package crier.watch;

import crier.model.Alert;
import crier.model.Content;
import crier.model.DocketDate;
import crier.model.DocketDate.Entry;
import crier.model.DocketDate.Owner;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Gravity;
import crier.model.Ids;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Memo;
import crier.model.Published;
import crier.model.Significance;
import crier.model.Snapshot;
import crier.model.Subject;
import crier.model.Watch;
import crier.model.WatchState;
import crier.rules.EntryReader;
import crier.rules.EntryReader.Read;
import crier.store.Deadlines;
import crier.store.History;
import crier.watch.Tick.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a look's docket entries do to the dates of their cases: whatever is new or says something
 * else is read, at the first look everything. Nobody is told of what is read; only what was told
 * before and has turned out otherwise is corrected.
 */
final class DateLedger {

  private static final Set<String> DOCKETS =
      Set.of("courtlistener-docket", "courtlistener-search", "court-rss");

  private final EntryReader reader;
  private final History history;
  private final Deadlines deadlines;
  private final Ids ids;

  DateLedger(EntryReader reader, History history, Ids ids) {
    this.reader = reader;
    this.history = history;
    this.deadlines = history.deadlines();
    this.ids = ids;
  }

  /** What is to be kept of a look, case by case; empty where it read no entry anew. */
  List<Deadlines.Ledger> of(Task task, WatchState state, Judged judged) {
    Watch watch = task.watch();
    if (!DOCKETS.contains(watch.source().type())) {
      return List.of();
    }
    boolean all = state.snapshot() == null || !deadlines.isRead(watch.id());
    if (judged.seen() == null && !all) {
      return List.of();
    }
    Snapshot before = state.snapshot() == null ? null : history.snapshot(state.snapshot()).orElse(null);
    Snapshot after = judged.seen() == null ? before : judged.seen().snapshot();
    Map<String, String> known = all ? Map.of() : words(before);
    Map<List<String>, List<Read>> cases = new LinkedHashMap<>();
    for (Item entry : entries(after)) {
      if (!words(entry).equals(known.get(entry.key()))) {
        List<String> names = names(task, judged.memo(), entry);
        cases
            .computeIfAbsent(names, _ -> new ArrayList<>())
            .add(reader.read(watch, judged.memo(), entry));
      }
    }
    return cases.entrySet().stream()
        .map(one ->
            new Deadlines.Ledger(
                watch.id(),
                one.getKey(),
                dates -> outcome(watch, one.getKey().getFirst(), dates, one.getValue(), judged.at())))
        .toList();
  }

  private static List<String> names(Task task, Memo memo, Item entry) {
    List<String> names = task.cases().namesOf(task.watch(), memo, entry);
    return names.isEmpty() ? List.of("watch " + task.watch().id()) : names;
  }

  private static List<Item> entries(@Nullable Snapshot snapshot) {
    Content content = snapshot == null ? null : snapshot.content();
    return content instanceof Listing(List<Item> items, _)
        ? items.stream()
            .filter(item -> item.kind() == Item.Kind.DOCKET_ENTRY && !item.key().equals("docket"))
            .toList()
        : List.of();
  }

  private static Map<String, String> words(@Nullable Snapshot snapshot) {
    Map<String, String> words = new HashMap<>();
    entries(snapshot).forEach(entry -> words.put(entry.key(), words(entry)));
    if (snapshot != null) {
      snapshot.absent().forEach(gone -> words.put(gone.item().key(), words(gone.item())));
    }
    return words;
  }

  private static String words(Item entry) {
    return entry.title() + "\n" + entry.text();
  }

  private Deadlines.Outcome outcome(
      Watch watch, String caseName, List<DocketDate> known, List<Read> entries, Instant at) {
    DocketDates dates = new DocketDates(watch, caseName, known, at);
    dates.read(entries);
    Map<Owner, List<Finding>> corrections =
        dates.corrected().stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.getKey().owner(),
                    LinkedHashMap::new,
                    Collectors.mapping(one -> correction(one.getKey(), one.getValue(), at), Collectors.toList())));
    List<Finding> own =
        corrections.entrySet().stream()
            .filter(one -> one.getKey().watch().equals(watch.id()))
            .flatMap(one -> one.getValue().stream())
            .toList();
    List<Alert> others =
        corrections.entrySet().stream()
            .filter(one -> !one.getKey().watch().equals(watch.id()))
            .map(one -> alert(ids.next(at), one.getKey(), one.getValue(), at))
            .toList();
    return new Deadlines.Outcome(
        dates.changed(), told -> own.isEmpty() ? told : Optional.of(with(watch, told, own, at)), others);
  }

  /** The look's alert with what it corrects; one of its own where the look tells nothing else. */
  private Alert with(Watch watch, Optional<Alert> told, List<Finding> corrections, Instant at) {
    List<Finding> all =
        Stream.concat(corrections.stream(), told.stream().flatMap(one -> one.findings().stream()))
            .sorted(Gravity.OF_FINDINGS)
            .toList();
    return new Alert(
        told.map(Alert::id).orElseGet(() -> ids.next(at)),
        Alert.Kind.ALERT,
        watch.id(),
        watch.name(),
        watch.story(),
        Summary.subject(watch, all),
        all.getFirst().significance(),
        at,
        all,
        "",
        null,
        null);
  }

  private static Finding correction(DocketDate before, DocketDate after, Instant at) {
    Entry by = after.endedBy() == null ? after.setBy() : after.endedBy();
    return finding(before, by, rank(before), DateWords.corrected(before, after, at), "it corrects what was told of this date before", "");
  }

  /** Of a hearing the minutes may never reach CourtListener; a paper that is owed does. */
  static Significance rank(DocketDate date) {
    return date.deadline().kind() == crier.model.Deadline.Kind.DUE
        ? Significance.NOTABLE
        : Significance.ROUTINE;
  }

  /**
   * What is told of a date.
   *
   * @param by the entry that is quoted
   * @param measured what Crier itself adds, or empty
   */
  static Finding finding(
      DocketDate date, Entry by, Significance rank, String headline, String because, String measured) {
    Entry set = date.setBy();
    return new Finding(
        set.watch().equals(date.owner().watch()) ? set.key() : "",
        List.of(Event.DEADLINE),
        rank,
        because,
        headline,
        by.title(),
        by.link(),
        by.day() == null ? null : Published.on(by.day()),
        by.quote(),
        null,
        null,
        List.of(),
        List.of(),
        null,
        crier.model.Proof.NONE.measuring(measured));
  }

  /** An alert about dates of one watch. */
  static Alert alert(String id, Owner owner, List<Finding> findings, Instant at) {
    return new Alert(
        id,
        Alert.Kind.ALERT,
        owner.watch(),
        owner.watchName(),
        owner.story(),
        Subject.of(findings, owner.watchName(), owner.watchName()),
        findings.getFirst().significance(),
        at,
        findings,
        "",
        null,
        null);
  }
}

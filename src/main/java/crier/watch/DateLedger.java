package crier.watch;

import crier.model.Alert;
import crier.model.DocketDate;
import crier.model.DocketDate.Entry;
import crier.model.DocketDate.Owner;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Ids;
import crier.model.Item;
import crier.model.Memo;
import crier.model.Published;
import crier.model.Significance;
import crier.model.Subject;
import crier.model.Watch;
import crier.rules.docket.DocketClassifier;
import crier.store.Beside;
import crier.store.Deadlines;
import crier.watch.Tick.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a look's docket entries do to the dates of their cases. Nobody is told of what is read; only
 * what was told before and has turned out otherwise is corrected.
 */
public final class DateLedger implements Leads.Part {

  private final DocketClassifier classifier;
  private final Ids ids;

  public DateLedger(DocketClassifier classifier, Ids ids) {
    this.classifier = classifier;
    this.ids = ids;
  }

  @Override
  public List<Beside> of(
      Task task, Memo memo, Instant began, List<Lead> leads, boolean first, Instant at) {
    Watch watch = task.watch();
    Map<List<String>, List<ReadEntry>> cases = new LinkedHashMap<>();
    for (Lead lead : leads) {
      if (!lead.gone() && !lead.item().key().equals("docket")) {
        cases
            .computeIfAbsent(names(task, memo, lead.item()), _ -> new ArrayList<>())
            .add(read(lead));
      }
    }
    if (cases.isEmpty() && first) {
      cases.put(List.of("watch " + watch.id()), List.of());
    }
    return cases.entrySet().stream()
        .<Beside>map(one ->
            new Deadlines.Ledger(
                watch.id(),
                one.getKey(),
                dates -> outcome(watch, one.getKey().getFirst(), dates, one.getValue(), at)))
        .toList();
  }

  private ReadEntry read(Lead lead) {
    Published published = lead.item().published();
    return new ReadEntry(
        lead.item(),
        lead.court() == null ? "" : lead.court(),
        published == null ? null : published.day(),
        classifier.classify(lead.text()),
        lead.consequences());
  }

  private static List<String> names(Task task, Memo memo, Item entry) {
    List<String> names = task.cases().namesOf(task.watch(), memo, entry);
    return names.isEmpty() ? List.of("watch " + task.watch().id()) : names;
  }

  private Deadlines.Outcome outcome(
      Watch watch, String caseName, List<DocketDate> known, List<ReadEntry> entries, Instant at) {
    DocketDates dates = new DocketDates(watch, caseName, known, at);
    dates.read(entries);
    Map<Owner, List<Finding>> corrections =
        dates.corrected().stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.getKey().owner(),
                    LinkedHashMap::new,
                    Collectors.mapping(
                        one -> correction(one.getKey(), one.getValue(), at), Collectors.toList())));
    return new Deadlines.Outcome(
        dates.changed(),
        corrections.entrySet().stream()
            .map(one -> alert(ids.next(at), one.getKey(), one.getValue(), at))
            .toList());
  }

  private static Finding correction(DocketDate before, DocketDate after, Instant at) {
    Entry by = after.endedBy() == null ? after.setBy() : after.endedBy();
    return finding(
        before,
        by,
        rank(before),
        DateWords.corrected(before, after, at),
        "it corrects what was told of this date before",
        "");
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
      DocketDate date,
      Entry by,
      Significance rank,
      String headline,
      String because,
      String measured) {
    Entry set = date.setBy();
    return new Finding(
        set.watch().equals(date.owner().watch()) ? set.key() : "",
        List.of(Event.NEW_ITEM),
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

package crier.watch;

import crier.model.Awaited.Condition;
import crier.model.Awaited.Mark;
import crier.model.Awaited.Said;
import crier.model.Consequences;
import crier.model.Consequences.Relative;
import crier.model.Consequences.Scope;
import crier.model.Event;
import crier.model.Ids;
import crier.model.Item;
import crier.model.Kin;
import crier.model.Memo;
import crier.rules.EntryQuote;
import crier.rules.docket.DecisionReader;
import crier.rules.docket.DocketClassifier;
import crier.rules.docket.Recorded;
import crier.source.Courts;
import crier.source.DocketNumber;
import crier.store.Beside;
import crier.store.DocketLinks;
import crier.watch.InForce.Case;
import crier.watch.Tick.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps what a look shows of one docket's having to do with another. */
public final class Linking implements Leads.Part {

  /** At the end of an appeal's entry stand the numbers that it is filed in: [25-5122, 25-5123]. */
  private static final Pattern FILED_IN =
      Pattern.compile("\\[((?:[0-9]{2}-[0-9]{2,6}(?:, |\\]))+)");

  private static final Pattern APPEAL = Pattern.compile("(?i)\\bappeals?\\b|\\bcircuit\\b");

  private final DocketLinks links;
  private final DocketClassifier classifier;
  private final DecisionReader decisions;
  private final Supplier<InForce> inForce;
  private final Ids ids;

  /**
   * Makes one.
   *
   * @param inForce the watches of the configuration that is in force
   */
  public Linking(
      DocketLinks links, DocketClassifier classifier, Supplier<InForce> inForce, Ids ids) {
    this.links = links;
    this.classifier = classifier;
    this.decisions = new DecisionReader(classifier);
    this.inForce = inForce;
    this.ids = ids;
  }

  /** What has newly come of what cases wait for; see {@link DocketLinks#settle}. */
  public static DocketLinks.Turned turn(
      DocketLinks.State state, InForce inForce, Instant at, Ids ids) {
    return Waiting.turn(state, inForce, at, ids);
  }

  @Override
  public List<Beside> of(
      Task task, Memo memo, Instant began, List<Lead> leads, boolean first, Instant at) {
    List<DocketLinks.Read> read = new ArrayList<>();
    List<Kin> kin = new ArrayList<>();
    leads.forEach(lead -> kin.addAll(kin(task, lead)));
    memo.get(Memo.ORIGIN).flatMap(origin -> origin(task, origin)).ifPresent(kin::add);
    for (Lead lead : leads) {
      Condition condition = lead.gone() ? null : condition(task, lead, kin, at);
      List<Mark> marks = lead.gone() ? List.of() : marks(task, lead, began);
      if (!first || condition != null || !marks.isEmpty()) {
        read.add(new DocketLinks.Read(lead.item().key(), condition, marks, List.of()));
      }
      if (condition != null && condition.scope() == Scope.OTHER) {
        condition
            .numbers()
            .forEach(number ->
                kin.add(
                    new Kin(
                        task.watch().id(),
                        null,
                        condition.court(),
                        number,
                        condition.said(),
                        null)));
      }
    }
    if (!kin.isEmpty()) {
      read.add(new DocketLinks.Read(" kin", null, List.of(), kin));
    }
    return read.isEmpty() && !first
        ? List.of()
        : List.of(
            links.keeping(
                task.watch().id(),
                read,
                first ? Leads.READING : 0,
                at,
                state -> Waiting.turn(state, inForce.get(), at, ids)));
  }

  private @Nullable Condition condition(Task task, Lead lead, List<Kin> kin, Instant at) {
    Consequences.WaitsFor waits = lead.consequences().waitsFor();
    if (waits == null || !decisions.isTheCourts(lead.text())) {
      return null;
    }
    List<Event> events = classifier.classify(lead.text()).stream().map(Recorded::event).toList();
    List<String> numbers = waits.docketNumbers().stream().map(Linking::written).toList();
    String court = waits.court();
    if (numbers.isEmpty() && waits.scope() == Scope.OTHER && APPEAL.matcher(waits.event()).find()) {
      List<Kin> appeals =
          Stream.concat(kin.stream(), links.kin().stream())
              .filter(one -> one.watch().equals(task.watch().id()))
              .filter(one -> one.kind() == Relative.Kind.APPEAL)
              .toList();
      // "Plaintiff's appeal" is this docket's own, when it has only one
      if (appeals.stream().map(Kin::number).distinct().count() == 1) {
        numbers = List.of(appeals.getFirst().number());
        court = appeals.getFirst().court();
      }
    }
    if (court.isEmpty() && !numbers.isEmpty()) {
      court = court(numbers.getFirst(), lead.court());
    }
    return new Condition(
        task.watch().id(),
        court,
        numbers,
        waits.event(),
        waits.until(),
        waits.scope(),
        events,
        said(lead.item(), waits.quote()),
        at);
  }

  /** An appeal's number without its court is one of the circuit's. */
  private static String court(String number, @Nullable String own) {
    Optional<DocketNumber> read = DocketNumber.read(number);
    if (own == null || read.isEmpty()) {
      return "";
    }
    return read.get().type() == null ? Courts.circuit(own).orElse("") : "";
  }

  private static String written(String number) {
    return DocketNumber.read(number).map(DocketNumber::toString).orElse(number);
  }

  private static Said said(Item item, String quote) {
    return new Said(
        item.key(),
        item.title(),
        item.link(),
        item.published() == null ? null : item.published().day(),
        quote);
  }

  private List<Mark> marks(Task task, Lead lead, Instant began) {
    List<String> numbers = new ArrayList<>();
    String number = lead.docketNumber();
    if (number != null) {
      Stream.of(number.split(", ", -1)).map(Linking::written).forEach(numbers::add);
    }
    String text = lead.text().text();
    String court = lead.court() == null ? "" : lead.court();
    if (court.isEmpty() || Courts.isAppellate(court)) {
      Matcher filed = FILED_IN.matcher(text);
      while (filed.find()) {
        Stream.of(filed.group(1).replace("]", "").split(", ", -1))
            .filter(one -> !one.isBlank() && !numbers.contains(one))
            .forEach(numbers::add);
      }
    }
    return decisions.read(lead.text()).stream()
        .map(decision ->
            new Mark(
                task.watch().id(),
                court,
                numbers,
                decision.kind(),
                decision.events(),
                said(lead.item(), EntryQuote.of(text, decision.quote())),
                lead.historic(),
                began))
        .toList();
  }

  private List<Kin> kin(Task task, Lead lead) {
    List<Kin> kin = new ArrayList<>();
    for (Relative relative : lead.consequences().relatives()) {
      if (DocketNumber.read(relative.docketNumber()).isEmpty()) {
        continue; // a state's number, or an MDL's: nothing that could be watched
      }
      String number = written(relative.docketNumber());
      String court = relative.court();
      if (court.isEmpty() && relative.kind() == Relative.Kind.APPEAL) {
        court = court(number, lead.court());
      }
      if (isOwn(lead, court, number)) {
        continue;
      }
      Said said = said(lead.item(), relative.quote());
      Kin named = new Kin(task.watch().id(), relative.kind(), court, number, said, null);
      kin.add(named);
      if (relative.kind() == Relative.Kind.ORIGIN) {
        below(task, lead, court, number, said).ifPresent(kin::add);
      }
    }
    return kin;
  }

  private static boolean isOwn(Lead lead, String court, String number) {
    return lead.docketNumber() != null
        && Stream.of(lead.docketNumber().split(", ", -1))
            .anyMatch(own ->
                new Case(lead.court() == null ? "" : lead.court(), own)
                    .sameAs(new Case(court, number)));
  }

  /**
   * An appeal, seen by a watch that follows no docket, whose court names a watched case as its
   * origin, before that case's own docket says so.
   */
  private Optional<Kin> below(Task task, Lead lead, String court, String number, Said said) {
    if (lead.court() == null || lead.docketNumber() == null) {
      return Optional.empty();
    }
    String own = written(lead.docketNumber().split(", ", -1)[0]);
    return inForce.get().following(court, number).stream()
        .filter(watch -> !watch.id().equals(task.watch().id()))
        .filter(_ -> inForce.get().following(String.valueOf(lead.court()), own).isEmpty())
        .findFirst()
        .map(watch ->
            new Kin(
                watch.id(), Relative.Kind.APPEAL, String.valueOf(lead.court()), own, said, null));
  }

  /** What CourtListener's docket says that it comes from. */
  private static Optional<Kin> origin(Task task, String origin) {
    String[] parts = origin.split(" ", 2);
    if (parts.length < 2 || DocketNumber.read(parts[1]).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Kin(
            task.watch().id(),
            Relative.Kind.ORIGIN,
            parts[0],
            written(parts[1]),
            new Said("docket", "CourtListener's docket", null, null, ""),
            null));
  }
}

package crier.app;

import crier.config.Settings;
import crier.model.Alert;
import crier.model.DocketDate;
import crier.model.Ids;
import crier.rules.docket.DocketClassifier;
import crier.store.Database;
import crier.store.Deadlines;
import crier.store.DocketLinks;
import crier.store.Watches;
import crier.watch.Counting;
import crier.watch.InForce;
import crier.watch.Kindred;
import crier.watch.Leads;
import crier.watch.Linking;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What is to be done about dockets that have to do with each other, beside looking at them. */
final class DocketRounds {

  final DocketLinks links;

  private final Deadlines deadlines;
  private final Supplier<ActiveConfiguration> active;
  private final Watches watches;
  private final InstantSource clock;
  private final Ids ids;

  /**
   * Makes one.
   *
   * @param active the configuration in force
   */
  DocketRounds(
      Supplier<ActiveConfiguration> active,
      Database database,
      Watches watches,
      InstantSource clock,
      Ids ids) {
    this.links = new DocketLinks(database);
    this.deadlines = new Deadlines(database);
    this.active = active;
    this.watches = watches;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * What docket entries lead to; a new part is a line here.
   *
   * @param datesRead whether the dates of a watch, by id, have been read
   * @param dates keeps what entries say of dates
   */
  Leads leads(
      DocketClassifier classifier,
      Leads.Reader reader,
      Predicate<String> datesRead,
      Leads.Part dates) {
    return new Leads(
        reader,
        watch -> links.isRead(watch, Leads.READING) && datesRead.test(watch),
        List.of(new Linking(links, classifier, () -> active.get().inForce(), ids), dates));
  }

  /** The watches in force, with what their dockets turned out to be. */
  InForce inForce() {
    Settings settings = active.get().settings();
    return InForce.of(settings.watches(), settings.stories(), watches.states());
  }

  /** Days of duties that run from what another docket decides. */
  private void count(InForce inForce, Instant now) {
    List<DocketDate> open =
        deadlines.since(LocalDate.ofInstant(now, ZoneOffset.UTC)).stream()
            .filter(date -> date.deadline().period() != null)
            .toList();
    if (!open.isEmpty()) {
      Counting counting = new Counting(links.state(), inForce, now);
      for (DocketDate date : open) {
        counting.counted(date).ifPresent(counted -> deadlines.pass(date, counted, null));
      }
    }
  }

  /**
   * Tells what has come of what cases wait for, and deals with dockets that are named and not
   * watched.
   *
   * @param told is run when there is something to send
   * @return whether other watches are to be in force now than are
   */
  boolean run(Runnable told) {
    Instant now = clock.instant();
    InForce inForce = inForce();
    List<Alert> alerts = links.settle(now, state -> Linking.turn(state, inForce, now, ids));
    Optional<DocketLinks.Dealt> dealt =
        links.deal(now, named -> Kindred.deal(named, inForce, now, ids));
    count(inForce, now);
    if (!alerts.isEmpty() || dealt.isPresent()) {
      told.run();
    }
    ActiveConfiguration inUse = active.get();
    return !Kindred.joined(inUse.written().watches(), links.kin())
        .equals(inUse.settings().watches());
  }
}

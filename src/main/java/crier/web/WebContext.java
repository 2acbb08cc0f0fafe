package crier.web;

import crier.alert.subscribers.OptIn;
import crier.model.Allowance;
import crier.model.Site;
import crier.model.Story;
import crier.model.Watch;
import crier.store.Alerts;
import crier.store.History;
import crier.store.Outbox;
import crier.store.Watches;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the pages are made from. What a reload can change is asked for at every request.
 *
 * @param alive whether the ticker ticks
 * @param ready whether the database answers
 * @param trouble what is wrong with an edited configuration that was not taken, or empty
 * @param quota what is left of CourtListener's budget
 * @param optIn how people get on the list and leave it
 * @param verbsToken opens {@code /internal/verbs}
 * @param hookSecret the last part of CourtListener's webhook address; empty: there is no such
 *     address
 * @param hooks stores what CourtListener posts
 * @param desk what the operator can do
 * @param dockets what dockets have to do with each other
 */
public record WebContext(
    Supplier<Site> site,
    Supplier<List<Story>> stories,
    Supplier<List<Watch>> watches,
    Alerts alerts,
    Watches states,
    History history,
    Outbox outbox,
    InstantSource clock,
    BooleanSupplier alive,
    BooleanSupplier ready,
    Supplier<String> trouble,
    Supplier<Allowance> quota,
    Supplier<OptIn> optIn,
    Metrics metrics,
    VerbRunner verbs,
    String verbsToken,
    Supplier<String> hookSecret,
    HookReceiver hooks,
    OperatorDesk desk,
    Dockets dockets) {

  /** Never shows a token. */
  @Override
  public String toString() {
    return "WebContext";
  }
}

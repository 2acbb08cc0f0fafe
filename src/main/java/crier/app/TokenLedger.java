package crier.app;

import crier.source.courtlistener.RateBudget;
import crier.store.NamedValues;
import java.util.Optional;
import java.util.function.Function;

/** Keeps the budget's records among the keepsakes. */
record TokenLedger(NamedValues keepsakes) implements RateBudget.Ledger {
  @Override
  public Optional<String> find(String name) {
    return keepsakes.find(name);
  }

  @Override
  public void change(String name, Function<Optional<String>, String> change) {
    keepsakes.change(name, change);
  }
}

package crier.app;

import crier.source.courtlistener.RateBudget;
import crier.store.NamedValues;
import java.util.Optional;
import java.util.function.Function;

/** Keeps the budget's records among the values. */
record TokenLedger(NamedValues values) implements RateBudget.Ledger {
  @Override
  public Optional<String> find(String name) {
    return values.find(name);
  }

  @Override
  public void change(String name, Function<Optional<String>, String> change) {
    values.change(name, change);
  }
}

package crier.source.courtlistener;

import crier.store.Database;
import crier.store.Keepsakes;
import java.util.Optional;
import java.util.function.Function;

/** Records of budgets in a database, as the program keeps them. */
record Ledgers(Keepsakes keepsakes) implements RateBudget.Ledger {

  static Ledgers in(Database database) {
    return new Ledgers(new Keepsakes(database));
  }

  @Override
  public Optional<String> find(String name) {
    return keepsakes.find(name);
  }

  @Override
  public void change(String name, Function<Optional<String>, String> change) {
    keepsakes.change(name, change);
  }
}

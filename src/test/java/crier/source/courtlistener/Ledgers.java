package crier.source.courtlistener;

import crier.store.Database;
import crier.store.NamedValues;
import java.util.Optional;
import java.util.function.Function;

/** Records of budgets in a database, as the program keeps them. */
record Ledgers(NamedValues values) implements RateBudget.Ledger {

  static Ledgers in(Database database) {
    return new Ledgers(new NamedValues(database));
  }

  @Override
  public Optional<String> find(String name) {
    return values.find(name);
  }

  @Override
  public void change(String name, Function<Optional<String>, String> change) {
    values.change(name, change);
  }
}

package crier.store;

import java.util.List;

/** All that a database holds, as text: to see what it does not hold. */
public final class Dump {

  private Dump() {}

  public static String of(Database database) {
    List<String> lines =
        database.read(handle -> handle.createQuery("SCRIPT").mapTo(String.class).list());
    return String.join("\n", lines);
  }
}

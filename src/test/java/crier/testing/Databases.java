package crier.testing;

import crier.store.Database;
import crier.store.DatabaseSettings;
import java.nio.file.Path;
import java.util.UUID;

/** Databases for tests: real H2, migrated. */
public final class Databases {

  private Databases() {}

  /** One that lives as long as it is open. */
  public static Database inMemory() {
    return Database.open(new DatabaseSettings("jdbc:h2:mem:" + UUID.randomUUID(), "", ""));
  }

  /** One in a file below this folder; the same one for the same folder. */
  public static Database in(Path folder) {
    return Database.open(settings(folder));
  }

  public static DatabaseSettings settings(Path folder) {
    return new DatabaseSettings("jdbc:h2:file:" + folder.resolve("crier").toAbsolutePath(), "", "");
  }
}

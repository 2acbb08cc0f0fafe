package crier.store;

import java.util.Optional;

/** Small named values that must outlive a restart. */
public final class Keepsakes {

  private final Database database;

  public Keepsakes(Database database) {
    this.database = database;
  }

  public Optional<String> find(String name) {
    return database.read(handle ->
        handle
            .createQuery("SELECT value FROM keepsake WHERE name = :name")
            .bind("name", name)
            .mapTo(String.class)
            .findOne());
  }

  public void keep(String name, String value) {
    database.useTransaction(handle ->
        handle
            .createUpdate(
                """
                MERGE INTO keepsake t USING (VALUES (CAST(:name AS VARCHAR), CAST(:value AS VARCHAR)))
                  AS s(name, value) ON t.name = s.name
                WHEN MATCHED THEN UPDATE SET value = s.value
                WHEN NOT MATCHED THEN INSERT (name, value) VALUES (s.name, s.value)\
                """)
            .bind("name", name)
            .bind("value", value)
            .execute());
  }
}

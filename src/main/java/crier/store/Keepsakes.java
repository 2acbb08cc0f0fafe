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
            .createQuery("SELECT content FROM keepsake WHERE name = :name")
            .bind("name", name)
            .mapTo(String.class)
            .findOne());
  }

  /** Keeps a value unless there is one, and returns the one there is; the first to come wins. */
  public String keepFirst(String name, String value) {
    return database.durably(handle -> {
      handle
          .createUpdate(
              """
              INSERT INTO keepsake (name, content)
              SELECT CAST(:name AS VARCHAR), CAST(:content AS VARCHAR)
              WHERE NOT EXISTS (SELECT 1 FROM keepsake k WHERE k.name = :name)\
              """)
          .bind("name", name)
          .bind("content", value)
          .execute();
      return handle
          .createQuery("SELECT content FROM keepsake WHERE name = :name")
          .bind("name", name)
          .mapTo(String.class)
          .one();
    });
  }

  public void keep(String name, String value) {
    database.useTransaction(handle ->
        handle
            .createUpdate(
                """
                MERGE INTO keepsake t USING (VALUES (CAST(:name AS VARCHAR), CAST(:content AS VARCHAR)))
                  AS s(name, content) ON t.name = s.name
                WHEN MATCHED THEN UPDATE SET content = s.content
                WHEN NOT MATCHED THEN INSERT (name, content) VALUES (s.name, s.content)\
                """)
            .bind("name", name)
            .bind("content", value)
            .execute());
  }
}

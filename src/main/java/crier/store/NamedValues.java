package crier.store;

import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Small named values that must outlive a restart. */
public final class NamedValues {

  private final Database database;

  public NamedValues(Database database) {
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
    database.useTransaction(handle -> keep(handle, name, value));
  }

  /** As {@link #keep}, and on the disk when this returns. */
  void keepDurably(String name, String value) {
    database.durably(handle -> keep(handle, name, value));
  }

  private static int keep(Handle handle, String name, String value) {
    return handle
        .createUpdate(
            """
            MERGE INTO keepsake t USING (VALUES (CAST(:name AS VARCHAR), CAST(:content AS VARCHAR)))
              AS s(name, content) ON t.name = s.name
            WHEN MATCHED THEN UPDATE SET content = s.content
            WHEN NOT MATCHED THEN INSERT (name, content) VALUES (s.name, s.content)\
            """)
        .bind("name", name)
        .bind("content", value)
        .execute();
  }

  /**
   * Changes a value, one change at a time across all nodes: its row is locked while {@code change}
   * runs, which therefore must be quick, and is run again where another transaction was in the way.
   *
   * @param change from the value, empty when there is none yet, to the one to keep
   */
  public void change(String name, Function<Optional<String>, String> change) {
    database.inTransaction(handle -> {
      Optional<String> before =
          handle
              .createQuery("SELECT content FROM keepsake WHERE name = :name FOR UPDATE")
              .bind("name", name)
              .mapTo(String.class)
              .findOne();
      String after = change.apply(before);
      if (before.isPresent() && before.get().equals(after)) {
        return 0;
      }
      String sql =
          before.isPresent()
              ? "UPDATE keepsake SET content = :content WHERE name = :name"
              // where two make it at once, the second finds its key taken and begins again
              : "INSERT INTO keepsake (name, content) VALUES (:name, :content)";
      return handle.createUpdate(sql).bind("name", name).bind("content", after).execute();
    });
  }
}

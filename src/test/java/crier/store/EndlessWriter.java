package crier.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Commits and says so until it is killed: {@code URL FILE}. Each commit writes its number into some
 * of the rows, and is acknowledged with a line in the file when it is with the operating system:
 * all that outlives a kill. That shows more than waiting for the disk after each.
 */
public final class EndlessWriter {

  static final int ROWS = 400;
  private static final int AT_ONCE = 64;
  private static final Random RANDOM = new Random(4387);

  private EndlessWriter() {}

  public static void main(String[] args) throws IOException {
    try (Database database = Database.open(new DatabaseSettings(args[0], "", ""));
        PrintStream said =
            new PrintStream(new FileOutputStream(args[1], true), true, StandardCharsets.UTF_8)) {
      for (long number = last(database) + 1; true; number++) {
        commit(database, number);
        said.println(number);
      }
    }
  }

  /** Writes a number into row 0 and some others. */
  static void commit(Database database, long number) {
    String content = number + " " + "x".repeat(280);
    database.inTransaction(handle -> {
      PreparedBatch batch =
          handle.prepareBatch("UPDATE keepsake SET content = :content WHERE name = :name");
      batch.bind("content", content).bind("name", "row 0").add();
      for (int i = 1; i < AT_ONCE; i++) {
        batch.bind("content", content).bind("name", "row " + (1 + RANDOM.nextInt(ROWS - 1))).add();
      }
      return batch.execute().length;
    });
  }

  /** Makes the rows, all with the number 0. */
  static void prepare(Database database) {
    database.durably(handle -> {
      PreparedBatch batch =
          handle.prepareBatch("INSERT INTO keepsake (name, content) VALUES (:name, '0 ')");
      for (int i = 0; i < ROWS; i++) {
        batch.bind("name", "row " + i).add();
      }
      return batch.execute().length;
    });
  }

  /** The number of the last commit that is there. */
  static long last(Database database) {
    return database.read(handle ->
        Long.parseLong(
            handle
                .createQuery("SELECT content FROM keepsake WHERE name = 'row 0'")
                .mapTo(String.class)
                .one()
                .replaceAll(" .*", "")));
  }
}

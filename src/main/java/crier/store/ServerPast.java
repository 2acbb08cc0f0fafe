package crier.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * Which servers' databases were used from here, in a small file of the data folder: a server that
 * was emptied, or made anew under the same name, is not taken for a fresh start. A {@code
 * crier.key} there says the same: subscribers and their links belong to some database.
 */
public final class ServerPast {

  private static final String LIST = "crier.past";
  private static final String KEY = "crier.key";

  private ServerPast() {}

  /**
   * Says that there was a past and is none; nothing is made or changed.
   *
   * @param folder the data folder, which need not exist
   * @throws Database.Unusable when the server's database is empty, and something was stored before
   */
  public static void check(DatabaseSettings settings, Path folder) {
    String told = witness(settings, folder);
    if (!settings.isEmbedded() && !told.isEmpty() && isEmpty(settings)) {
      throw new Database.Unusable(
          Database.Unusable.Why.PAST_GONE,
          "the database %s holds nothing, but %s says that there was one: restore a backup with `crier restore FILE`, name the database that was used in `database.url`, or begin anew with --begin-anew"
              .formatted(settings, told));
    }
  }

  private static String witness(DatabaseSettings settings, Path folder) {
    if (lines(folder).contains(settings.toString())) {
      return folder.resolve(LIST).toString();
    }
    return Files.exists(folder.resolve(KEY)) ? folder.resolve(KEY).toString() : "";
  }

  /** Remembers a server's database that was opened. */
  public static void remember(DatabaseSettings settings, Path folder) {
    if (settings.isEmbedded() || lines(folder).contains(settings.toString())) {
      return;
    }
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(folder, DataFiles.OWNERS_FOLDER);
      }
      Files.writeString(
          folder.resolve(LIST),
          settings + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException | UnsupportedOperationException _) {
      // A node that may write nowhere knows less, and works.
    }
  }

  private static List<String> lines(Path folder) {
    try {
      return Files.readAllLines(folder.resolve(LIST), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return List.of();
    }
  }

  /** Whether the database answers and Crier has made nothing in it. */
  private static boolean isEmpty(DatabaseSettings settings) {
    try (var connection =
            DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        var tables =
            connection
                .getMetaData()
                .getTables(
                    null,
                    connection.getSchema(),
                    "flyway_schema_history",
                    new String[] {"TABLE"})) {
      return !tables.next();
    } catch (SQLException _) {
      return false; // whoever opens it says what is wrong
    }
  }
}

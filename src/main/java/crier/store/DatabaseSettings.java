package crier.store;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Section {@code database} of the configuration.
 *
 * @param url {@code jdbc:h2:file:…} or {@code jdbc:postgresql:…}
 * @param user empty for H2
 * @param password empty for H2
 */
public record DatabaseSettings(String url, String user, String password) {

  private static final String FILE = "jdbc:h2:file:";

  public boolean isEmbedded() {
    return url.startsWith("jdbc:h2:");
  }

  /** The file of an embedded database, without H2's ending; empty for a server's, and in memory. */
  public Optional<Path> file() {
    return url.startsWith(FILE)
        ? Optional.of(Path.of(url.substring(FILE.length()).replaceAll(";.*", "")).toAbsolutePath())
        : Optional.empty();
  }

  /** Where that file is. */
  public Optional<Path> folder() {
    return file().map(Path::getParent);
  }

  /** Never shows the password, nor a query part that might hold one. */
  @Override
  public String toString() {
    return url.replaceAll("[?;].*", "");
  }
}

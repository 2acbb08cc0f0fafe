package crier.app;

import crier.store.DatabaseSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * How other verbs find a running daemon: a file beside the embedded database, readable by its owner
 * only, with the daemon's address and a token made anew at every start.
 */
final class DaemonFile {

  private static final int TOKEN_BYTES = 32;
  private static final int LINES = 2;

  /** Where the daemon is, and what opens it. */
  record Daemon(String address, String token) {

    /** Never shows the token. */
    @Override
    public String toString() {
      return "Daemon[" + address + "]";
    }
  }

  private final Path file;

  private DaemonFile(Path file) {
    this.file = file;
  }

  /** The file for this database; empty for one that has no folder of ours (a server, memory). */
  static Optional<DaemonFile> of(DatabaseSettings database) {
    String prefix = "jdbc:h2:file:";
    if (!database.url().startsWith(prefix)) {
      return Optional.empty();
    }
    String path = database.url().substring(prefix.length()).replaceAll(";.*", "");
    Path folder = Path.of(path).toAbsolutePath().getParent();
    String name = Path.of(path).getFileName() + ".daemon";
    return folder == null ? Optional.empty() : Optional.of(new DaemonFile(folder.resolve(name)));
  }

  static String newToken(SecureRandom random) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Writes it, never readable by anybody else, not even for a moment. */
  void write(Daemon daemon) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path temporary =
        Files.createTempFile(
            folder,
            "daemon",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        temporary, daemon.address() + "\n" + daemon.token() + "\n", StandardCharsets.UTF_8);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  Optional<Daemon> read() {
    try {
      var lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      return lines.size() < LINES
          ? Optional.empty()
          : Optional.of(new Daemon(lines.get(0), lines.get(1)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // Left behind it does no harm: its token opens nothing.
    }
  }
}

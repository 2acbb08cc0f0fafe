package crier.app;

import crier.store.DatabaseSettings;
import java.io.IOException;
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

  private final OwnersFile file;

  private DaemonFile(OwnersFile file) {
    this.file = file;
  }

  /** The file for this database; empty for one that has no folder of ours (a server, memory). */
  static Optional<DaemonFile> of(DatabaseSettings database) {
    return OwnersFile.beside(database, ".daemon").map(DaemonFile::new);
  }

  static String newToken(SecureRandom random) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  void write(Daemon daemon) throws IOException {
    file.write(daemon.address() + "\n" + daemon.token() + "\n");
  }

  Optional<Daemon> read() {
    return file.read()
        .map(text -> text.lines().toList())
        .filter(lines -> lines.size() >= LINES)
        .map(lines -> new Daemon(lines.get(0), lines.get(1)));
  }

  /** Left behind it does no harm: its token opens nothing. */
  void delete() {
    file.delete();
  }
}

package crier.app;

import crier.store.DatabaseSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How other verbs find a running daemon: a file readable by its owner only, with the daemon's
 * address and a token made anew at every start. One is beside the embedded database; one is found
 * by the name of the configuration file alone, whatever stands in it by now.
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

  /**
   * The file for a daemon that was started with this configuration file; empty where there is no
   * folder that nobody else can write to.
   */
  static Optional<DaemonFile> of(Path configuration) {
    return OwnersFile.temporary(hash(configuration.toAbsolutePath().normalize()) + ".daemon")
        .map(DaemonFile::new);
  }

  private static String hash(Path path) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(path.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
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

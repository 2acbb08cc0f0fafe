package crier.app;

import crier.store.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says to the other verbs of this machine where the daemon is, for as long as it runs. */
final class Announcement {

  private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

  private final Optional<DaemonFile> besideDatabase;
  private final List<DaemonFile> files;

  /**
   * Writes nothing yet.
   *
   * @param configuration the file that the daemon was started with, if any
   */
  Announcement(DatabaseSettings database, Optional<Path> configuration) {
    this.besideDatabase = DaemonFile.of(database);
    this.files =
        Stream.concat(besideDatabase.stream(), configuration.flatMap(DaemonFile::of).stream())
            .toList();
  }

  /**
   * Writes it down.
   *
   * @param host that is listened on
   * @throws IOException when it cannot be written beside the database
   */
  void publish(String host, int port, String token) throws IOException {
    DaemonFile.Daemon daemon = new DaemonFile.Daemon(address(host, port), token);
    for (DaemonFile file : files) {
      try {
        file.write(daemon);
      } catch (IOException e) {
        if (besideDatabase.filter(file::equals).isPresent()) {
          throw e;
        }
        LOG.info("other verbs find this daemon by its database only: {}", e.toString());
      }
    }
  }

  /** The address by which this machine reaches what listens there. */
  static String address(String host, int port) {
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::") || host.equals("localhost");
    String reached = everywhere ? "127.0.0.1" : host;
    return "http://%s:%d".formatted(reached.contains(":") ? "[" + reached + "]" : reached, port);
  }

  /** Takes it back; what is left behind by a kill does no harm, its token opens nothing. */
  void withdraw() {
    files.forEach(DaemonFile::delete);
  }

  /** The daemon that runs with this configuration file and answers, if one does. */
  static Optional<DaemonFile.Daemon> find(Path configuration) {
    return DaemonFile.of(configuration)
        .flatMap(DaemonFile::read)
        .filter(daemon -> new Remote(daemon).answers());
  }
}

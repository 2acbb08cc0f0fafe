package crier.app;

import crier.store.DatabaseSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A small file, readable by its owner only. */
final class OwnersFile {

  private final Path file;

  private OwnersFile(Path file) {
    this.file = file;
  }

  /**
   * The file with this ending beside the database's own; empty for a database that has no folder of
   * ours (a server, memory).
   */
  static Optional<OwnersFile> beside(DatabaseSettings database, String ending) {
    String prefix = "jdbc:h2:file:";
    if (!database.url().startsWith(prefix)) {
      return Optional.empty();
    }
    String path = database.url().substring(prefix.length()).replaceAll(";.*", "");
    Path folder = Path.of(path).toAbsolutePath().getParent();
    return folder == null
        ? Optional.empty()
        : Optional.of(new OwnersFile(folder.resolve(Path.of(path).getFileName() + ending)));
  }

  /**
   * A file of this name in a folder of this user's own, in the place for temporary files, which all
   * users share; empty when somebody else made the folder, or can write to it.
   */
  static Optional<OwnersFile> temporary(String name) {
    try {
      Path shared = Path.of(System.getProperty("java.io.tmpdir"));
      Path folder = shared.resolve("crier-" + System.getProperty("user.name", "user"));
      var forOwner = PosixFilePermissions.fromString("rwx------");
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(forOwner));
      }
      Path probe = Files.createTempFile(shared, "crier", null);
      boolean ours =
          Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
              && Files.getOwner(folder).equals(Files.getOwner(probe))
              && Files.getPosixFilePermissions(folder).equals(forOwner);
      Files.delete(probe);
      return ours ? Optional.of(new OwnersFile(folder.resolve(name))) : Optional.empty();
    } catch (IOException | UnsupportedOperationException _) {
      return Optional.empty();
    }
  }

  Optional<String> read() {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Writes it, never readable by anybody else, not even for a moment. */
  void write(String text) throws IOException {
    Path temporary =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "crier",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(temporary, text, StandardCharsets.UTF_8);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // What is left behind is readable by its owner only.
    }
  }
}

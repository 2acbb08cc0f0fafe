package crier.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An embedded database's files: readable by their owner only, and never silently taken for new when
 * there was a past. That there was one is told by {@code crier.key}; how far it had come by {@code
 * crier.mark}, a number that the database knew before the file did.
 */
public final class DataFiles {

  private static final String DATABASE = ".mv.db";
  private static final String KEY = ".key";
  private static final String MARK = ".mark";
  private static final String KEEPSAKE = "mark";

  /** The tables alone, written anew and empty, take 40 KB: what is shorter has been cut. */
  private static final long LEAST = 24 << 10;

  /** Folders that stand beside the database where nothing else is configured. */
  private static final Set<String> BESIDE = Set.of("mail", "demo");

  static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private DataFiles() {}

  /**
   * Makes the folder and the file, where there are none, and keeps both to their owner.
   *
   * @throws Database.Unusable when there was a past, and the file is gone or holds nothing
   */
  static void prepare(DatabaseSettings settings, Path file) {
    Path database = with(file, DATABASE);
    if (hadPast(file)) {
      if (!Files.exists(database)) {
        throw pastIsGone(settings, "is not there");
      }
      if (size(database) < LEAST) {
        throw pastIsGone(settings, "has been emptied or cut short");
      }
    }
    try {
      Path folder = Objects.requireNonNullElse(file.getParent(), Path.of(""));
      if (!Files.isDirectory(folder)) {
        Path above = folder.getParent();
        if (above != null) {
          Files.createDirectories(above);
        }
        Files.createDirectory(folder, OWNERS_FOLDER);
      }
      if (!Files.exists(database)) {
        Files.createFile(database, OWNERS_FILE);
      }
    } catch (FileAlreadyExistsException _) {
      // another process is beginning at the same moment; one of the two gets the lock
    } catch (IOException | UnsupportedOperationException _) {
      // H2 says in its own words what cannot be made
    }
    tighten(file);
  }

  /** Takes from others what they may read; a folder only where nothing but ours is in it. */
  static void tighten(Path file) {
    try {
      Files.setPosixFilePermissions(
          with(file, DATABASE), PosixFilePermissions.fromString("rw-------"));
      if (isOurs(file)) {
        Files.setPosixFilePermissions(
            file.getParent(), PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException | UnsupportedOperationException _) {
      // somebody else's file, or a disk without such rights
    }
  }

  private static boolean isOurs(Path file) throws IOException {
    String name = file.getFileName() + ".";
    try (Stream<Path> entries = Files.list(file.getParent())) {
      return entries
          .map(entry -> String.valueOf(entry.getFileName()))
          .allMatch(entry -> entry.startsWith(name) || BESIDE.contains(entry));
    }
  }

  /** Whether something was stored here before. */
  static boolean hadPast(Path file) {
    return Files.exists(with(file, KEY));
  }

  static Database.Unusable pastIsGone(DatabaseSettings settings, String what) {
    return new Database.Unusable(
        Database.Unusable.Why.PAST_GONE,
        "the database %s %s, but %s says that there was one: restore a backup with `crier restore FILE`, or begin anew with --begin-anew, which keeps what is left under another name"
            .formatted(
                settings,
                what,
                settings.file().map(file -> file.getFileName() + KEY).orElse("its key")));
  }

  /**
   * Compares the mark in the database with the one beside it.
   *
   * @throws Database.Unusable when the database is behind: commits that were on the disk are gone
   */
  public static void check(Database database, DatabaseSettings settings) {
    long beside = settings.file().map(DataFiles::read).orElse(0L);
    long inside = number(new NamedValues(database).find(KEEPSAKE).orElse("0"));
    if (inside < beside) {
      throw new Database.Unusable(
          Database.Unusable.Why.PAST_GONE,
          "the database %s is older than what was stored last (%d of %d): it was cut short, or an old copy was put in its place; restore a backup with `crier restore FILE`, begin anew with --begin-anew, or remove %s to go on with what it holds"
              .formatted(
                  settings,
                  inside,
                  beside,
                  settings.file().map(file -> file.getFileName() + MARK).orElse("the mark")));
    }
  }

  /** Writes the next mark: into the database first, and beside it when it is on the disk there. */
  public static void mark(Database database, DatabaseSettings settings) {
    if (settings.file().isEmpty()) {
      return;
    }
    Path file = with(settings.file().get(), MARK);
    NamedValues values = new NamedValues(database);
    long next = number(values.find(KEEPSAKE).orElse("0")) + 1;
    values.keepDurably(KEEPSAKE, Long.toString(next));
    try {
      Path fresh =
          Files.createTempFile(file.getParent(), file.getFileName() + ".", ".new", OWNERS_FILE);
      Files.writeString(fresh, next + "\n", StandardCharsets.US_ASCII);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException _) {
      // an older mark proves less, and is no reason to stop
    }
  }

  private static long read(Path file) {
    try {
      return number(Files.readString(with(file, MARK), StandardCharsets.US_ASCII));
    } catch (IOException _) {
      return 0;
    }
  }

  private static long number(String text) {
    return text.strip().matches("[0-9]{1,18}") ? Long.parseLong(text.strip()) : 0;
  }

  /**
   * Puts what is left of a database aside, under a name with the time in it.
   *
   * @return where it is now, or null when there is nothing to put aside
   * @throws Database.Unusable when another process has it
   */
  public static @Nullable Path putAside(DatabaseSettings settings, Instant now) throws IOException {
    Path file = settings.file().orElseThrow();
    Path database = with(file, DATABASE);
    String time =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(now);
    String before = ".before-" + time;
    if (!Files.exists(database)) {
      aside(file, KEY, before);
      aside(file, MARK, before);
      return null;
    }
    try (FileChannel channel = FileChannel.open(database, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new Database.Unusable(
            Database.Unusable.Why.IN_USE,
            "the database %s is in use by another process; stop that one first"
                .formatted(settings));
      }
      aside(file, KEY, before);
      aside(file, MARK, before);
      return aside(file, DATABASE, before);
    }
  }

  private static Path aside(Path file, String ending, String before) throws IOException {
    Path to = with(file, before + ending);
    if (Files.exists(with(file, ending))) {
      Files.move(with(file, ending), to);
    }
    return to;
  }

  /** The file itself, of what the settings name without its ending. */
  static Path database(Path file) {
    return with(file, DATABASE);
  }

  private static Path with(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException _) {
      return 0;
    }
  }
}

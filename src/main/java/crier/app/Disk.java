package crier.app;

import crier.alert.Notices;
import crier.alert.channel.email.MailSettings;
import crier.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Tells the operator before a disk is full: what cannot be stored can be told to nobody. */
final class Disk {

  /** So that a disk at the bound is not told again and again. */
  private static final double WELL = 1.2;

  private static final String FILE = "jdbc:h2:file:";

  private final Notices notices;
  private final ToLongFunction<Path> space;

  /**
   * Makes one.
   *
   * @param space bytes free where a folder is
   */
  Disk(Notices notices, ToLongFunction<Path> space) {
    this.notices = notices;
    this.space = space;
  }

  /** Bytes that this user can still write where a folder is; none known: plenty. */
  static long free(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      return existing == null ? Long.MAX_VALUE : Files.getFileStore(existing).getUsableSpace();
    } catch (IOException _) {
      return Long.MAX_VALUE;
    }
  }

  void look(Settings settings) {
    long least = settings.operator().diskFree();
    for (Path folder : folders(settings)) {
      long free = space.applyAsLong(folder);
      String topic = "disk " + folder;
      if (free < least) {
        notices.raise(
            topic,
            "The disk is nearly full: %d MiB left".formatted(free >> 20),
            "In %s. What is found can soon not be stored, and then not be told. Make room, or shorten `retention`."
                .formatted(folder));
      } else if (free > least * WELL) {
        notices.clear(topic, "There is room on the disk again: %d MiB".formatted(free >> 20));
      }
    }
  }

  private static List<Path> folders(Settings settings) {
    List<Path> folders = new ArrayList<>();
    String url = settings.database().url();
    if (url.startsWith(FILE)) {
      Path file = Path.of(url.substring(FILE.length()).replaceAll(";.*", "")).toAbsolutePath();
      folders.add(file.getParent());
    }
    if (settings.mail().transport() == MailSettings.Transport.DIRECTORY) {
      Path folder = settings.mail().directory().toAbsolutePath().normalize();
      if (folders.stream().noneMatch(folder::startsWith)) {
        folders.add(folder);
      }
    }
    return folders;
  }
}

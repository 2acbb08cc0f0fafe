package crier.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Notices that a configuration file has been edited, by its content: a touched file is no edit, and
 * one restored with an old date is. Safe for a timer and a signal at once.
 */
public final class ConfigWatch {

  private static final String ABSENT = "absent";

  private final ConfigFile reader;
  private final Path file;
  private String loaded = "";
  private String seen = "";
  private Optional<Settings> inForce = Optional.empty();

  public ConfigWatch(ConfigFile reader, Path file) {
    this.reader = reader;
    this.file = file;
  }

  /** The file that is watched. */
  public Path file() {
    return file;
  }

  /** Reads the file now, whatever was read before: at the start, and when told to by a signal. */
  public synchronized Loaded load() {
    // Hashed before it is read: an edit in between is then noticed by the next poll.
    loaded = hash();
    seen = loaded;
    Loaded result = reader.load(file);
    if (result instanceof Loaded.Valid valid) {
      inForce = Optional.of(valid.settings());
    }
    return result;
  }

  /**
   * Reads the file if its content is another than last time. To be called every second or two: an
   * edit counts once two calls in a row have seen the same content, since an editor may be halfway
   * through writing it.
   *
   * @return empty when there is nothing new
   */
  public synchronized Optional<Loaded> poll() {
    String now = hash();
    boolean settled = now.equals(seen);
    seen = now;
    return settled && !now.equals(loaded) ? Optional.of(load()) : Optional.empty();
  }

  /** The last settings that were valid: an edit that is not leaves them as they are. */
  public synchronized Optional<Settings> inForce() {
    return inForce;
  }

  private String hash() {
    try (InputStream stream = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      // One byte more than is ever read as a configuration.
      digest.update(stream.readNBytes(ConfigFile.MOST_BYTES + 1));
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException _) {
      return ABSENT;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package crier.source.document;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a PDF read by a process of its own, with its own bounds of memory and time. A file of 129 KB
 * can exhaust any heap, and no count of signs or pages made while reading foresees every way.
 */
final class PdfApart {

  /** A report of 300 pages takes a few seconds; what takes longer than this is not meant to end. */
  static final Duration LONGEST = Duration.ofSeconds(40);

  static final int MEGABYTES = 256;

  /** How a JVM ends that was told to exit on OutOfMemoryError. */
  private static final int OUT_OF_MEMORY = 3;

  private static final Logger LOG = LoggerFactory.getLogger(PdfApart.class);

  /**
   * The machine's bound, not an object's: however many watches see a new report at once, no more
   * than so many are read at the same time.
   */
  private static final Semaphore PLACES = new Semaphore(2);

  private static final long DYING = 5_000;

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Duration longest;
  private final boolean showHidden;

  PdfApart(boolean showHidden) {
    this(showHidden, LONGEST);
  }

  PdfApart(boolean showHidden, Duration longest) {
    this.showHidden = showHidden;
    this.longest = longest;
  }

  Pdf read(byte[] file) {
    try {
      if (!PLACES.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return Pdf.unreadable("too many documents were to be read at once");
      }
      try {
        return started(file);
      } finally {
        PLACES.release();
      }
    } catch (IOException e) {
      LOG.warn("no process to read a PDF could be started", e);
      return Pdf.unreadable("no process to read it could be started");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Pdf.unreadable("the program was being stopped");
    }
  }

  private Pdf started(byte[] file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    AtomicBoolean late = new AtomicBoolean();
    Thread clock = Thread.ofVirtual().start(() -> endInTime(process, late));
    try (DataInputStream from =
        new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      try (OutputStream to = process.getOutputStream()) {
        to.write(file);
      }
      return Pdf.read(from);
    } catch (IOException e) {
      LOG.debug("a PDF could not be read", e);
      // Its output ends a moment before it does itself, and only its end says why.
      int status = process.waitFor(DYING, TimeUnit.MILLISECONDS) ? process.exitValue() : 0;
      if (late.get()) {
        return Pdf.unreadable("reading it took longer than %d s".formatted(longest.toSeconds()));
      }
      return Pdf.unreadable(
          status == OUT_OF_MEMORY
              ? "reading it takes more than %d MB of memory".formatted(MEGABYTES)
              : "it could not be read to its end");
    } finally {
      clock.interrupt();
      process.destroyForcibly();
    }
  }

  private void endInTime(Process process, AtomicBoolean late) {
    try {
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        late.set(true);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  /** This program's Java and this program's classes, whether they lie in a jar or in folders. */
  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(
        List.of(
            "-Xmx" + MEGABYTES + "m",
            "-Xss1m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            PdfReader.class.getName()));
    if (showHidden) {
      command.add(PdfReader.SHOW_HIDDEN);
    }
    return command;
  }

  private static String java() {
    Path home = Path.of(System.getProperty("java.home"), "bin", "java");
    return Files.isExecutable(home)
        ? home.toString()
        : ProcessHandle.current().info().command().orElse("java");
  }
}

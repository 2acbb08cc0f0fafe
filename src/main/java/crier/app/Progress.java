package crier.app;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bar on a terminal for work longer than a second: how far it is where that is known, and for how
 * long it has gone on. It stands in the last line, and goes out of the way of whatever is printed.
 * Safe for many threads.
 */
final class Progress implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  private static final long SHOWN_AFTER = Duration.ofSeconds(1).toNanos();
  private static final long REDRAWN_EVERY_MILLIS = 200;
  private static final int WIDTH = 24;
  private static final int STANDARD_ERROR = 2;
  private static final String CLEAR = "\r\u001b[K";

  /** Shows nothing: no terminal, or not this process' own. */
  static final Progress NONE = new Progress(OutputStream.nullOutputStream(), System::nanoTime);

  private final OutputStream terminal;
  private final LongSupplier nanos;
  private String what = "";
  private long began;
  private int done;
  private int total;
  private boolean shown;
  private boolean closed;

  Progress(OutputStream terminal, LongSupplier nanos) {
    this.terminal = terminal;
    this.nanos = nanos;
  }

  /** Draws to this stream again and again until it is closed. */
  static Progress on(OutputStream terminal) {
    Progress progress = new Progress(terminal, System::nanoTime);
    Thread.ofPlatform().daemon().name("progress").start(progress::redraw);
    return progress;
  }

  /** Whether stderr is a terminal; Java's own question is about stdin and stdout. */
  @SuppressWarnings("restricted") // the manifest allows it
  static boolean isTerminal() {
    try {
      Linker linker = Linker.nativeLinker();
      return (int)
              linker
                  .downcallHandle(
                      linker.defaultLookup().find("isatty").orElseThrow(),
                      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                  .invokeExact(STANDARD_ERROR)
          == 1;
    } catch (Throwable e) {
      LOG.debug("nobody says whether stderr is a terminal", e);
      return false;
    }
  }

  private void redraw() {
    try {
      // Asked only now: most verbs are done by then.
      TimeUnit.NANOSECONDS.sleep(SHOWN_AFTER);
      if (isClosed() || !isTerminal()) {
        close();
      }
      while (!isClosed()) {
        TimeUnit.MILLISECONDS.sleep(REDRAWN_EVERY_MILLIS);
        draw();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Work begins.
   *
   * @param steps how many there are; 0: nobody knows
   */
  synchronized void begin(String work, int steps) {
    what = work;
    total = steps;
    done = 0;
    began = nanos.getAsLong();
  }

  /** A step of it is done. */
  synchronized void step() {
    done++;
  }

  /** Draws the bar if the work has gone on for long. */
  synchronized void draw() {
    long passed = nanos.getAsLong() - began;
    if (closed || what.isEmpty() || passed < SHOWN_AFTER) {
      return;
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(passed);
    String far = "";
    if (total > 0) {
      int filled = Math.min(WIDTH, WIDTH * done / total);
      far =
          " [%s%s] %d of %d".formatted("#".repeat(filled), ".".repeat(WIDTH - filled), done, total);
    }
    write(CLEAR + "%s%s, %d:%02d".formatted(what, far, seconds / 60, seconds % 60));
    shown = true;
  }

  /** Clears the line for something else to be printed. */
  synchronized void hide() {
    if (shown) {
      write(CLEAR);
      shown = false;
    }
  }

  /** A stream that the bar goes out of the way of. */
  OutputStream over(OutputStream stream) {
    return new FilterOutputStream(stream) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        synchronized (Progress.this) {
          hide();
          out.write(bytes, from, length);
        }
      }

      @Override
      public void write(int one) throws IOException {
        synchronized (Progress.this) {
          hide();
          out.write(one);
        }
      }
    };
  }

  private void write(String text) {
    try {
      terminal.write(text.getBytes(StandardCharsets.UTF_8));
      terminal.flush();
    } catch (IOException e) {
      LOG.debug("the terminal is gone", e);
    }
  }

  @Override
  public synchronized void close() {
    hide();
    closed = true;
  }
}

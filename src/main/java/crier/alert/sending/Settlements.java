package crier.alert.sending;

import crier.store.Claims;
import crier.store.Claims.Settled;
import crier.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what came of sends. All that ends while the disk is busy is written in one go, so
 * that many share one wait for it; yet nobody goes on before their own is on the disk.
 */
final class Settlements {

  private static final Logger LOG = LoggerFactory.getLogger(Settlements.class);

  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Claims claims;
  private final InstantSource clock;
  private final String owner;
  private final Queue<Entry> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();
  private final Signal stopped = new Signal();
  private boolean troubled;
  private volatile boolean closing;

  Settlements(Claims claims, InstantSource clock, String owner) {
    this.claims = claims;
    this.clock = clock;
    this.owner = owner;
  }

  private static final class Entry {
    final List<Settled> settled;
    boolean written;

    Entry(List<Settled> settled) {
      this.settled = settled;
    }
  }

  /**
   * Returns when this is on the disk. As long as it cannot be, nobody who waits here sends anything
   * more: what was accepted must not be sent again for want of a record. When the program is
   * stopped meanwhile, the lease ends by itself, and the message is repeated under its own name.
   */
  @SuppressWarnings("ThreadPriorityCheck") // a hint to the scheduler; nothing depends on it
  void settle(List<Settled> settled) {
    Entry mine = new Entry(settled);
    queue.add(mine);
    turn.lock();
    try {
      if (!mine.written) {
        // Who has ended at this moment may still join: a third fewer commits in a fan-out.
        Thread.yield();
        writeAll();
      }
    } finally {
      turn.unlock();
    }
  }

  private void writeAll() {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
      entries.add(entry);
    }
    List<Settled> all = entries.stream().flatMap(entry -> entry.settled.stream()).toList();
    while (!written(all)) {
      if (closing) {
        LOG.warn("{} deliveries could not be recorded before the stop", all.size());
        break;
      }
      stopped.await(AGAIN);
    }
    entries.forEach(entry -> entry.written = true);
  }

  private boolean written(List<Settled> all) {
    try {
      List<String> lost = claims.settle(owner, all, clock.instant());
      if (!lost.isEmpty()) {
        LOG.warn("{} deliveries have been taken over by another sender: {}", lost.size(), lost);
      }
      if (troubled) {
        LOG.info("what was sent is recorded again");
      }
      troubled = false;
      return true;
    } catch (Database.Away _) {
      return false;
    } catch (RuntimeException e) {
      // Once, and without what the exception quotes of the statement.
      if (!troubled) {
        LOG.error(
            "what was sent cannot be recorded, and nothing more is sent until it can: {}",
            e.getCause() == null ? e.getClass() : e.getCause().getClass());
      }
      LOG.debug("cannot record", e);
      troubled = true;
      return false;
    }
  }

  /** Waits no longer for a disk that takes nothing. */
  void close() {
    closing = true;
    stopped.give();
  }
}

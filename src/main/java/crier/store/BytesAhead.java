package crier.store;

import crier.model.Capture;
import crier.store.Watches.Checked;
import crier.store.Watches.Seen;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the bytes ahead of the transaction that refers to them, one check at a time: many pages may
 * serve the same bytes, and transactions that write the same key wait for each other to the end.
 * Bytes that nothing comes to refer to do no harm.
 */
final class BytesAhead {

  private final Database database;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  BytesAhead(Database database) {
    this.database = database;
  }

  void keep(Checked checked) {
    oneAtATime.lock();
    try {
      Seen seen = checked.seen();
      if (seen != null) {
        for (Capture capture : seen.captures()) {
          database.inTransaction(handle -> Bodies.keep(handle, capture.body()));
        }
        database.inTransaction(handle -> Bodies.keep(handle, Json.bytes(seen.snapshot())));
      }
      for (Follows.Kept kept : checked.follows()) {
        database.inTransaction(handle -> {
          Follows.keepBytes(handle, kept);
          return kept;
        });
      }
    } finally {
      oneAtATime.unlock();
    }
  }
}

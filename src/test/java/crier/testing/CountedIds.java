package crier.testing;

import crier.model.Ids;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Ids that a test can foresee: {@code id-1}, {@code id-2}, … */
public final class CountedIds implements Ids {

  private final AtomicInteger last = new AtomicInteger();

  @Override
  public String next(Instant at) {
    return "id-" + last.incrementAndGet();
  }
}

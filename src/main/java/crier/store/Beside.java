package crier.store;

import crier.model.Alert;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What is stored in the transaction of a look beside its snapshot and its alert: what docket
 * entries lead to. All of it is kept, or nothing of the look is.
 */
public abstract class Beside {

  Beside() {}

  /**
   * Stores it; done again when another transaction was in its way.
   *
   * @param capture that the look stored first, or null
   * @param snapshot that came of the look, or null
   * @return alerts of other watches that came of it, as they were stored
   */
  abstract List<Alert> store(Handle handle, @Nullable Long capture, @Nullable Long snapshot);
}

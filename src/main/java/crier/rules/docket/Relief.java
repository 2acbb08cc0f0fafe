package crier.rules.docket;

import crier.model.Event;
import org.jspecify.annotations.Nullable;

/**
 * What a motion asks for, and the events that granting, denying and asking are.
 *
 * @param name of the relief; several wordings share one
 */
record Relief(
    String name, @Nullable Event granted, @Nullable Event denied, @Nullable Event requested) {

  static final Relief OTHER = new Relief("other", null, null, null);
}

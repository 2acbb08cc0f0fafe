package crier.source;

import crier.fetch.Fetched;
import crier.fetch.Request;
import java.util.function.Function;

/** One step of a look. */
public sealed interface Step {

  /**
   * Ask this, and go on with the answer.
   *
   * @param then pure; must handle every kind of answer
   */
  record Ask(Request request, Function<Fetched, Step> then) implements Step {}

  /** The look is over. */
  record Done(Look look) implements Step {}
}

package crier.config;

import java.util.List;

/** What came of reading a configuration file. */
public sealed interface Loaded {

  /** It can be used. */
  record Valid(Settings settings) implements Loaded {}

  /** It cannot; all that is wrong, in the order of the file. */
  record Invalid(List<Mistake> mistakes) implements Loaded {
    public Invalid {
      mistakes = List.copyOf(mistakes);
    }
  }
}

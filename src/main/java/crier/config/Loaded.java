package crier.config;

import java.util.List;

/** What came of reading a configuration file. */
public sealed interface Loaded {

  /**
   * It can be used.
   *
   * @param warnings what works but is hardly meant, in the form of a {@link Mistake}; to be shown
   */
  record Valid(Settings settings, List<String> warnings) implements Loaded {
    public Valid {
      warnings = List.copyOf(warnings);
    }
  }

  /** It cannot; all that is wrong, in the order of the file. */
  record Invalid(List<Mistake> mistakes) implements Loaded {
    public Invalid {
      mistakes = List.copyOf(mistakes);
    }
  }
}

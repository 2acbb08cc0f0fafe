package crier.config;

/**
 * Something wrong in the configuration.
 *
 * @param file the file as the user named it
 * @param line from 1
 * @param column from 1
 * @param what is wrong; never the value of a secret
 * @param remedy what to write instead
 */
public record Mistake(String file, int line, int column, String what, String remedy) {

  /** {@code FILE:LINE:COL: what is wrong; what to write instead}. */
  @Override
  public String toString() {
    return "%s:%d:%d: %s; %s".formatted(file, line, column, what, remedy);
  }
}

package crier.app;

/** What the program's exit says; scripts rely on it. */
final class ExitCode {

  static final int DONE = 0;

  /** It ran and failed. */
  static final int FAILED = 1;

  /** Bad usage or bad configuration. */
  static final int USAGE = 2;

  /** Only from {@code check --fail-on-change}. */
  static final int CHANGED = 3;

  private ExitCode() {}
}

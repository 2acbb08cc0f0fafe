package crier.app;

/** The program cannot do what was asked; the message is one clear sentence for the user. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int exitCode;

  private Refused(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Bad usage or bad configuration. */
  static Refused usage(String message) {
    return new Refused(ExitCode.USAGE, message);
  }

  /** It ran and failed. */
  static Refused failed(String message) {
    return new Refused(ExitCode.FAILED, message);
  }

  int exitCode() {
    return exitCode;
  }
}

package crier.watch;

/** The stages of a check, in order; each is named when it has been completed. */
public enum Stage {
  CLAIMED,
  FETCHED,
  COMPARED,
  JUDGED,
  COMMITTED;

  /** Is told of each stage as it is completed. Must not block. */
  @FunctionalInterface
  public interface Observer {
    void reached(Stage stage, String watch);

    /** Looks the other way. */
    Observer NONE = (stage, watch) -> {};
  }
}

package crier.model;

import java.time.Instant;

/** Where a delivery stands; the methods are the legal transitions. */
public sealed interface DeliveryState {

  /** Waits for its time. */
  record Pending(Instant dueAt) implements DeliveryState {
    public Leased claimedBy(String sender, Instant until) {
      return new Leased(sender, until);
    }
  }

  /** A sender has it; if that sender dies, the lease ends by itself. */
  record Leased(String sender, Instant until) implements DeliveryState {
    public Delivered accepted(Instant at, String receipt) {
      return new Delivered(at, receipt);
    }

    public Pending again(Instant dueAt) {
      return new Pending(dueAt);
    }

    public Dead givenUp(Instant at) {
      return new Dead(at);
    }
  }

  /** The receiver said yes. */
  record Delivered(Instant at, String receipt) implements DeliveryState {}

  /** A dead letter: listed until the operator retries or drops it. */
  record Dead(Instant at) implements DeliveryState {
    public Pending retried(Instant dueAt) {
      return new Pending(dueAt);
    }
  }

  /**
   * The word stored and shown: {@code pending}, {@code leased}, {@code delivered}, {@code dead}.
   */
  default String word() {
    return switch (this) {
      case Pending _ -> "pending";
      case Leased _ -> "leased";
      case Delivered _ -> "delivered";
      case Dead _ -> "dead";
    };
  }
}

package crier.model;

import java.time.Instant;

/** Where a delivery stands. */
public sealed interface DeliveryState {

  /** Waits for its time. */
  record Pending(Instant dueAt) implements DeliveryState {}

  /** A sender has it; if that sender dies, the lease ends by itself. */
  record Leased(String sender, Instant until) implements DeliveryState {}

  /** The receiver said yes. */
  record Delivered(Instant at, String receipt) implements DeliveryState {}

  /** A dead letter: listed until the operator retries or drops it. */
  record Dead(Instant at) implements DeliveryState {}

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

package crier.web;

/** Takes what a source posts to us by itself. */
@FunctionalInterface
public interface HookReceiver {

  /**
   * Stores a post, so that a crash a moment later cannot lose it; a repeated key changes nothing.
   *
   * @param idempotencyKey the same for every try of one post; empty when the sender gave none
   * @param body as it came, 1 MiB at most
   * @return whether it is stored; if not, the sender is asked to try again
   */
  boolean receive(String idempotencyKey, byte[] body);

  /**
   * Whether posts from here are taken at all.
   *
   * @param address the sender's, as the socket or a proxy on this machine says
   */
  default boolean admits(String address) {
    return true;
  }
}

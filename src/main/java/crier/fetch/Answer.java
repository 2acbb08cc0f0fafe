package crier.fetch;

import okhttp3.Headers;

/** What came over the wire for one hop. */
sealed interface Answer {

  /**
   * A complete answer.
   *
   * @param headers as the server sent them, {@code Retry-After} included
   * @param body decoded; cut at {@link HttpHop#GLANCE} where the status is no success
   * @param sha256 lower-case hex of the body
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Got(int status, Headers headers, byte[] body, String sha256) implements Answer {}

  /** No answer, or half of one. */
  record Nothing(String why) implements Answer {}
}

package crier.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an account's requests to an API.
 *
 * @param token whether requests are made with a token; without one there is nothing to say
 * @param windows all in force at once, the shortest first
 * @param notBefore until when the server asked to be left alone, or null
 * @param stopped why nothing is asked at all, or null
 * @param toldAt when the server last told its own count, or null when it never did
 */
public record Allowance(
    boolean token,
    List<Window> windows,
    @Nullable Instant notBefore,
    @Nullable Stopped stopped,
    @Nullable Instant toldAt) {

  /** Nothing to say. */
  public static final Allowance NONE = new Allowance(false, List.of(), null, null, null);

  public Allowance {
    windows = List.copyOf(windows);
  }

  /**
   * A limit over a rolling length of time: each request counts for that long.
   *
   * @param left requests that can be made now
   * @param others of those used, how many were made by other programs with the same token
   * @param moreAt when the next one is free again; null when none is used
   * @param fullAt when all are free again, if none is made; null when none is used
   */
  public record Window(
      Duration length,
      int limit,
      int left,
      int others,
      @Nullable Instant moreAt,
      @Nullable Instant fullAt) {}

  /**
   * The account or its token is refused.
   *
   * @param why in words
   * @param since when it was refused first
   * @param nextProbe when it is tried again
   */
  public record Stopped(String why, Instant since, Instant nextProbe) {}
}

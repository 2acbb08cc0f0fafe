package crier.app;

import crier.model.Ids;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Ids in the form of a ULID: 48 bits of time, 80 random bits, 26 signs of Crockford's base 32.
 * Lexical order is order in time, to the millisecond.
 */
final class RandomIds implements Ids {

  private static final char[] SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int TIME_SIGNS = 10;
  private static final int RANDOM_SIGNS = 16;

  private final RandomGenerator random;

  /**
   * Makes ids.
   *
   * @param random a secure one where the ids must not be guessed
   */
  RandomIds(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String next(Instant at) {
    StringBuilder id = new StringBuilder(TIME_SIGNS + RANDOM_SIGNS);
    long time = at.toEpochMilli();
    for (int shift = 5 * (TIME_SIGNS - 1); shift >= 0; shift -= 5) {
      id.append(SIGNS[(int) (time >>> shift) & 31]);
    }
    for (int i = 0; i < RANDOM_SIGNS; i++) {
      id.append(SIGNS[random.nextInt(32)]);
    }
    return id.toString();
  }
}

package crier.web;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * Addresses that begin alike: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address.
 *
 * @param bits how many of the first bits count
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Network(byte[] begin, int bits) {

  private static final int BYTE = 8;

  /** Reads one; empty when it is none. No name is looked up. */
  public static Optional<Network> read(String text) {
    String[] parts = text.strip().split("/", 2);
    try {
      byte[] begin = InetAddress.ofLiteral(parts[0]).getAddress();
      int bits = parts.length == 1 ? begin.length * BYTE : Integer.parseInt(parts[1]);
      return bits >= 0 && bits <= begin.length * BYTE
          ? Optional.of(new Network(begin, bits))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Whether an address is among these. */
  boolean holds(InetAddress address) {
    byte[] other = address.getAddress();
    if (other.length != begin.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 1 << (BYTE - 1 - bit % BYTE);
      if ((other[bit / BYTE] & mask) != (begin[bit / BYTE] & mask)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return Arrays.toString(begin) + "/" + bits;
  }
}

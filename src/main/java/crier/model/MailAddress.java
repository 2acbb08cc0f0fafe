package crier.model;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/** One plain mail address, as people write it: {@code name@example.org}. */
public final class MailAddress {

  private static final int LONGEST = 254;
  private static final int LONGEST_LOCAL = 64;

  private MailAddress() {}

  /**
   * The address with its domain in ASCII, or empty when it is none that mail can be sent to: a
   * group, a route, an address literal, a list of several, a part before the @ that is not ASCII
   * (few servers take it: RFC 6531), or a domain without a dot.
   */
  public static Optional<String> of(String written) {
    String plain = written.strip();
    int at = plain.lastIndexOf('@');
    if (at <= 0 || at > LONGEST_LOCAL || plain.length() > LONGEST) {
      return Optional.empty();
    }
    String local = plain.substring(0, at);
    if (!local.matches("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
        // A program that hands addresses to a mail command must not meet an option.
        || local.startsWith("-")) {
      return Optional.empty();
    }
    return domain(plain.substring(at + 1)).map(domain -> local + "@" + domain);
  }

  private static Optional<String> domain(String written) {
    try {
      String ascii = IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      boolean named =
          ascii.matches("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?")
              && !ascii.matches(".*\\.[0-9]+");
      return named ? Optional.of(ascii) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}

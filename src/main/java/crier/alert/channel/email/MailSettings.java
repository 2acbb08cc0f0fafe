package crier.alert.channel.email;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code mail} of the configuration.
 *
 * @param transport into a folder, or to a server
 * @param directory where {@code .eml} files go
 * @param from the visible sender: {@code Crier <crier@example.org>}
 * @param smtp the server
 * @param bounces where undeliverable mail comes back to: {@code bounce@example.org}, or with its
 *     own place for the token, {@code bounce-{token}@example.org}; null: to the visible sender, and
 *     nobody reads it
 * @param dkim how mail is signed here, or null: the server signs, or nobody
 */
public record MailSettings(
    Transport transport,
    Path directory,
    String from,
    Smtp smtp,
    @Nullable String bounces,
    @Nullable Dkim dkim) {

  /** Where mail goes. */
  public enum Transport {
    DIRECTORY,
    SMTP
  }

  /** How the connection is protected; never weaker than asked for. */
  public enum Security {
    NONE,
    STARTTLS,
    TLS;

    public static Security ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** Settings without an address for bounces and without a signature. */
  public MailSettings(Transport transport, Path directory, String from, Smtp smtp) {
    this(transport, directory, from, smtp, null, null);
  }

  /**
   * The mail server.
   *
   * @param connections kept open and used at once
   */
  public record Smtp(
      String host, int port, Security security, String username, String password, int connections) {

    /** Never shows the credentials. */
    @Override
    public String toString() {
      return "Smtp[%s:%d, %s]".formatted(host, port, security);
    }
  }

  /**
   * A DKIM signature (RFC 6376).
   *
   * @param domain {@code d=}: the visible sender's domain, or one above it
   * @param selector {@code s=}: names the public key's record in the DNS
   * @param privateKey RSA, PEM in PKCS #8. A secret.
   */
  public record Dkim(String domain, String selector, String privateKey) {

    /** Never shows the key. */
    @Override
    public String toString() {
      return "Dkim[%s, %s]".formatted(domain, selector);
    }
  }
}

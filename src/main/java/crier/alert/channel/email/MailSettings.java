package crier.alert.channel.email;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Section {@code mail} of the configuration.
 *
 * @param transport into a folder, or to a server
 * @param directory where {@code .eml} files go
 * @param from the visible sender: {@code Crier <crier@example.org>}
 * @param smtp the server
 */
public record MailSettings(Transport transport, Path directory, String from, Smtp smtp) {

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
}

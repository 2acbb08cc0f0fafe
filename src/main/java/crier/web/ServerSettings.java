package crier.web;

/**
 * Section {@code server} of the configuration.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param operatorToken opens the operator's pages; empty: there are none
 */
public record ServerSettings(String host, int port, String operatorToken) {

  /** Never shows the token. */
  @Override
  public String toString() {
    return "ServerSettings[%s:%d]".formatted(host, port);
  }
}

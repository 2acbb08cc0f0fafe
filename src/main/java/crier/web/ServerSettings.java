package crier.web;

import java.util.List;

/**
 * Section {@code server} of the configuration.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param operatorToken opens the operator's pages; empty: there are none
 * @param trustedProxies who may say for whom they ask, in {@code X-Forwarded-For}
 */
public record ServerSettings(
    String host, int port, String operatorToken, List<Network> trustedProxies) {

  public ServerSettings {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** Behind no proxy. */
  public ServerSettings(String host, int port, String operatorToken) {
    this(host, port, operatorToken, List.of());
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "ServerSettings[%s:%d]".formatted(host, port);
  }
}

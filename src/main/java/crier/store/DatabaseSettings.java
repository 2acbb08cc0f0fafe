package crier.store;

/**
 * Section {@code database} of the configuration.
 *
 * @param url {@code jdbc:h2:file:…} or {@code jdbc:postgresql:…}
 * @param user empty for H2
 * @param password empty for H2
 */
public record DatabaseSettings(String url, String user, String password) {

  public boolean isEmbedded() {
    return url.startsWith("jdbc:h2:");
  }

  /** Never shows the password, nor a query part that might hold one. */
  @Override
  public String toString() {
    return url.replaceAll("[?;].*", "");
  }
}

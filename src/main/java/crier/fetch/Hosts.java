package crier.fetch;

import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Which addresses are fit to be asked, and which of them belong to one server. */
final class Hosts {

  private Hosts() {}

  /** The server an address belongs to: its host, with the port where that is no usual one. */
  static String key(HttpUrl url) {
    return usualPort(url) ? url.host() : url.host() + ":" + url.port();
  }

  /**
   * Whether headers meant for one address may go to another: same host, same port, and not from
   * https back to http, where anybody on the way could read them.
   */
  static boolean sameServer(HttpUrl meant, HttpUrl other) {
    return key(meant).equals(key(other)) && !(meant.isHttps() && !other.isHttps());
  }

  /** Why an address cannot be asked whatever it resolves to. */
  static Optional<Fetched> unfit(@Nullable HttpUrl url) {
    if (url == null) {
      return Optional.of(new Fetched.Failed("not an http or https address with a host"));
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      return Optional.of(
          new Fetched.Failed(
              url.host() + ": an address with a user name in it is not asked; use a header"));
    }
    return Optional.empty();
  }

  private static boolean usualPort(HttpUrl url) {
    return url.port() == 80 || url.port() == 443;
  }
}

package crier.web;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who asks. What a stranger says of himself counts for nothing: {@code X-Forwarded-For} is believed
 * from the proxies that the configuration names, and only as far as they wrote it.
 */
final class Peers {

  private static final String ATTRIBUTE = Peers.class.getName();
  private static final int IPV4_NETWORK = 3;
  private static final int IPV6_NETWORK = 8;

  private final Supplier<List<Network>> proxies;

  /**
   * Makes one.
   *
   * @param proxies those in force
   */
  Peers(Supplier<List<Network>> proxies) {
    this.proxies = proxies;
  }

  /** Finds out who sent this request, once. */
  void note(Context context) {
    context.attribute(ATTRIBUTE, find(context));
  }

  /** The address of whoever asks. */
  static String address(Context context) {
    String found = context.attribute(ATTRIBUTE);
    return found == null ? context.req().getRemoteAddr() : found;
  }

  /** The network of whoever asks: a /24, or a /64; for limits. */
  static String network(Context context) {
    String peer = address(context);
    InetAddress address = literal(peer);
    if (address == null) {
      return peer;
    }
    byte[] bytes = address.getAddress();
    int network = bytes.length == 4 ? IPV4_NETWORK : IPV6_NETWORK;
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, network));
  }

  private String find(Context context) {
    String peer = context.req().getRemoteAddr();
    InetAddress client = literal(peer);
    if (client == null) {
      return peer;
    }
    List<String> said = List.of(String.join(",", headers(context)).split(",", -1));
    for (String hop : said.reversed()) {
      InetAddress before = isProxy(client) ? literal(hop.strip()) : null;
      if (before == null) {
        break;
      }
      client = before;
    }
    return client.getHostAddress();
  }

  private static List<String> headers(Context context) {
    return java.util.Collections.list(context.req().getHeaders("X-Forwarded-For"));
  }

  private boolean isProxy(InetAddress address) {
    return proxies.get().stream().anyMatch(proxy -> proxy.holds(address));
  }

  private static @Nullable InetAddress literal(String text) {
    String bare =
        text.replaceAll("^\\[|\\](:\\d+)?$", "").replaceAll("^(\\d+(?:\\.\\d+){3}):\\d+$", "$1");
    try {
      return InetAddress.ofLiteral(bare);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}

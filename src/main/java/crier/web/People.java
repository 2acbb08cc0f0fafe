package crier.web;

import crier.model.Site;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What the pages that people act on have in common. */
final class People {

  private static final int IPV4_NETWORK = 3;
  private static final int IPV6_NETWORK = 8;

  private People() {}

  /** Pages that a token opens are nobody else's business, caches' neither. */
  static void keepPrivate(Context context) {
    context.header("Cache-Control", "no-store");
  }

  /**
   * Refuses a form that another site's page sent. Browsers say so (Fetch Metadata, or Origin); who
   * sends neither is no browser, and has no reader's cookies or patience to abuse.
   *
   * @throws ForbiddenResponse when it came from elsewhere
   */
  static void sameSiteOnly(Context context, Site site) {
    String fetchSite = context.header("Sec-Fetch-Site");
    String origin = context.header("Origin");
    boolean elsewhere =
        fetchSite == null
            ? origin != null && !isOurs(origin, context, site)
            : !fetchSite.equals("same-origin") && !fetchSite.equals("none");
    if (elsewhere) {
      throw new ForbiddenResponse("This form was sent from another site.");
    }
  }

  private static boolean isOurs(String origin, Context context, Site site) {
    try {
      String authority = String.valueOf(URI.create(origin).getAuthority());
      return authority.equals(site.publicUrl().getAuthority()) || authority.equals(context.host());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /**
   * The network somebody asks from: a /24, or a /64. A proxy beside us says whom it speaks for;
   * what a stranger says of himself counts for nothing.
   */
  static String network(Context context) {
    String peer = context.req().getRemoteAddr();
    String forwarded = context.header("X-Forwarded-For");
    InetAddress address = literal(peer);
    if (address != null && forwarded != null && isNear(address)) {
      String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
      InetAddress client = literal(last);
      address = client == null ? address : client;
    }
    if (address == null) {
      return peer;
    }
    byte[] bytes = address.getAddress();
    int network = bytes.length == 4 ? IPV4_NETWORK : IPV6_NETWORK;
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, network));
  }

  private static boolean isNear(InetAddress address) {
    return address.isLoopbackAddress() || address.isSiteLocalAddress();
  }

  private static @Nullable InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}

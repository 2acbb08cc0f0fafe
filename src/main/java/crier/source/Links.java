package crier.source;

import com.google.re2j.Pattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Links out of pages: made absolute, and only such as a reader may safely follow. */
public final class Links {

  /** Longer addresses are an attack or an image in disguise. */
  private static final int LONGEST = 4_000;

  /** Parts of a query that mark a visit or a visitor, not a page. */
  private static final Pattern VISIT =
      Pattern.compile(
          "(?i)(utm_\\w+|fbclid|gclid|mc_\\w+|phpsessid|jsessionid|cfid|cftoken|sid|_ga)(=.*)?");

  private Links() {}

  /**
   * The absolute address that a link means.
   *
   * @param href as the page has it; white space in it is no part of the address
   * @return null for none, for what is no address, and for schemes other than http and https
   */
  public static @Nullable String absolute(URI base, @Nullable String href) {
    if (href == null || href.length() > 2 * LONGEST) {
      return null;
    }
    String address = legal(href);
    if (address.isEmpty() || address.length() > LONGEST) {
      return null;
    }
    try {
      // java.net.URI resolves "?page=2" against the folder, browsers (RFC 3986 §5.2.2) do not
      URI uri =
          address.startsWith("?")
              ? URI.create(base.toString().replaceAll("[?#].*", "") + address)
              : base.resolve(new URI(address));
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      return web && uri.getHost() != null && uri.getUserInfo() == null ? uri.toString() : null;
    } catch (URISyntaxException | IllegalArgumentException _) {
      return null;
    }
  }

  /** As browsers read an attribute: no tabs and line feeds, and escaped what must be escaped. */
  private static String legal(String href) {
    StringBuilder address = new StringBuilder(href.length());
    String stripped = href.strip();
    for (int i = 0; i < stripped.length(); i++) {
      char sign = stripped.charAt(i);
      if (sign == '\t' || sign == '\r' || sign == '\n') {
        continue;
      }
      boolean loosePercent = sign == '%' && !stripped.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*");
      if (sign <= ' ' || sign == 127 || "\"<>\\^`{|}".indexOf(sign) >= 0 || loosePercent) {
        for (byte b : String.valueOf(sign).getBytes(StandardCharsets.UTF_8)) {
          address.append("%%%02X".formatted(b));
        }
      } else {
        address.append(sign);
      }
    }
    return address.toString();
  }

  /** Whether a link leads to a PDF by its path: what follows a question mark is no part of it. */
  public static boolean isPdf(String link) {
    try {
      String path = URI.create(link).getPath();
      return path != null && path.toLowerCase(Locale.ROOT).endsWith(".pdf");
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** The last part of a link's path, without its ending in {@code .html} and the like. */
  public static String slug(String link) {
    try {
      String path = URI.create(link).getPath();
      if (path == null) {
        return "";
      }
      String[] parts = path.replaceAll("/+$", "").split("/", -1);
      return parts[parts.length - 1]
          .toLowerCase(Locale.ROOT)
          .replaceAll(";jsessionid=.*", "")
          .replaceAll("\\.(html?|aspx|php)$", "");
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  /**
   * What tells a page apart on its site, whatever folder it stands in: the {@link #slug}, and the
   * query where the path is a programme's ({@code show_public_doc?2025cv0677-27}).
   */
  static String name(String link) {
    try {
      String query = telling(URI.create(link));
      return query.isEmpty() ? slug(link) : slug(link) + "?" + query;
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  /**
   * Host and path without what does not tell pages apart: scheme, {@code www.}, tracking, fragment.
   * An identifier that is no web address stays as it is.
   */
  public static String normal(String link) {
    try {
      URI uri = URI.create(link);
      if (uri.isOpaque()) {
        return link;
      }
      String host = uri.getHost() == null ? "" : uri.getHost();
      String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
      String query = telling(uri);
      return host.toLowerCase(Locale.ROOT).replaceAll("^www\\.", "")
          + path
          + (query.isEmpty() ? "" : "?" + query);
    } catch (IllegalArgumentException _) {
      return link;
    }
  }

  /** The query without what marks a visit or a visitor, its parts in one order. */
  private static String telling(URI uri) {
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    return Arrays.stream(query.split("&", -1))
        .filter(part -> !part.isEmpty() && !VISIT.matcher(part).matches())
        .sorted()
        .collect(Collectors.joining("&"));
  }
}

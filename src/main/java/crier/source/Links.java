package crier.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Links out of pages: made absolute, and only such as a reader may safely follow. */
public final class Links {

  private Links() {}

  /**
   * The absolute address that a link means.
   *
   * @param href as the page has it; white space in it is no part of the address
   * @return null for none, for what is no address, and for schemes other than http and https
   */
  public static @Nullable String absolute(URI base, @Nullable String href) {
    if (href == null) {
      return null;
    }
    // Some sites put tabs and line feeds inside the attribute; browsers drop them, too.
    String address = href.strip().replaceAll("[\\t\\r\\n]", "").replace(" ", "%20");
    if (address.isEmpty()) {
      return null;
    }
    try {
      URI uri = base.resolve(new URI(address));
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      return web && uri.getHost() != null && uri.getUserInfo() == null ? uri.toString() : null;
    } catch (URISyntaxException | IllegalArgumentException _) {
      return null;
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
          .replaceAll("\\.(html?|aspx|php)$", "");
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  /**
   * Host and path without what does not tell pages apart: scheme, {@code www.}, tracking, fragment.
   */
  public static String normal(String link) {
    try {
      URI uri = URI.create(link);
      String host =
          String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT).replaceAll("^www\\.", "");
      String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
      String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
      String telling =
          java.util.Arrays.stream(query.split("&", -1))
              .filter(part -> !part.isEmpty())
              .filter(part -> !part.matches("(?i)(utm_|fbclid|gclid|mc_).*"))
              .sorted()
              .collect(java.util.stream.Collectors.joining("&"));
      return host + path + (telling.isEmpty() ? "" : "?" + telling);
    } catch (IllegalArgumentException _) {
      return link;
    }
  }
}

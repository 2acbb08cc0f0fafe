package crier.web;

import crier.model.Site;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.net.URI;

/** What the pages that people act on have in common. */
final class People {

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
}

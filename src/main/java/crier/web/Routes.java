package crier.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;

/** All that is served, in one list. */
final class Routes {

  static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private Routes() {}

  static void list(RoutesConfig routes, WebContext deps, Peers peers) {
    Show show = new Show();
    PageQueries looks = new PageQueries(deps);
    Feeds feeds = new Feeds(deps, looks, show);
    Health health = new Health(deps);
    Refusals refusals = new Refusals(deps, show);

    routes.before(peers::note);
    routes.before(Routes::guard);
    get(routes, "/", new HomePage(deps, looks, show));
    Calendars calendars = new Calendars(deps, looks);
    get(routes, "/stories/{id}.ics", calendars::story);
    get(routes, "/feeds/{token}/deadlines.ics", calendars::mine);
    get(routes, "/stories/{id}", new StoryPage(deps, looks, show));
    get(routes, "/watches/{id}", new WatchPage(deps, looks, show));
    get(routes, "/alerts/{id}", new AlertPage(deps, looks, show));
    get(routes, "/captures/{id}", new CaptureDownload(deps));
    get(routes, "/status", new StatusPage(deps, looks, show));
    get(routes, "/alerts.atom", feeds::atom);
    get(routes, "/alerts.json", feeds::json);
    get(routes, "/healthz", health::alive);
    get(routes, "/readyz", health::ready);
    get(routes, "/metrics", health::metrics);
    get(routes, "/style.css", Style::sheet);
    get(routes, "/mark.svg", Style::mark);
    SubscribePage subscribe = new SubscribePage(deps, show);
    get(routes, "/subscribe", subscribe::form);
    routes.post("/subscribe", subscribe::ask);
    ConfirmPage confirm = new ConfirmPage(deps, show);
    get(routes, "/confirm", confirm::ask);
    routes.post("/confirm", confirm::confirm);
    UnsubscribePage unsubscribe = new UnsubscribePage(deps, show);
    get(routes, "/unsubscribe", unsubscribe::ask);
    routes.post("/unsubscribe", unsubscribe::leave);
    PreferencesPage preferences = new PreferencesPage(deps, show);
    get(routes, "/preferences", preferences::form);
    routes.post("/preferences", preferences::act);
    get(routes, "/feeds/{token}/alerts.atom", feeds::privateAtom);
    get(routes, "/feeds/{token}/alerts.json", feeds::privateJson);
    operator(routes, new DeliveriesPage(deps, new OperatorDoor(deps), show));
    routes.post("/hooks/courtlistener/{secret}", new CourtListenerHook(deps));
    routes.post("/internal/verbs", new InternalVerbs(deps));

    routes.exception(HttpResponseException.class, refusals::refused);
    routes.exception(Exception.class, refusals::failed);
  }

  private static void operator(RoutesConfig routes, DeliveriesPage deliveries) {
    get(routes, "/operator", deliveries::list);
    get(routes, DeliveriesPage.PATH, deliveries::list);
    routes.post("/operator/enter", deliveries::enter);
    routes.post("/operator/leave", deliveries::leave);
    routes.post(DeliveriesPage.PATH + "/retry", deliveries::retry);
    routes.post(DeliveriesPage.PATH + "/drop", deliveries::drop);
    routes.post(DeliveriesPage.PATH + "/address", deliveries::address);
  }

  /** HEAD too, by the same handler: Javalin would answer it with none of the page's headers. */
  private static void get(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler);
  }

  /** On every answer, so that captured words can at worst be read. */
  private static void guard(Context context) {
    context
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cache-Control", "no-cache");
  }
}

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

  static void list(RoutesConfig routes, WebContext shared, Peers peers) {
    Show show = new Show();
    PageQueries queries = new PageQueries(shared);
    Feeds feeds = new Feeds(shared, queries, show);
    Health health = new Health(shared);
    Refusals refusals = new Refusals(shared, show);

    routes.before(peers::note);
    routes.before(Routes::guard);
    get(routes, "/", new HomePage(shared, queries, show));
    Calendars calendars = new Calendars(shared, queries);
    get(routes, "/stories/{id}.ics", calendars::story);
    get(routes, "/feeds/{token}/deadlines.ics", calendars::mine);
    get(routes, "/stories/{id}", new StoryPage(shared, queries, show));
    get(routes, "/watches/{id}", new WatchPage(shared, queries, show));
    get(routes, "/alerts/{id}", new AlertPage(shared, queries, show));
    get(routes, "/captures/{id}", new CaptureDownload(shared));
    get(routes, "/status", new StatusPage(shared, queries, show));
    get(routes, "/alerts.atom", feeds::atom);
    get(routes, "/alerts.json", feeds::json);
    get(routes, "/healthz", health::alive);
    get(routes, "/readyz", health::ready);
    get(routes, "/metrics", health::metrics);
    get(routes, "/style.css", Style::sheet);
    get(routes, "/mark.svg", Style::mark);
    SubscribePage subscribe = new SubscribePage(shared, show);
    get(routes, "/subscribe", subscribe::form);
    routes.post("/subscribe", subscribe::ask);
    ConfirmPage confirm = new ConfirmPage(shared, show);
    get(routes, "/confirm", confirm::ask);
    routes.post("/confirm", confirm::confirm);
    UnsubscribePage unsubscribe = new UnsubscribePage(shared, show);
    get(routes, "/unsubscribe", unsubscribe::ask);
    routes.post("/unsubscribe", unsubscribe::leave);
    PreferencesPage preferences = new PreferencesPage(shared, show);
    get(routes, "/preferences", preferences::form);
    routes.post("/preferences", preferences::act);
    get(routes, "/feeds/{token}/alerts.atom", feeds::privateAtom);
    get(routes, "/feeds/{token}/alerts.json", feeds::privateJson);
    operator(routes, new DeliveriesPage(shared, new OperatorDoor(shared), show));
    routes.post("/hooks/courtlistener/{secret}", new CourtListenerHook(shared));
    routes.post("/internal/verbs", new InternalVerbs(shared));

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

package crier.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the pages. */
public final class WebServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  private static final long LARGEST_BODY = 1 << 20;

  private final Javalin javalin;
  private final Pages pages;
  private final byte[] style = resource("/crier/web/style.css");

  private WebServer(Deps deps) {
    this.pages = new Pages(deps);
    this.javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.concurrency.useVirtualThreads = true;
          config.http.maxRequestSize = LARGEST_BODY;
          routes(config, deps);
        });
  }

  /**
   * Starts serving.
   *
   * @throws PortInUse when somebody else listens there
   */
  public static WebServer start(ServerSettings settings, Deps deps) {
    WebServer server = new WebServer(deps);
    try {
      server.javalin.start(settings.host(), settings.port());
    } catch (JavalinBindException e) {
      server.javalin.stop();
      throw new PortInUse(settings, e);
    }
    return server;
  }

  /** All that is served, in one list. */
  private void routes(JavalinConfig config, Deps deps) {
    Feeds feeds = new Feeds(deps);
    InternalVerbs verbs = new InternalVerbs(deps);
    var routes = config.routes;
    routes.before(WebServer::headers);
    routes.get("/", pages::home);
    routes.get("/stories/{id}", pages::story);
    routes.get("/watches/{id}", pages::watch);
    routes.get("/alerts/{id}", pages::alert);
    routes.get("/captures/{id}", pages::capture);
    routes.get("/status", pages::status);
    routes.get("/alerts.atom", feeds::atom);
    routes.get("/alerts.json", feeds::json);
    routes.get("/style.css", this::style);
    routes.get(
        "/healthz",
        context -> health(context, deps.alive().getAsBoolean(), "the ticker stands still"));
    routes.get(
        "/readyz",
        context ->
            health(
                context,
                deps.ready().getAsBoolean() && deps.alive().getAsBoolean(),
                "the database or the ticker does not answer"));
    routes.get(
        "/metrics",
        context ->
            context
                .contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(deps.metrics().scrape()));
    routes.post("/internal/verbs", verbs::run);
    routes.exception(HttpResponseException.class, this::refused);
    routes.exception(Exception.class, this::failed);
    routes.error(404, context -> notFound(context));
  }

  private static void headers(Context context) {
    context
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                + " base-uri 'none'; frame-ancestors 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-cache");
  }

  private void style(Context context) {
    context
        .contentType("text/css; charset=utf-8")
        .header("Cache-Control", "max-age=3600")
        .result(style);
  }

  private static void health(Context context, boolean well, String otherwise) {
    context
        .status(well ? 200 : 503)
        .contentType("text/plain")
        .result(well ? "ok\n" : otherwise + "\n");
  }

  private void refused(HttpResponseException refusal, Context context) {
    pages.plain(
        context,
        refusal.getStatus(),
        refusal.getStatus() == 404 ? "Not found" : "Not possible",
        String.valueOf(refusal.getMessage()));
  }

  private void failed(Exception failure, Context context) {
    String id = Long.toHexString(System.nanoTime());
    LOG.error("request {} to {} failed", id, context.path(), failure);
    pages.plain(context, 500, "A fault of ours", "The log knows more under " + id + ".");
  }

  private void notFound(Context context) {
    if (String.valueOf(context.result()).equals("Endpoint GET " + context.path() + " not found")
        || String.valueOf(context.result()).startsWith("Endpoint")
        || String.valueOf(context.result()).equals("Not Found")) {
      pages.plain(context, 404, "Not found", "There is nothing at this address.");
    }
  }

  /** The port that is listened on; useful where any free one was asked for. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static byte[] resource(String name) {
    try (InputStream stream = WebServer.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(stream).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Somebody else listens on that port; the message says what to do. */
  public static final class PortInUse extends RuntimeException {
    private static final long serialVersionUID = 1;

    PortInUse(ServerSettings settings, Exception cause) {
      super(
          "port %d on %s is in use; stop what listens there, or set `server.port` to another"
              .formatted(settings.port(), settings.host()),
          cause);
    }
  }
}

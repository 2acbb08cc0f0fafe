package crier.web;

import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;

/** Serves the pages. */
public final class WebServer implements AutoCloseable {

  /** The largest body anybody posts; CourtListener's are a few KiB. */
  private static final long LARGEST_BODY = 1 << 20;

  private final Javalin javalin;

  private WebServer(ServerSettings settings, WebContext shared, Doorkeeper.Limits limits) {
    Doorkeeper doorkeeper = new Doorkeeper(limits, settings.trustedProxies(), System::nanoTime);
    this.javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.concurrency.useVirtualThreads = true;
          config.http.prefer405over404 = true;
          config.http.maxRequestSize = LARGEST_BODY;
          config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
          config.jetty.modifyServer(server -> server.setErrorHandler(new Unreadable()));
          config.jetty.addConnector((server, http) -> {
            ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(http));
            connector.setHost(settings.host());
            connector.setPort(settings.port());
            connector.setIdleTimeout(limits.patience().toMillis());
            connector.addBean(doorkeeper);
            return connector;
          });
          Routes.list(config.routes, shared, new Peers(settings.trustedProxies()));
        });
  }

  /**
   * Starts serving.
   *
   * @throws PortInUse when somebody else listens there
   */
  public static WebServer start(ServerSettings settings, WebContext shared) {
    return start(settings, shared, Doorkeeper.Limits.USUAL);
  }

  static WebServer start(ServerSettings settings, WebContext shared, Doorkeeper.Limits limits) {
    WebServer server = new WebServer(settings, shared, limits);
    try {
      server.javalin.start(settings.host(), settings.port());
    } catch (JavalinBindException e) {
      server.javalin.stop();
      throw new PortInUse(settings, e);
    }
    return server;
  }

  /** The port that is listened on; useful where any free one was asked for. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
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

package crier.web;

import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;

/** Serves the pages. */
public final class WebServer implements AutoCloseable {

  /** The largest body anybody posts; CourtListener's are a few KiB. */
  private static final long LARGEST_BODY = 1 << 20;

  private final Javalin javalin;

  /** Who may say for whom they ask. */
  private final AtomicReference<List<Network>> proxies;

  private WebServer(ServerSettings settings, WebContext deps, Doorkeeper.Limits limits) {
    this.proxies = new AtomicReference<>(settings.trustedProxies());
    Doorkeeper doorkeeper = new Doorkeeper(limits, proxies::get, System::nanoTime);
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
          Routes.list(config.routes, deps, new Peers(proxies::get));
        });
  }

  /**
   * Starts serving.
   *
   * @throws PortInUse when somebody else listens there
   */
  public static WebServer start(ServerSettings settings, WebContext deps) {
    return start(settings, deps, Doorkeeper.Limits.USUAL);
  }

  static WebServer start(ServerSettings settings, WebContext deps, Doorkeeper.Limits limits) {
    WebServer server = new WebServer(settings, deps, limits);
    try {
      server.javalin.start(settings.host(), settings.port());
    } catch (JavalinBindException e) {
      server.javalin.stop();
      throw new PortInUse(settings, e);
    }
    return server;
  }

  /** Believes these proxies from now on, in place of those before. */
  public void trust(List<Network> trusted) {
    proxies.set(List.copyOf(trusted));
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

package crier.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * Bounds how many connections there are, in all and from one address, and cuts who sends a request,
 * or takes an answer, in drops: the server's own patience begins anew with every byte.
 */
final class Doorkeeper extends AbstractLifeCycle implements Connection.Listener {

  /**
   * What is borne with.
   *
   * @param connections in all
   * @param fromOne from one address; proxies that the configuration names, and this machine, may
   *     have as many as there are
   * @param patience for a request to be whole
   */
  record Limits(int connections, int fromOne, Duration patience) {
    static final Limits USUAL = new Limits(2_000, 100, Duration.ofSeconds(30));
  }

  /**
   * An answer may be taken as slowly as this, bytes a second: a telephone in a tunnel does more.
   */
  private static final long SLOWEST = 256;

  private static final int LOOKS = 6;

  private final Limits limits;
  private final Supplier<List<Network>> proxies;
  private final LongSupplier nanos;
  private final Map<Connection, Progress> connections = new ConcurrentHashMap<>();
  private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("doorkeeper").factory());

  Doorkeeper(Limits limits, Supplier<List<Network>> proxies, LongSupplier nanos) {
    this.limits = limits;
    this.proxies = proxies;
    this.nanos = nanos;
  }

  /** How far a connection has come, by the rounds made. */
  private static final class Progress {
    final String address;
    long requests;
    long in;
    long inSince;
    long outBefore;
    long outSince;

    Progress(String address, long now) {
      this.address = address;
      this.inSince = now;
      this.outSince = now;
    }
  }

  @Override
  protected void doStart() {
    long every = Math.max(1, limits.patience().toMillis() / LOOKS);
    var _ = rounds.scheduleWithFixedDelay(this::round, every, every, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doStop() {
    rounds.shutdownNow();
  }

  @Override
  public void onOpened(Connection connection) {
    String address = address(connection);
    if (connections.putIfAbsent(connection, new Progress(address, nanos.getAsLong())) != null) {
      return;
    }
    int fromOne = byAddress.merge(address, 1, Integer::sum);
    if (connections.size() > limits.connections()
        || (fromOne > limits.fromOne() && !isNear(address))) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    Progress progress = connections.remove(connection);
    if (progress != null) {
      byAddress.computeIfPresent(
          progress.address, (_, n) -> n == 1 ? null : Integer.valueOf(n - 1));
    }
  }

  private static String address(Connection connection) {
    return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote
            && remote.getAddress() != null
        ? remote.getAddress().getHostAddress()
        : "";
  }

  private boolean isNear(String address) {
    return Optional.of(address)
        .filter(text -> !text.isEmpty())
        .map(InetAddress::ofLiteral)
        .filter(one ->
            one.isLoopbackAddress() || proxies.get().stream().anyMatch(proxy -> proxy.holds(one)))
        .isPresent();
  }

  private void round() {
    long now = nanos.getAsLong();
    connections.forEach((connection, progress) -> {
      if (sendsInDrops(connection, progress, now) || takesInDrops(connection, progress, now)) {
        connection.getEndPoint().close();
      }
    });
  }

  /** Bytes come, and have come for long, and no further request is whole. */
  private boolean sendsInDrops(Connection connection, Progress progress, long now) {
    long requests = connection.getMessagesIn();
    long in = connection.getBytesIn();
    boolean comes = in != progress.in;
    if (requests != progress.requests || !comes) {
      progress.inSince = now;
    }
    progress.requests = requests;
    progress.in = in;
    return comes && now - progress.inSince > limits.patience().toNanos();
  }

  /** An answer waits to be taken, and hardly any of it is. */
  private boolean takesInDrops(Connection connection, Progress progress, long now) {
    boolean waits =
        connection.getEndPoint() instanceof AbstractEndPoint end
            && end.getWriteFlusher().isPending();
    long out = connection.getBytesOut();
    long patience = 2 * limits.patience().toNanos();
    if (!waits) {
      progress.outSince = now;
      progress.outBefore = out;
    } else if (now - progress.outSince > patience) {
      long least = SLOWEST * TimeUnit.NANOSECONDS.toSeconds(now - progress.outSince);
      boolean slow = out - progress.outBefore < least;
      progress.outSince = now;
      progress.outBefore = out;
      return slow;
    }
    return false;
  }
}

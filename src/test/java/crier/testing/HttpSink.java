package crier.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/** Receivers of posts on loopback, one a path, that say {@code ok} or what they are told to. */
public final class HttpSink implements AutoCloseable {

  /** An answer. */
  public record Answer(int status, String body, Map<String, String> headers) {
    public static final Answer OK = new Answer(200, "ok", Map.of());

    public static Answer of(int status, String body) {
      return new Answer(status, body, Map.of());
    }
  }

  /**
   * A post and what became of it.
   *
   * @param id its {@code webhook-id}, or empty
   */
  public record Letter(String path, String id, String body, boolean taken) {}

  private final HttpServer server;
  private final List<Letter> letters = new CopyOnWriteArrayList<>();
  private final Map<String, List<String>> posts = new ConcurrentHashMap<>();
  private volatile BiFunction<String, String, Answer> manners = (path, body) -> Answer.OK;

  /** Starts it. */
  public HttpSink() {
    // Without it each answer waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posts.computeIfAbsent(path, _ -> new CopyOnWriteArrayList<>()).add(body);
            Answer answer = manners.apply(path, body);
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            letters.add(new Letter(path, id == null ? "" : id, body, answer.status() < 300));
            byte[] said = answer.body().getBytes(StandardCharsets.UTF_8);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), said.length == 0 ? -1 : said.length);
            exchange.getResponseBody().write(said);
          }
        });
    server.start();
  }

  /** What it says to whom: by path and body, from now on. */
  public void behave(BiFunction<String, String, Answer> like) {
    manners = like;
  }

  public String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** What was posted to a path, whatever was answered. */
  public List<String> posts(String path) {
    return posts.getOrDefault(path, List.of());
  }

  /** All posts, in order. */
  public List<Letter> letters() {
    return letters;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

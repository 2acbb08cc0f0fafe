package crier.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/** One GET, one hop: no redirect is followed here. Bounds its time and its decoded size. */
final class HttpHop implements AutoCloseable {

  /** Bytes read of an answer that is no success: enough to tell a challenge from a refusal. */
  static final int GLANCE = 128 * 1024;

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration READ = Duration.ofSeconds(20);

  private final long maxBody;
  private final Bounds bounds;
  private final OkHttpClient client;
  private final OkHttpClient http1;

  /** What a client is made by; one of other bounds has other connections. */
  private record Bounds(int connections, boolean privateToo, boolean loopbackOnly) {
    static Bounds of(FetchSettings settings) {
      return new Bounds(
          settings.concurrency(), settings.allowPrivateAddresses(), settings.contact().isBlank());
    }

    OkHttpClient.Builder on(OkHttpClient.Builder client) {
      return client
          .socketFactory(new AddressGuard(privateToo, loopbackOnly))
          .connectionPool(new ConnectionPool(connections, 5, TimeUnit.MINUTES));
    }
  }

  HttpHop(FetchSettings settings, UnaryOperator<OkHttpClient.Builder> adjust) {
    this.maxBody = settings.maxBody();
    this.bounds = Bounds.of(settings);
    this.client =
        adjust
            .apply(
                bounds
                    .on(careful(new OkHttpClient.Builder()))
                    .readTimeout(READ)
                    .addInterceptor(new Unpacking()))
            .build();
    this.http1 = client.newBuilder().protocols(List.of(Protocol.HTTP_1_1)).build();
  }

  private HttpHop(long maxBody, Bounds bounds, OkHttpClient client) {
    this.maxBody = maxBody;
    this.bounds = bounds;
    this.client = client;
    this.http1 = client.newBuilder().protocols(List.of(Protocol.HTTP_1_1)).build();
  }

  /** One by these settings. What is under way on this one goes on, and is ended by either. */
  HttpHop with(FetchSettings settings) {
    Bounds now = Bounds.of(settings);
    if (now.equals(bounds)) {
      return new HttpHop(settings.maxBody(), bounds, client);
    }
    client.connectionPool().evictAll();
    return new HttpHop(settings.maxBody(), now, now.on(client.newBuilder()).build());
  }

  /** What every client of ours has in common, looking or posting, beside its guard. */
  static OkHttpClient.Builder careful(OkHttpClient.Builder client) {
    return client
        // a proxy would connect for us, past the guard
        .proxy(Proxy.NO_PROXY)
        .connectTimeout(CONNECT)
        .followRedirects(false)
        .followSslRedirects(false)
        .addNetworkInterceptor(RetryAfter::hide);
  }

  /**
   * Asks once.
   *
   * @param time for the whole hop, body included
   * @param most bytes of a decoded body; where {@code cut}, the rest is left unread
   */
  Answer get(
      HttpUrl url, Headers headers, boolean http1Only, Duration time, long most, boolean cut) {
    Request request = new Request.Builder().url(url).headers(headers).build();
    Call call = (http1Only ? http1 : client).newCall(request);
    call.timeout().timeout(time.toNanos(), TimeUnit.NANOSECONDS);
    // OkHttp throws IllegalArgumentException and the like on odd answers: RuntimeException too
    try (Response response = call.execute()) {
      return read(response, most, cut);
    } catch (IOException | RuntimeException e) {
      return new Answer.Nothing(Trouble.of(e));
    }
  }

  /** As {@link #get}, with the operator's limit on the size. */
  Answer get(HttpUrl url, Headers headers, boolean http1Only, Duration time) {
    return get(url, headers, http1Only, time, maxBody, false);
  }

  private static Answer read(Response response, long most, boolean cut) throws IOException {
    boolean success = response.isSuccessful();
    long limit = success ? most : GLANCE;
    String left = response.header("Content-Encoding");
    if (success && left != null && !left.toLowerCase(Locale.ROOT).equals("identity")) {
      return new Answer.Nothing("the answer is compressed in a way nobody asked for");
    }
    MessageDigest hash = sha256();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[16 * 1024];
    InputStream in = response.body().byteStream();
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      int room = (int) Math.min(n, limit - body.size());
      hash.update(chunk, 0, room);
      body.write(chunk, 0, room);
      if (room < n) {
        if (success && !cut) {
          return new Answer.Nothing(
              "the answer is longer than fetch.max-body, %d bytes".formatted(limit));
        }
        break;
      }
    }
    long announced = response.body().contentLength();
    if (success && !cut && announced >= 0 && announced != body.size()) {
      // HTTP/1.1 cannot come here; OkHttp does not compare the two in HTTP/2
      return new Answer.Nothing("the answer is not as long as it says it is");
    }
    return new Answer.Got(
        response.code(),
        RetryAfter.restored(response.headers()),
        body.toByteArray(),
        HexFormat.of().formatHex(hash.digest()));
  }

  /** SHA-256 in lower-case hex. */
  static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }
}

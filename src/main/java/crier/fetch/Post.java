package crier.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Posts messages to webhooks: once, to that address and no other. OkHttp left alone posts again on
 * 408, on 503 with {@code Retry-After: 0} and on a stale connection, and takes the 200 of a login
 * page behind a redirect for an answer; each of these would be a duplicate or a lie.
 */
public final class Post implements AutoCloseable {

  /** Bytes read of an answer. */
  public static final int MOST_READ = 4096;

  private volatile Terms terms;

  /** What a configuration says of posts; one that is under way keeps those it began with. */
  private record Terms(String userAgent, Duration longest, OkHttpClient client) {
    static Terms of(FetchSettings settings, OkHttpClient client) {
      return new Terms(RequestHeaders.userAgent(settings.contact()), settings.timeout(), client);
    }
  }

  /** Uses the contact and the address rule of the settings; pace and headers are for fetching. */
  public Post(FetchSettings settings) {
    this(settings, UnaryOperator.identity());
  }

  Post(FetchSettings settings, UnaryOperator<OkHttpClient.Builder> adjust) {
    this.terms =
        Terms.of(
            settings,
            adjust
                .apply(
                    HttpHop.careful(new OkHttpClient.Builder())
                        .socketFactory(guard(settings))
                        // none kept: on a connection that the receiver has just closed in silence a
                        // message is neither sent nor unsent
                        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                        .retryOnConnectionFailure(false))
                .build());
  }

  private static AddressGuard guard(FetchSettings settings) {
    return new AddressGuard(settings.allowPrivateAddresses(), false);
  }

  /** Posts by these settings from the next message on. */
  public synchronized void apply(FetchSettings settings) {
    terms = Terms.of(settings, terms.client().newBuilder().socketFactory(guard(settings)).build());
  }

  /**
   * Posts once and waits for the answer.
   *
   * @param headers beside Content-Type and User-Agent; they may replace the latter
   * @param timeout for the whole call; the settings' own where that is shorter
   */
  public Posted post(
      URI address, byte[] body, String contentType, Map<String, String> headers, Duration timeout) {
    HttpUrl url = HttpUrl.parse(address.toString());
    if (url == null) {
      return new Posted.Refused("not an http or https address with a host");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      return new Posted.Refused("an address with a user name in it is not posted to; use a header");
    }
    Terms now = terms;
    OnceBody once = new OnceBody(body, MediaType.parse(contentType));
    Request request;
    try {
      Request.Builder building =
          new Request.Builder().url(url).header("User-Agent", now.userAgent());
      headers.forEach(building::header);
      request = building.post(once).build();
    } catch (IllegalArgumentException e) {
      // its message quotes the value, and the value may be a token
      return new Posted.Refused("a header's name or value cannot be written in HTTP");
    }
    Call call = now.client().newCall(request);
    Duration time = timeout.compareTo(now.longest()) < 0 ? timeout : now.longest();
    call.timeout().timeout(time.toNanos(), TimeUnit.NANOSECONDS);
    try (Response response = call.execute()) {
      return read(response);
    } catch (AddressGuard.Refusal e) {
      return new Posted.Refused(Trouble.of(e));
    } catch (IOException | RuntimeException e) {
      return new Posted.Unreachable(Trouble.of(e), once.begun);
    }
  }

  /** An answer's status is the answer: a body that breaks off changes nothing of it. */
  private static Posted read(Response response) {
    Map<String, String> headers = new TreeMap<>();
    RetryAfter.restored(response.headers())
        .forEach(h -> headers.putIfAbsent(h.getFirst().toLowerCase(Locale.ROOT), h.getSecond()));
    byte[] body;
    try (InputStream in = response.body().byteStream()) {
      body = in.readNBytes(MOST_READ);
    } catch (IOException e) {
      body = new byte[0];
    }
    return new Posted.Answered(response.code(), headers, new String(body, StandardCharsets.UTF_8));
  }

  /** Breaks off what is under way and closes all connections. */
  @Override
  public void close() {
    terms.client().dispatcher().cancelAll();
    terms.client().connectionPool().evictAll();
  }

  /** A body that OkHttp may not send a second time, and that knows whether it was begun. */
  private static final class OnceBody extends RequestBody {
    private final byte[] bytes;
    private final @Nullable MediaType type;
    volatile boolean begun;

    OnceBody(byte[] bytes, @Nullable MediaType type) {
      this.bytes = bytes;
      this.type = type;
    }

    @Override
    public @Nullable MediaType contentType() {
      return type;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      begun = true;
      sink.write(bytes);
    }
  }
}

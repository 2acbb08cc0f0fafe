package crier.fetch;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A WebDriver at an address that the operator names: the few commands that reading a page takes
 * (W3C WebDriver, §6 to §13). The address is the operator's own, so no guard stands before it.
 */
final class WebDriver {

  private static final Logger LOG = LoggerFactory.getLogger(WebDriver.class);
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
  private static final Pattern NET = Pattern.compile("net::ERR_[A-Z_]+");
  private static final int QUOTED = 160;

  private static final List<String> OURS =
      List.of(
          "--headless=new",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final HttpUrl address;
  private final List<String> arguments;
  private final String userAgent;
  private final long mostBytes;
  private final OkHttpClient client;

  /**
   * @param arguments for the browser, beside our own
   * @param mostBytes of one answer
   */
  WebDriver(
      OkHttpClient client,
      HttpUrl address,
      List<String> arguments,
      String userAgent,
      long mostBytes) {
    this.client = client;
    this.address = address;
    this.arguments = arguments;
    this.userAgent = userAgent;
    this.mostBytes = mostBytes;
  }

  /** A client as this protocol needs it: commands may take long, and are never sent twice. */
  static OkHttpClient client() {
    return new OkHttpClient.Builder()
        .proxy(Proxy.NO_PROXY)
        .protocols(List.of(Protocol.HTTP_1_1))
        .connectTimeout(5, TimeUnit.SECONDS)
        .readTimeout(0, TimeUnit.SECONDS)
        .followRedirects(false)
        .retryOnConnectionFailure(false)
        .build();
  }

  /** Why a command came to nothing, in words for the operator. */
  static final class Unable extends Exception {
    private static final long serialVersionUID = 1;

    Unable(String why) {
      super(why);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  /** The WebDriver as messages name it: its address may hold a password. */
  String name() {
    return "the WebDriver at %s://%s:%d (fetch.webdriver)"
        .formatted(address.scheme(), address.host(), address.port());
  }

  /** A browser of one page's own: a fresh profile, no cookies from before. */
  final class Session implements AutoCloseable {
    private final String path;

    /** Name and version of the browser. */
    final String browser;

    private Session(String id, String browser) {
      this.path = "session/" + id;
      this.browser = browser;
    }

    /** Goes to an address, and returns when the document is there, its scripts perhaps not. */
    void go(HttpUrl url, Duration time) throws Unable {
      command("POST", path + "/url", Map.of("url", url.toString()), time);
    }

    /** Runs a script in the page. */
    JsonNode script(String code, List<?> arguments, Duration time) throws Unable {
      return command(
          "POST", path + "/execute/sync", Map.of("script", code, "args", arguments), time);
    }

    /** The document as it stands, serialised. */
    String source(Duration time) throws Unable {
      return command("GET", path + "/source", null, time).asString("");
    }

    /** Ends the browser; one that does not answer is the WebDriver's to clear away. */
    @Override
    public void close() {
      try {
        command("DELETE", path, null, Duration.ofSeconds(10));
      } catch (Unable e) {
        LOG.warn("a browser could not be ended: {}", e.why());
      }
    }
  }

  Session open(Duration time) throws Unable {
    List<String> all = new ArrayList<>(OURS);
    all.add("--user-agent=" + userAgent);
    all.addAll(arguments);
    Map<String, Object> chrome =
        Map.of("args", all, "prefs", Map.of("download_restrictions", 3)); // 3: no file is saved
    Map<String, Object> firefox =
        Map.of(
            "args", List.of("-headless"), "prefs", Map.of("general.useragent.override", userAgent));
    Map<String, Object> always =
        Map.of(
            "pageLoadStrategy", "eager",
            "unhandledPromptBehavior", "dismiss",
            "timeouts", Map.of("pageLoad", time.toMillis(), "script", 10_000));
    JsonNode made =
        command(
            "POST",
            "session",
            Map.of(
                "capabilities",
                Map.of(
                    "alwaysMatch",
                    always,
                    "firstMatch",
                    List.of(
                        Map.of("browserName", "chrome", "goog:chromeOptions", chrome),
                        Map.of("browserName", "firefox", "moz:firefoxOptions", firefox)))),
            time);
    JsonNode capabilities = made.path("capabilities");
    return new Session(
        made.path("sessionId").asString(""),
        capabilities.path("browserName").asString("browser")
            + "/"
            + capabilities.path("browserVersion").asString("?"));
  }

  private JsonNode command(String method, String path, @Nullable Object body, Duration time)
      throws Unable {
    HttpUrl url = address.newBuilder().addPathSegments(path).build();
    RequestBody sent =
        body == null
            ? null
            : RequestBody.create(
                JsonMapper.shared().writeValueAsString(body).getBytes(StandardCharsets.UTF_8),
                JSON);
    Call call = client.newCall(new Request.Builder().url(url).method(method, sent).build());
    call.timeout().timeout(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
    try (Response response = call.execute()) {
      var source = response.body().source();
      if (source.request(mostBytes + 1)) {
        throw new Unable("the page is longer than fetch.max-body");
      }
      JsonNode answer = JsonMapper.shared().readTree(source.readUtf8());
      JsonNode given = answer.path("value");
      if (!response.isSuccessful()) {
        throw refused(given);
      }
      return given;
    } catch (IOException e) {
      throw new Unable(name() + " does not answer: " + Trouble.of(e));
    } catch (JacksonException e) {
      throw new Unable(name() + " is no WebDriver: its answer is not the protocol's");
    }
  }

  private Unable refused(JsonNode given) {
    String code = given.path("error").asString("");
    String message = given.path("message").asString("").lines().findFirst().orElse("");
    if (code.isEmpty()) {
      return new Unable(name() + " is no WebDriver: its answer is not the protocol's");
    }
    // Messages can name the page's address; the error's own name and the browser's do not.
    Matcher net = NET.matcher(message);
    if (net.find()) {
      return new Unable("the browser could not load the page (" + net.group() + ")");
    }
    return switch (code) {
      case "timeout", "script timeout" -> new Unable("no complete page in time");
      case "session not created" ->
          new Unable(
              "%s starts no browser: %s"
                  .formatted(name(), message.substring(0, Math.min(QUOTED, message.length()))));
      default -> new Unable("%s answers “%s”".formatted(name(), code));
    };
  }

  /** The address of a WebDriver, or null when this is none. */
  static @Nullable HttpUrl address(String written) {
    return written.isBlank() ? null : HttpUrl.parse(URI.create(written.strip()).toString());
  }
}

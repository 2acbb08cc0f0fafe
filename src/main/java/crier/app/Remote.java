package crier.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Has a verb carried out by the running daemon, and shows what it prints as if it ran here. */
final class Remote {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final DaemonFile.Daemon daemon;

  Remote(DaemonFile.Daemon daemon) {
    this.daemon = daemon;
  }

  /**
   * Runs the verb over there.
   *
   * @return its exit code
   * @throws Unreached when nothing was begun there: no daemon answers, or not yet
   * @throws IOException when it broke off in the middle
   */
  int run(List<String> args, PrintWriter out, PrintWriter err) throws IOException {
    HttpRequest request = request(args).build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<java.io.InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new Unreached("the daemon answered " + response.statusCode(), null);
      }
      return relay(response.body(), out, err);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new Unreached("no daemon answers", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private HttpRequest.Builder request(List<String> args) {
    return HttpRequest.newBuilder(URI.create(daemon.address() + "/internal/verbs"))
        .header("Authorization", "Bearer " + daemon.token())
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("args", args))));
  }

  /** Whether the daemon is there, and knows the token: another may listen there by now. */
  boolean answers() {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return client
              .send(
                  request(List.of("--version")).timeout(PATIENCE).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException | IllegalArgumentException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The verb was not begun there, so that it can be tried again. */
  static final class Unreached extends IOException {
    private static final long serialVersionUID = 1;

    Unreached(String message, @Nullable Exception cause) {
      super(message, cause);
    }
  }

  private static int relay(java.io.InputStream body, PrintWriter out, PrintWriter err)
      throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode said = JSON.readTree(line);
        if (said.has("exit")) {
          return said.get("exit").asInt();
        }
        if (said.has("out")) {
          out.println(said.get("out").asString());
          out.flush();
        } else if (said.has("err")) {
          err.println(said.get("err").asString());
          err.flush();
        }
      }
    }
    throw new IOException("the daemon stopped in the middle of it");
  }
}

package crier.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import picocli.CommandLine.Command;

/** Asks the running daemon whether it is well. */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description = "Ask the running daemon whether it is well (exit 0 or 1).")
final class HealthVerb extends Verb {

  @Override
  public Integer call() {
    var server = door().settings().server();
    String host = server.host().equals("0.0.0.0") ? "127.0.0.1" : server.host();
    String address =
        DaemonFile.of(door().settings().database())
            .flatMap(DaemonFile::read)
            .map(DaemonFile.Daemon::address)
            .orElse("http://%s:%d".formatted(host, server.port()));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address + "/healthz"))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      out().println(answer.body().strip());
      return answer.statusCode() == 200 ? ExitCode.DONE : ExitCode.FAILED;
    } catch (IOException _) {
      err().println("no daemon answers at " + address);
      return ExitCode.FAILED;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }
}

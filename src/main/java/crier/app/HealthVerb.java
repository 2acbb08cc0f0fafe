package crier.app;

import crier.config.Loaded;
import crier.store.DatabaseSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Asks the running daemon whether it is well. The configuration on the disk only helps to find it:
 * one that is broken says nothing of a daemon that runs with the one before.
 */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description = "Ask the running daemon whether it is well (exit 0 or 1).")
final class HealthVerb extends Verb {

  private static final String USUAL = "jdbc:h2:file:./data/crier";
  private static final Pattern EMBEDDED = Pattern.compile("jdbc:h2:file:[^\\s\"',;}]+");

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean asJson;

  @Override
  public Integer call() {
    Set<String> addresses = addresses();
    for (String address : addresses) {
      Optional<HttpResponse<String>> answer = ask(address);
      if (answer.isPresent()) {
        boolean well = answer.get().statusCode() == 200;
        print(well, address, answer.get().body().strip());
        return well ? ExitCode.DONE : ExitCode.FAILED;
      }
    }
    if (asJson) {
      print(false, "", "no daemon answers");
    } else {
      err().println("no daemon answers at " + String.join(", ", addresses));
    }
    return ExitCode.FAILED;
  }

  private void print(boolean well, String address, String answer) {
    if (asJson) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("well", well);
      object.put("address", address);
      object.put("answer", answer);
      json(object);
    } else {
      out().println(answer);
    }
  }

  /** Where a daemon may be, the likeliest first. */
  private Set<String> addresses() {
    Set<String> addresses = new LinkedHashSet<>();
    Path file = main().configFile();
    DaemonFile.of(file)
        .flatMap(DaemonFile::read)
        .map(DaemonFile.Daemon::address)
        .ifPresent(addresses::add);
    if (VerbContext.reader(main().environment()).load(file) instanceof Loaded.Valid valid) {
      var server = valid.settings().server();
      announced(valid.settings().database().url()).ifPresent(addresses::add);
      addresses.add(Announcement.address(server.host(), server.port()));
      return addresses;
    }
    Matcher named = EMBEDDED.matcher(text(file));
    while (named.find()) {
      announced(named.group()).ifPresent(addresses::add);
    }
    announced(USUAL).ifPresent(addresses::add);
    addresses.add("http://127.0.0.1:8080");
    return addresses;
  }

  private static Optional<String> announced(String url) {
    return DaemonFile.of(new DatabaseSettings(url, "", ""))
        .flatMap(DaemonFile::read)
        .map(DaemonFile.Daemon::address);
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }

  private static Optional<HttpResponse<String>> ask(String address) {
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
      return Optional.of(
          client.send(
              HttpRequest.newBuilder(URI.create(address + "/healthz"))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.ofString()));
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}

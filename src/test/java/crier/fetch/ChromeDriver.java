package crier.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real chromedriver on a port of its own choosing, with all it started ended at the end. */
public final class ChromeDriver implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("on port (\\d+)");

  private final Process process;
  private final int port;

  private ChromeDriver(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Where it is installed; empty when it is not. */
  public static Optional<Path> installed() {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, "chromedriver"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it. What it and its browsers write goes below {@code folder}. */
  public static ChromeDriver start(Path folder) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(installed().orElseThrow().toString(), "--port=0")
            .redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("TMPDIR", folder.toString());
    Process process = builder.start();
    // Not closed: chromedriver would have nowhere to write.
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher port = PORT.matcher(line);
      if (line.contains("started successfully") && port.find()) {
        Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {}));
        return new ChromeDriver(process, Integer.parseInt(port.group(1)));
      }
    }
    process.destroyForcibly();
    throw new IOException("chromedriver did not say its port");
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Browsers that are still running. */
  public long browsers() {
    return process.descendants().count();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}

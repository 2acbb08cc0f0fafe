package crier.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real PostgreSQL server of a test's own, on loopback, thrown away with its data. */
public final class Postgres implements AutoCloseable {

  private static final String USER = "crier";

  private final Path binaries;
  private final Path folder;
  private final int port;

  private Postgres(Path binaries, Path folder, int port) {
    this.binaries = binaries;
    this.folder = folder;
    this.port = port;
  }

  /** Where its programs are: on the path, or where Debian keeps them. */
  public static Optional<Path> installed() {
    Stream<Path> onPath =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .map(Path::of);
    return Stream.concat(onPath, debian().stream())
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
        .findFirst();
  }

  private static List<Path> debian() {
    Path versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return List.of();
    }
    try (Stream<Path> each = Files.list(versions)) {
      return each.map(version -> version.resolve("bin"))
          .sorted(Comparator.comparing(Path::toString).reversed())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a new, empty server. */
  public static Postgres start() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("crier-postgres");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Postgres server = new Postgres(installed().orElseThrow(), folder, port);
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    server.asServer("initdb", "-D", server.data(), "-U", USER, "-A", "trust", "-N");
    server.asServer(
        "pg_ctl",
        "-D",
        server.data(),
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        "-p %d -h 127.0.0.1 -k %s -F".formatted(port, folder),
        "start");
    return server;
  }

  /** Of its one database. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
  }

  public String user() {
    return USER;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  /** PostgreSQL refuses to run as root. */
  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private void asServer(String program, String... arguments)
      throws IOException, InterruptedException {
    Stream<String> command =
        Stream.concat(Stream.of(binaries.resolve(program).toString()), Arrays.stream(arguments));
    run(
        isRoot()
            ? Stream.concat(Stream.of("runuser", "-u", "postgres", "--"), command).toList()
            : command.toList());
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Path said = Files.createTempFile("crier-postgres", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of(System.getProperty("java.io.tmpdir")).toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    String output = Files.readString(said);
    Files.delete(said);
    if (!ended || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("%s: %s".formatted(command, output));
    }
  }

  @Override
  public void close() throws IOException {
    try {
      asServer("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
      run(List.of("rm", "-rf", folder.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}

package crier.app;

import crier.config.Loaded;
import crier.config.Settings;
import crier.watch.Stage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A daemon in a process of its own that dies, as by kill -9, when a check of a watch has completed
 * a stage: {@code CONFIG STAGE WATCH}; without a stage it lives.
 */
public final class HaltedDaemon {

  private static final int KILLED = 137;

  private HaltedDaemon() {}

  public static void main(String[] args) throws InterruptedException {
    Path config = Path.of(args[0]);
    Settings settings = ((Loaded.Valid) VerbContext.reader(Map.of()).load(config)).settings();
    Stage.Observer observer =
        (stage, watch) -> {
          if (args.length == 3 && stage.name().equals(args[1]) && watch.equals(args[2])) {
            Runtime.getRuntime().halt(KILLED);
          }
        };
    try (Daemon daemon = new Daemon(settings, Optional.empty(), result -> {}, observer)) {
      System.out.println("started on " + daemon.port());
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}

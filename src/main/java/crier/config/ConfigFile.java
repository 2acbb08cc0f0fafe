package crier.config;

import crier.model.SourceSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a configuration file: all that is wrong at once, or settings that can be relied on. */
public final class ConfigFile {

  private final Map<String, String> environment;
  private final Function<String, Optional<String>> cronProblem;
  private final Function<SourceSpec, Optional<String>> sourceProblem;

  /**
   * Makes a reader.
   *
   * @param environment variables that {@code ${NAME}} can take
   * @param cronProblem what is wrong with a Quartz cron expression, if anything
   * @param sourceProblem what a source type has against a description, if anything
   */
  public ConfigFile(
      Map<String, String> environment,
      Function<String, Optional<String>> cronProblem,
      Function<SourceSpec, Optional<String>> sourceProblem) {
    this.environment = Map.copyOf(environment);
    this.cronProblem = cronProblem;
    this.sourceProblem = sourceProblem;
  }

  /** Reads the file. One that is missing or unreadable is a mistake like any other. */
  public Loaded load(Path path) {
    String text;
    try {
      text = Files.readString(path, StandardCharsets.UTF_8);
    } catch (IOException | RuntimeException _) {
      return new Loaded.Invalid(
          List.of(
              new Mistake(
                  path.toString(),
                  1,
                  1,
                  "the file cannot be read",
                  "name one with `--config FILE`, or begin with a copy of config/crier.yaml")));
    }
    return load(path.toString(), text);
  }

  /**
   * Reads a text.
   *
   * @param name what mistakes call the file
   */
  public Loaded load(String name, String text) {
    YamlFile file = YamlFile.read(name, text, new Interpolation(environment));
    if (file.mistakes().isEmpty()) {
      SchemaCheck.check(file);
      new References(file).check();
    }
    Optional<Settings> settings = Optional.empty();
    if (file.mistakes().isEmpty()) {
      settings = Optional.of(new SettingsReader(file, cronProblem, sourceProblem).read());
    }
    if (settings.isPresent() && file.mistakes().isEmpty()) {
      return new Loaded.Valid(settings.get());
    }
    return new Loaded.Invalid(
        file.mistakes().stream()
            .sorted(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column))
            .toList());
  }
}

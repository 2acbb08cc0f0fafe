package crier.config;

import crier.model.SourceSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads a configuration file: all that is wrong at once, or settings that can be relied on. */
public final class ConfigFile {

  /** More is no configuration. */
  static final int MOST_BYTES = 2 * 1024 * 1024;

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

  /** Reads a file without asking what cron expressions and source types mean. */
  public static Loaded load(Path path, Map<String, String> environment) {
    return new ConfigFile(environment, cron -> Optional.empty(), spec -> Optional.empty())
        .load(path);
  }

  /** Reads a text without environment, and without asking what cron and source types mean. */
  public static Loaded check(String name, String text) {
    return new ConfigFile(Map.of(), cron -> Optional.empty(), spec -> Optional.empty())
        .load(name, text);
  }

  /** Reads the file. One that is missing or unreadable is a mistake like any other. */
  public Loaded load(Path path) {
    try (InputStream stream = Files.newInputStream(path)) {
      byte[] content = stream.readNBytes(MOST_BYTES + 1);
      if (content.length > MOST_BYTES) {
        return unreadable(path, "the file is too large for a configuration", "name the right one");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return load(path.toString(), text);
    } catch (CharacterCodingException _) {
      return unreadable(path, "the file is not UTF-8", "save it as plain text in UTF-8");
    } catch (IOException | SecurityException _) {
      return unreadable(
          path,
          "the file cannot be read",
          "name one with `--config FILE`, or begin with a copy of config/crier.yaml");
    }
  }

  /**
   * Reads a text.
   *
   * @param name what mistakes call the file
   */
  public Loaded load(String name, String text) {
    Places places = new Places();
    Mistakes mistakes = new Mistakes(name, places);
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    YamlTree tree = YamlTree.read(plain, new Interpolation(environment), places, mistakes);
    if (!mistakes.sound("") && tree.root().isEmpty()) {
      return new Loaded.Invalid(mistakes.list());
    }
    JsonNode given = tree.given();
    new SchemaCheck(tree, mistakes).check(given);
    Section root = new Section(given, "", mistakes);
    References.check(root);
    Settings settings = new SettingsReader(root, cronProblem, sourceProblem).read();
    return mistakes.none()
        ? new Loaded.Valid(settings, mistakes.warnings())
        : new Loaded.Invalid(mistakes.list());
  }

  private static Loaded unreadable(Path path, String what, String remedy) {
    return new Loaded.Invalid(List.of(new Mistake(path.toString(), 1, 1, what, remedy)));
  }
}

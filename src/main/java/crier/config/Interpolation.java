package crier.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the environment and secret files into the texts of the configuration: a name in {@code ${}},
 * a name and a default separated by {@code :-}, or {@code file:} and a path. A doubled dollar sign
 * stands for itself.
 */
final class Interpolation {

  private static final long MOST_BYTES = 64 * 1024;

  private final Map<String, String> environment;

  Interpolation(Map<String, String> environment) {
    this.environment = environment;
  }

  /** What is wrong, and what to do about it. Never holds a value. */
  record Problem(String what, String remedy) {}

  /** The text, as far as it could be put together. */
  record Result(String value, Optional<Problem> problem) {}

  Result apply(String text) {
    if (!text.contains("${")) {
      return new Result(text, Optional.empty());
    }
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (true) {
      int start = text.indexOf("${", at);
      if (start < 0) {
        return new Result(result.append(text, at, text.length()).toString(), Optional.empty());
      }
      if (start > 0 && text.charAt(start - 1) == '$') {
        result.append(text, at, start - 1).append("${");
        at = start + 2;
        continue;
      }
      int end = text.indexOf('}', start);
      if (end < 0) {
        return new Result(
            text, Optional.of(new Problem("`${` without its `}`", "close it, or write `$${`")));
      }
      result.append(text, at, start);
      Result value = value(text.substring(start + 2, end));
      if (value.problem().isPresent()) {
        return new Result("", value.problem());
      }
      result.append(value.value());
      at = end + 1;
    }
  }

  private Result value(String expression) {
    if (expression.startsWith("file:")) {
      return file(expression.substring("file:".length()));
    }
    int dash = expression.indexOf(":-");
    String name = dash < 0 ? expression : expression.substring(0, dash);
    String value = environment.get(name);
    if (value != null && (dash < 0 || !value.isEmpty())) {
      return new Result(value, Optional.empty());
    }
    if (dash >= 0) {
      return new Result(expression.substring(dash + 2), Optional.empty());
    }
    return new Result(
        "",
        Optional.of(
            new Problem(
                "the environment has no variable " + name,
                "set it, or write `${%s:-default}`".formatted(name))));
  }

  private static Result file(String path) {
    try {
      Path file = Path.of(path);
      if (Files.size(file) > MOST_BYTES) {
        return unreadable(path, "is too large for a secret");
      }
      return new Result(Files.readString(file).strip(), Optional.empty());
    } catch (IOException | RuntimeException _) {
      return unreadable(path, "cannot be read");
    }
  }

  private static Result unreadable(String path, String why) {
    return new Result(
        "",
        Optional.of(
            new Problem(
                "the file %s %s".formatted(path, why),
                "name a file that this user may read, or use `${NAME}`")));
  }
}

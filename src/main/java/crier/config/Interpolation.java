package crier.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the environment and secret files into the texts of the configuration: a name in {@code ${}},
 * a name and a default separated by {@code :-}, or {@code file:} and a path. A doubled dollar sign
 * stands for itself.
 */
final class Interpolation {

  private static final long MOST_BYTES = 64L * 1024;

  private final Map<String, String> environment;

  Interpolation(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** What is wrong, and what to do about it. Never holds a value. */
  record Problem(String what, String remedy) {}

  /**
   * The text, as far as it could be put together.
   *
   * @param taken what came from the environment or a file, and how it was asked for
   */
  record Result(String value, Map<String, String> taken, Optional<Problem> problem) {}

  Result apply(String text) {
    Map<String, String> taken = new LinkedHashMap<>();
    StringBuilder result = new StringBuilder();
    int at = 0;
    for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", at)) {
      if (start > at && text.charAt(start - 1) == '$') {
        result.append(text, at, start - 1).append("${");
        at = start + 2;
        continue;
      }
      int end = text.indexOf('}', start);
      String expression = end < 0 ? "" : text.substring(start + 2, end);
      if (end < 0 || expression.contains("${")) {
        return failed(
            end < 0 ? "`${` without its `}`" : "a `${` inside another",
            "write ${NAME} or ${NAME:-default}, or $${ for the signs themselves");
      }
      Object value = value(expression);
      if (value instanceof Problem problem) {
        return failed(problem.what(), problem.remedy());
      }
      String found = value.toString();
      if (!expression.endsWith(":-" + found)) {
        taken.put(found, "${" + expression + "}");
      }
      result.append(text, at, start).append(found);
      at = end + 1;
    }
    String whole = result.append(text, at, text.length()).toString();
    return new Result(whole, taken, Optional.empty());
  }

  private static Result failed(String what, String remedy) {
    return new Result("", Map.of(), Optional.of(new Problem(what, remedy)));
  }

  /** A text, or the problem with it. */
  private Object value(String expression) {
    if (expression.startsWith("file:")) {
      return content(expression.substring("file:".length()));
    }
    int dash = expression.indexOf(":-");
    String name = dash < 0 ? expression : expression.substring(0, dash);
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      return new Problem(
          "there is no name of a variable between `${` and `}`",
          "write ${NAME}, ${NAME:-default} or ${file:/path}");
    }
    String value = environment.get(name);
    if (value != null && (dash < 0 || !value.isEmpty())) {
      return value;
    }
    return dash >= 0
        ? expression.substring(dash + 2)
        : new Problem(
            "the environment has no variable " + name,
            "set it, or write ${%s:-default}".formatted(name));
  }

  private static Object content(String path) {
    try {
      Path file = Path.of(path);
      return Files.size(file) > MOST_BYTES
          ? unreadable(path, "is too large for a secret")
          : Files.readString(file).strip();
    } catch (IOException | RuntimeException _) {
      return unreadable(path, "cannot be read");
    }
  }

  private static Problem unreadable(String path, String why) {
    return new Problem(
        "the file %s %s".formatted(path, why),
        "name a file that this user may read, or use ${NAME}");
  }
}

package crier.rules.docket.consequence;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table of patterns: {@code meaning | pattern | example}, the first row that fits decides. A row
 * {@code $name | pattern} names a pattern that later rows use as {@code {name}}. Letters in any
 * case; a blank in a pattern is white space, {@code " ?"} is some or none.
 */
final class Patterns {

  /** A row. */
  record Row(String meaning, Pattern pattern, String example, String place) {}

  private static final int CELLS = 3;

  private final List<Row> rows = new ArrayList<>();

  private Patterns() {}

  /**
   * Reads a table beside this package.
   *
   * @throws IllegalStateException naming the line that is no row
   */
  static Patterns of(String name) {
    String path = "/crier/rules/docket/consequence/" + name;
    try (InputStream in = Patterns.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the table %s is missing from the jar".formatted(name));
      }
      Patterns table = new Patterns();
      table.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String name, String text) {
    Map<String, String> named = new HashMap<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String place = name + ":" + number;
      String[] cells = line.split(" \\| ", CELLS);
      if (cells.length < 2) {
        throw new IllegalStateException(place + ": a row is `meaning | pattern | example`");
      }
      String pattern = cells[1].strip();
      for (Map.Entry<String, String> part : named.entrySet()) {
        pattern = pattern.replace("{" + part.getKey() + "}", "(?:" + part.getValue() + ")");
      }
      if (line.startsWith("$")) {
        named.put(cells[0].strip().substring(1), pattern);
      } else {
        String example = cells.length < CELLS ? "" : cells[2].strip();
        rows.add(new Row(cells[0].strip(), compiled(pattern, place), example, place));
      }
    }
  }

  private static Pattern compiled(String pattern, String place) {
    try {
      return pattern(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalStateException(place + ": " + e.getMessage(), e);
    }
  }

  /** A pattern in the tables' manner. */
  static Pattern pattern(String pattern) {
    StringBuilder full = new StringBuilder("(?i)");
    boolean among = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      char next = i + 1 < pattern.length() ? pattern.charAt(i + 1) : 0;
      if (c == '\\') {
        full.append(c).append(next);
        i++;
      } else if (among) {
        among = c != ']';
        full.append(c == '\'' ? "'\u2019`" : String.valueOf(c));
      } else if (c == '[') {
        among = true;
        full.append(c);
      } else if (c == '\'') {
        full.append("['\u2019`]");
      } else if (c == ' ') {
        full.append(next == '?' ? "\\s*" : "\\s+");
        i += next == '?' ? 1 : 0;
      } else {
        full.append(c);
      }
    }
    return Pattern.compile(full.toString());
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }

  /** The rows of all meanings but one, as a table of their own. */
  Patterns without(String meaning) {
    Patterns table = new Patterns();
    rows.stream().filter(row -> !row.meaning().equals(meaning)).forEach(table.rows::add);
    return table;
  }

  /** The rows of one meaning, as a table of their own. */
  Patterns only(String meaning) {
    Patterns table = new Patterns();
    rows.stream().filter(row -> row.meaning().equals(meaning)).forEach(table.rows::add);
    if (table.rows.isEmpty()) {
      throw new IllegalStateException("no row says " + meaning);
    }
    return table;
  }

  /** The meaning of the first row that is found in a text, or null. */
  @Nullable String first(CharSequence text) {
    for (Row row : rows) {
      if (row.pattern().matcher(text).find()) {
        return row.meaning();
      }
    }
    return null;
  }

  /** Whether any row is found in a text. */
  boolean in(CharSequence text) {
    return first(text) != null;
  }

  /** Where a row's words stand, the rightmost of all rows; of two that end together the longer. */
  @Nullable Found last(CharSequence text) {
    Found last = null;
    for (Row row : rows) {
      Matcher matcher = row.pattern().matcher(text);
      int from = 0;
      while (from <= text.length() && matcher.find(from)) {
        boolean later =
            last == null
                || matcher.end() > last.end()
                || (matcher.end() == last.end() && matcher.start() < last.start());
        if (later) {
          last = new Found(row.meaning(), matcher.start(), matcher.end());
        }
        from = Math.max(matcher.end(), matcher.start() + 1);
      }
    }
    return last;
  }

  /** Where a row's words stand in the text that was searched. */
  record Found(String meaning, int start, int end) {}
}

package crier.rules.docket;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the tables beside this package: a row a line, cells between bars, # begins a remark. */
final class Table {

  /** A row, and where it stands. */
  record Row(String place, List<String> cells) {
    String cell(int column) {
      return cells.get(column);
    }
  }

  private Table() {}

  /**
   * The rows of a table.
   *
   * @throws IllegalStateException when a row has another number of cells, naming the line
   */
  static List<Row> of(String name, int cells) {
    try (InputStream in = Table.class.getResourceAsStream("/crier/rules/docket/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the table %s is missing from the jar".formatted(name));
      }
      return rows(name, new String(in.readAllBytes(), StandardCharsets.UTF_8), cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Row> rows(String name, String text, int cells) {
    List<Row> rows = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> row = new ArrayList<>();
      for (String cell : line.split(" \\| ", cells)) {
        row.add(cell.strip());
      }
      if (row.size() != cells) {
        throw new IllegalStateException(
            "%s:%d: %d cells where %d belong".formatted(name, number, row.size(), cells));
      }
      rows.add(new Row(name + ":" + number, List.copyOf(row)));
    }
    return List.copyOf(rows);
  }
}

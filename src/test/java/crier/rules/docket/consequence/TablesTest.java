package crier.rules.docket.consequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TablesTest {

  static Stream<Patterns.Row> rows() {
    return Stream.of(
            "answers.txt",
            "circuits.txt",
            "context.txt",
            "courts.txt",
            "events.txt",
            "relatives.txt")
        .flatMap(name -> Patterns.of(name).rows().stream());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRowIsSeenAtWorkInItsOwnExample(Patterns.Row row) {
    String example = row.example();
    String date = "5/4/2026";
    int at = example.indexOf(date);
    boolean ends = row.pattern().pattern().endsWith("$");
    String text =
        ends && at >= 0 ? Context.lead(example.substring(0, at)) : ends ? example + " " : example;
    String tail =
        row.pattern().pattern().startsWith("(?i)^") && at >= 0
            ? example.substring(at + date.length())
            : text;
    assertThat(example).as(row.place()).isNotEmpty();
    assertThat(
            row.pattern().matcher(text).find()
                || row.pattern().matcher(tail).find()
                || row.pattern().matcher(" " + example).find())
        .as(row.place() + " " + row.pattern())
        .isTrue();
  }
}

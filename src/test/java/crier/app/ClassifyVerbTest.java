package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code classify} as scripts use it: JSON lines in, JSON lines out. */
class ClassifyVerbTest {

  private static final String LEADS_TO_NOTHING =
      ",\"confidence\":\"stated\",\"deadlines\":[],\"waits_for\":null,\"relates_to\":[],"
          + "\"answers\":[]}";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void eachEntryIsAnsweredInItsPlace() throws Exception {
    assertThat(
            run(
                """
                {"id":"b","text":"ORDER granting 62 Motion to Lift Stay.","court":"dcd"}

                {"id":7,"text":"NOTICE of Appearance by Jane Doe"}
                {"text":"MINUTE ORDER. Let this be filed."}
                """))
        .isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "{\"id\":\"b\",\"events\":[\"STAY_LIFTED\"],\"significance\":\"critical\","
                + "\"evidence\":[{\"event\":\"STAY_LIFTED\","
                + "\"quote\":\"granting 62 Motion to Lift Stay\"}]"
                + LEADS_TO_NOTHING,
            "{\"id\":7,\"events\":[],\"significance\":\"routine\",\"evidence\":[]"
                + LEADS_TO_NOTHING,
            "{\"id\":null,\"events\":[],\"significance\":\"notable\",\"evidence\":[]"
                + LEADS_TO_NOTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ORDER", "[]", "{\"id\":1}", "{\"text\":5}", "{\"text\":\"cut", "[[[[[[", "\0"})
  void aLineThatIsNoEntryExitsWithTwoAndIsNamed(String line) throws Exception {
    assertThat(run("{\"text\":\"\"}\n" + line + "\n")).isEqualTo(2);
    assertThat(err.toString())
        .contains("entries.jsonl:2:1: this is no JSON object with a `text`; write {");
  }

  @Test
  void theScoreShowsSharesAndMisses() throws Exception {
    String labelled =
        """
        {"id":"a","text":"ORDER granting 62 Motion to Lift Stay.","events":["STAY_LIFTED"]}
        {"id":"b","text":"ORDER denying 5 Motion to Stay.","events":["STAY_ENTERED"]}
        """;
    assertThat(run(labelled, "--score")).isZero();
    assertThat(out.toString())
        .containsPattern("STAY_LIFTED +1 +0 +0 +1\\.000 +1\\.000 +1\\.000")
        .containsPattern("STAY_DENIED +0 +1 +0 +0\\.000 +0\\.000 +0\\.000")
        .contains("entries 2, macro-F1 0.500")
        .contains("wrong  b STAY_DENIED: \"denying 5 Motion to Stay\"")
        .contains("missed b STAY_ENTERED");
    out.getBuffer().setLength(0);
    assertThat(run(labelled, "--score", "--json")).isZero();
    assertThat(out.toString().lines())
        .contains(
            "{\"entries\":2,\"macro_f1\":0.5,\"rulings_precision\":1.0,\"rulings_recall\":0.5,"
                + "\"stated_precision\":1.0,\"stated_recall\":0.5}")
        .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
  }

  @Test
  void aLabelThatIsNoEventIsNamedWithItsLine() throws Exception {
    assertThat(run("{\"text\":\"\",\"events\":[\"LIFTED\"]}", "--score")).isEqualTo(2);
    assertThat(err.toString()).contains("entries.jsonl:1:1: `LIFTED` is no docket event");
    assertThat(run("{\"text\":\"\"}", "--score")).isEqualTo(2);
    assertThat(err.toString()).contains("entries.jsonl:1:1: no `events` to compare with");
  }

  private int run(String lines, String... options) throws Exception {
    Path file = Files.writeString(folder.resolve("entries.jsonl"), lines);
    List<String> args = new ArrayList<>(List.of("classify", file.toString()));
    args.addAll(Arrays.asList(options));
    return Main.run(args, Map.of(), new PrintWriter(out, true), new PrintWriter(err, true));
  }
}

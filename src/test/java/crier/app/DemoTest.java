package crier.app;

import static org.assertj.core.api.Assertions.assertThat;

import crier.model.DocketDate;
import crier.store.Database;
import crier.store.DatabaseSettings;
import crier.store.Deadlines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The story that a newcomer sees, by the real pipeline, twice. */
@Tag("slow")
@Timeout(120)
class DemoTest {

  @TempDir private Path folder;

  @Test
  void theStoryIsToldOnceAndASecondRunSendsNothing() throws Exception {
    assertThat(told())
        .containsExactlyInAnyOrder(
            "[notable] New report: Review of the IRS's Disclosure of Taxpayer Addresses to"
                + " Immigration and Customs Enforcement",
            "[notable] New item: Statement on IRS Data Sharing with ICE, New Watchdog Report",
            "[critical] Opinion issued: Center for Taxpayer Rights v. IRS (26-5006)",
            "[critical] What the stay waits for has happened: Centro de Trabajadores Unidos v."
                + " Bessent (1:25-cv-00677)",
            "[notable] Lifting of stay requested: Centro de Trabajadores Unidos v. Bessent"
                + " (1:25-cv-00677)",
            "[notable] New entry: Centro de Trabajadores Unidos v. Bessent (1:25-cv-00677)",
            "[critical] Stay lifted: Centro de Trabajadores Unidos v. Bessent (1:25-cv-00677)",
            "[notable] New report: ICE's Use of Taxpayer Address Information Received from the IRS",
            "[critical] 1 redaction gone on page 2 (3 before, 2 now): Review of the IRS's"
                + " Disclosure of Taxpayer Addresses",
            "[notable] Hearing set and 1 more: Centro de Trabajadores Unidos v. Bessent"
                + " (1:25-cv-00677)");
    List<String> mails = mails();
    assertThat(mails).hasSize(10);
    assertThat(dates())
        .containsExactly(
            "joint status report 2026-10-02 MET JOINT STATUS REPORT by CENTRO DE TRABAJADORES UNIDOS.",
            "status conference OPEN");

    assertThat(told()).isEmpty();
    assertThat(mails()).isEqualTo(mails);
  }

  /** What a run prints as alerts. */
  private List<String> told() throws IOException, InterruptedException {
    StringWriter out = new StringWriter();
    new Demo(folder, false, new PrintWriter(out), new PrintWriter(new StringWriter())).play(true);
    return out.toString()
        .lines()
        .filter(line -> line.startsWith("  ALERT "))
        .map(line -> line.substring("  ALERT ".length()))
        .toList();
  }

  /** What the docket's entries asked for, and what has become of it. */
  private List<String> dates() {
    try (Database database =
        Database.open(
            new DatabaseSettings("jdbc:h2:file:" + folder.toAbsolutePath() + "/crier", "", ""))) {
      return new Deadlines(database)
          .since(LocalDate.parse("2026-10-01")).stream()
              .map(date -> {
                DocketDate.Entry by = date.endedBy();
                return by == null
                    ? date.deadline().what() + " " + date.state()
                    : "%s %s %s %s"
                        .formatted(
                            date.deadline().what(),
                            date.deadline().day(),
                            date.state(),
                            by.quote().replaceAll(" \\(Alvarez.*", ""));
              })
              .toList();
    }
  }

  private List<String> mails() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("mail"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".eml"))
          .sorted()
          .toList();
    }
  }
}

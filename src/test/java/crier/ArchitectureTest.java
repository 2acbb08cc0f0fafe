package crier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between packages, and who alone may use which library. */
class ArchitectureTest {

  private static final int MOST_LINES = 450;

  private static JavaClasses classes = new ClassFileImporter().importClasses();

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("crier");
  }

  @ParameterizedTest
  @CsvSource({
    "model, difference fetch source rules watch alert store web config app",
    "difference, fetch source rules watch alert store web config app",
    "fetch, source rules watch alert store web config app",
    "source, rules watch alert store web config app",
    "rules, fetch source watch alert store web config app",
    "store, fetch source rules watch alert web config app",
    "watch, alert web config app",
    "alert, source watch web config app",
    "web, source watch config app fetch",
    "config, watch app",
  })
  void arrowsPointOneWay(String from, String never) {
    String[] forbidden =
        Stream.of(never.split(" ")).map(name -> "crier." + name + "..").toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("crier." + from + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .because("the way of the data has one direction; watch and alert meet in the tables only")
        .check(classes);
  }

  @ParameterizedTest
  @CsvSource({
    "okhttp3, crier.fetch",
    "org.jsoup, crier.source",
    "com.rometools, crier.source",
    "org.apache.pdfbox, crier.source",
    "com.github.difflib, crier.difference",
    "jakarta.mail, crier.alert.channel.email",
    "org.apache.james, crier.alert.channel.email",
    "java.sql, crier.store",
    "org.jdbi, crier.store",
    "org.flywaydb, crier.store",
    "org.quartz, crier.app",
    "io.javalin, crier.web",
    "picocli, crier.app",
  })
  void aLibraryIsSeenInOnePackageOnly(String library, String home) {
    noClasses()
        .that()
        .resideOutsideOfPackage(home + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library + "..")
        .because("it can then be understood, and replaced, in one place")
        .check(classes);
  }

  @Test
  void onlyTheProgramItselfAsksWhatTimeItIs() {
    noClasses()
        .that()
        .resideOutsideOfPackage("crier.app..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .because("tests set the clock")
        .check(classes);
  }

  @ParameterizedTest
  @CsvSource({"crier.source.(*)..", "crier.alert.channel.(*).."})
  void siblingsDoNotKnowEachOther(String slices) {
    SlicesRuleDefinition.slices()
        .matching(slices)
        .should()
        .notDependOnEachOther()
        .because("adding one is a folder and a line, whatever the others do")
        .check(classes);
  }

  @Test
  void operatorTextMeetsLinearTimePatternsOnly() {
    noClasses()
        .that()
        .resideInAnyPackage("crier.rules..", "crier.alert..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.regex.Pattern")
        .because("java.util.regex can take for ever; RE2/J cannot")
        .check(classes);
  }

  @Test
  void everyPackageSaysWhatItHides() throws IOException {
    try (Stream<Path> folders = Files.walk(Path.of("src/main/java/crier"))) {
      List<Path> silent =
          folders
              .filter(Files::isDirectory)
              .filter(ArchitectureTest::holdsClasses)
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .toList();
      assertThat(silent).isEmpty();
    }
  }

  @Test
  void noFileIsTooLongToRead() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      List<String> long_ =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> lines(file) > MOST_LINES)
              .map(file -> file + ": " + lines(file))
              .toList();
      assertThat(long_).isEmpty();
    }
  }

  private static boolean holdsClasses(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> !line.isBlank()).count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

package crier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  /** A row of the table: the package, what it holds, what it may import, with remarks. */
  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| .* \\| ([^|]+) \\|");

  static Map<String, Set<String>> arrows() throws IOException {
    Map<String, Set<String>> arrows = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("docs/architecture.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        String named = row.group(2).replaceAll("\\([^)]*\\)|–", "").strip();
        arrows.put(row.group(1), new TreeSet<>(List.of(named.split("\\s*,\\s*"))));
      }
    }
    return arrows;
  }

  /** The table in docs/architecture.md is the one list of arrows: it allows what it names. */
  @Test
  void eachPackageImportsWhatTheTableAllowsAndNothingElse() throws IOException {
    Map<String, Set<String>> arrows = arrows();
    Set<String> packages =
        classes.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith("crier."))
            .map(ArchitectureTest::room)
            .collect(Collectors.toSet());
    assertThat(arrows.keySet()).isEqualTo(packages);
    arrows.forEach((from, allowed) -> {
      if (allowed.contains("all")) {
        return;
      }
      String[] forbidden =
          packages.stream()
              .filter(name -> !name.equals(from) && !allowed.contains(name))
              .map(name -> "crier." + name + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("crier." + from + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(forbidden)
          .because("docs/architecture.md draws no such arrow")
          .check(classes);
    });
  }

  private static String room(String name) {
    return name.split("\\.", -1)[1];
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

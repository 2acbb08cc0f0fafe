package crier.source.courtlistener;

import crier.model.SourceSpec;
import crier.source.Courts;
import crier.source.DocketNumber;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How the configuration names a docket: by CourtListener's id, or by court and number.
 *
 * @param id CourtListener's; null when it is to be found by court and number
 * @param court CourtListener's id of the court; null when not given
 * @param number null when not given
 */
record DocketName(@Nullable Long id, @Nullable String court, @Nullable DocketNumber number) {

  private static final int NAMED = 5;

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException for the user: what is wrong, what to write
   */
  static DocketName of(SourceSpec spec) {
    String id = spec.text("docket").map(String::strip).orElse("");
    String court = spec.text("court").filter(it -> !it.isBlank()).map(Courts::required).orElse("");
    String number = spec.text("docket-number").map(String::strip).orElse("");
    if (id.isEmpty() && (court.isEmpty() || number.isEmpty())) {
      throw new IllegalArgumentException(
          "a docket is named by `docket` (CourtListener's id), or by `court` and `docket-number`");
    }
    if (!id.isEmpty() && !id.matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException(
          "`docket` is CourtListener's id of the docket, a number: the one in its address");
    }
    Optional<DocketNumber> parsed = DocketNumber.read(number);
    if (!number.isEmpty() && parsed.isEmpty()) {
      throw new IllegalArgumentException(
          "`%s` is no docket number; write it as the court does: 1:25-cv-00677, 25-5181"
              .formatted(number));
    }
    return new DocketName(
        id.isEmpty() ? null : Long.valueOf(id),
        court.isEmpty() ? null : court,
        parsed.orElse(null));
  }

  /** A docket that CourtListener offers for a number. */
  record Offered(String id, String number, String name, String court) {

    static Offered of(JsonNode row) {
      // The search writes docketNumber, the rest of the API docket_number.
      String id = row.path("docket_id").asString("");
      return new Offered(
          id.isEmpty() ? row.path("id").asString("") : id,
          either(row, "docketNumber", "docket_number"),
          either(row, "caseName", "case_name"),
          row.path("court_id").asString(""));
    }

    private static String either(JsonNode row, String one, String other) {
      String value = row.path(one).asString("");
      return Api.plain(value.isEmpty() ? row.path(other).asString("") : value);
    }
  }

  /** Those among the offered that bear this number at this court. */
  List<Offered> fitting(List<Offered> offered) {
    return offered.stream()
        .filter(one -> one.id().matches("[1-9][0-9]{0,17}"))
        .filter(one -> one.court().isEmpty() || one.court().equals(court))
        .filter(one -> fits(one.number()))
        .distinct()
        .toList();
  }

  private boolean fits(String other) {
    return number == null || DocketNumber.read(other).filter(it -> fit(number, it)).isPresent();
  }

  /**
   * Whether both can be one case, as far as both say: who writes 25-0677 has not said which type.
   */
  static boolean fit(DocketNumber one, DocketNumber other) {
    return one.year().equals(other.year())
        && one.serial().equals(other.serial())
        && (one.type() == null || other.type() == null || one.type().equals(other.type()))
        && (one.office() == null || other.office() == null || one.office().equals(other.office()));
  }

  /** CourtListener's short form of a district court's number: {@code 2500677}. */
  static Optional<String> core(DocketNumber number) {
    return number.type() == null || number.serial().length() > 5
        ? Optional.empty()
        : Optional.of(number.year() + "0".repeat(5 - number.serial().length()) + number.serial());
  }

  /** Why not exactly one docket bears it. */
  String objection(List<Offered> fitting, int offered) {
    if (fitting.isEmpty()) {
      return "CourtListener knows no docket %s in %s%s; write its id as `docket`: the number in its address"
          .formatted(
              number, court, offered == 0 ? "" : " (it offered %d others)".formatted(offered));
    }
    return "CourtListener knows %d dockets %s in %s; write the id of the one meant as `docket`: %s"
        .formatted(
            fitting.size(),
            number,
            court,
            fitting.stream()
                .limit(NAMED)
                .map(one -> "%s (%s, %s)".formatted(one.id(), one.number(), one.name()))
                .collect(Collectors.joining("; ")));
  }

  /**
   * What the configuration says otherwise than the docket itself; empty when they agree.
   *
   * @param itsNumber as CourtListener writes it; empty when not known
   * @param itsCourt empty when not known
   */
  Optional<String> contradiction(long docket, String itsNumber, String itsCourt) {
    if (number != null && !itsNumber.isEmpty() && !fits(itsNumber)) {
      return Optional.of(
          "docket %d is %s at CourtListener, and the configuration says %s: one of the two is wrong"
              .formatted(docket, itsNumber, number));
    }
    if (court != null && !itsCourt.isEmpty() && !itsCourt.equals(court)) {
      return Optional.of(
          "docket %d is at the court %s at CourtListener, and the configuration says %s"
              .formatted(docket, itsCourt, court));
    }
    return Optional.empty();
  }
}

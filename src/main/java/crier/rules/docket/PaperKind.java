package crier.rules.docket;

import java.util.Locale;

/** What kind of paper an entry is, and so who speaks in it. */
enum PaperKind {
  /** An order, opinion, judgment or mandate. */
  ORDER,
  /** What happened in court, told afterwards. */
  MINUTES,
  /** The clerk's own note. */
  CLERK,
  /** A party asks. */
  MOTION,
  /** A party reports. */
  NOTICE,
  /** A party argues, supports, answers. */
  FILING,
  /** Certificates, proposals, recommendations, errors: nothing in it has happened. */
  SILENT;

  /** Whether the court or its clerk speaks. */
  boolean court() {
    return compareTo(MOTION) < 0;
  }

  /** Whether a cell of a table (kinds, {@code court}, {@code any}, {@code all}) names this kind. */
  boolean among(String cell) {
    for (String name : cell.split(" ", -1)) {
      boolean named =
          switch (name) {
            case "all" -> true;
            case "any" -> this != SILENT;
            case "court" -> court();
            default -> this == valueOf(name.toUpperCase(Locale.ROOT));
          };
      if (named) {
        return true;
      }
    }
    return false;
  }
}

package crier.rules.docket.consequence;

/** Courts as entries name them. */
final class Courts {

  private static final String CIRCUIT = "@circuit";

  private final Patterns names = Patterns.of("courts.txt");
  private final Patterns circuits = Patterns.of("circuits.txt");

  /** The court that is named nearest to the end of some words; empty when none is. */
  String named(String words, String own) {
    Patterns.Found found = names.last(words);
    Districts.Named district = Districts.last(words);
    if (district != null && (found == null || district.end() >= found.end())) {
      return district.id();
    }
    return found == null ? "" : resolved(found.meaning(), own);
  }

  String resolved(String meaning, String own) {
    return switch (meaning) {
      case "-" -> "";
      case "@own" -> own;
      case CIRCUIT -> circuit(own);
      default -> meaning;
    };
  }

  /** The court of appeals above a court; itself when it is one. */
  String circuit(String own) {
    if (own.startsWith("ca")
        && own.length() > 2
        && (Character.isDigit(own.charAt(2)) || own.equals("cadc") || own.equals("cafc"))) {
      return own;
    }
    String above = own.isEmpty() ? null : circuits.first(own);
    return above == null ? "" : above;
  }

  Patterns names() {
    return names;
  }

  Patterns circuits() {
    return circuits;
  }
}

package crier.rules.docket;

/** An act, in one of its forms: {@code lift.ed} is "lifted", "vacated", "dissolved". */
record Verb(String name, Form form) {

  enum Form {
    BASE(".base"),
    THIRD(".s"),
    PAST(".ed"),
    GERUND(".ing");

    private final String suffix;

    Form(String suffix) {
      this.suffix = suffix;
    }

    String suffix() {
      return suffix;
    }
  }

  boolean rules() {
    return name.equals("grant") || name.equals("deny");
  }
}

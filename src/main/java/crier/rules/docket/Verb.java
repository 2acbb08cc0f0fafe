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

  /** Whether "has been …" tells of how a case has come to stand, not of a new act. */
  boolean isPosture() {
    return name.equals("stay") || name.equals("dismiss") || name.equals("impose") || rules();
  }

  boolean isReview() {
    return name.equals("affirm") || name.equals("reverse");
  }

  boolean rules() {
    return name.equals("grant") || name.equals("deny");
  }
}

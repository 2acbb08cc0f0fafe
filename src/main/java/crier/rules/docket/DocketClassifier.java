package crier.rules.docket;

import java.util.List;

public final class DocketClassifier {
  public List<Recorded> classify(DocketText text) {
    return List.of();
  }
}

package crier.web;

import crier.model.Awaited.Condition;
import crier.model.Relation;
import crier.store.DocketLinks;
import java.util.List;
import java.util.Optional;

/** What the pages know of dockets' having to do with each other. */
public interface Dockets {

  /** Of no dockets. */
  Dockets NONE =
      new Dockets() {
        @Override
        public DocketLinks.State state() {
          return new DocketLinks.State(List.of(), List.of(), List.of());
        }

        @Override
        public Optional<String> deciding(Condition condition) {
          return Optional.empty();
        }

        @Override
        public List<Relation> relations() {
          return List.of();
        }
      };

  DocketLinks.State state();

  /** Id of a watch whose docket can show that a condition is met; empty when nobody watches it. */
  Optional<String> deciding(Condition condition);

  /** Every docket that a watched one names. */
  List<Relation> relations();
}

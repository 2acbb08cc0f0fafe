package crier.app;

import crier.model.Awaited.Condition;
import crier.model.Relation;
import crier.store.DocketLinks;
import crier.watch.InForce;
import crier.web.Dockets;
import java.util.List;
import java.util.Optional;

/** What the pages know of dockets, with whatever configuration is in force. */
record DocketDesk(Crier crier) implements Dockets {

  @Override
  public DocketLinks.State state() {
    return crier.dockets.links.state();
  }

  @Override
  public Optional<String> deciding(Condition condition) {
    return crier.dockets.inForce().deciding(condition);
  }

  @Override
  public List<Relation> relations() {
    InForce inForce = crier.dockets.inForce();
    return crier.dockets.links.kin().stream()
        .map(kin -> new Relation(kin, inForce.deciding(kin.court(), kin.number()).orElse(null)))
        .toList();
  }
}

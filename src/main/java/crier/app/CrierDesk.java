package crier.app;

import crier.store.Incidents;
import crier.web.OperatorDesk;
import java.util.List;
import java.util.Optional;

/** What the operator's pages can do, with whatever configuration is in force. */
record CrierDesk(Crier crier) implements OperatorDesk {

  @Override
  public String token() {
    return crier.settings().server().operatorToken();
  }

  @Override
  public List<Incidents.Open> notices() {
    return crier.incidents.told();
  }

  @Override
  public Optional<String> address(String recipient) {
    return crier.mailAddress(recipient);
  }

  @Override
  public void sendNow() {
    crier.dispatcher.lift();
  }
}

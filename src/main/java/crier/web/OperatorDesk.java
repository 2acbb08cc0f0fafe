package crier.web;

import crier.store.Incidents;
import java.util.List;
import java.util.Optional;

/** What the operator's pages can do and see beyond what everybody's can. */
public interface OperatorDesk {

  /** Opens the pages; empty: there are none. */
  String token();

  /** What the operator has been told and is not over. */
  List<Incidents.Open> notices();

  /** The mail address of a recipient; empty where it is none, or a secret. */
  Optional<String> address(String recipient);

  /** Has what is due sent, to receivers that were given up for a while, too. */
  void sendNow();
}

package crier.rules.docket;

import crier.model.Event;

/**
 * An event that an entry records as having happened.
 *
 * @param quote the words it rests on, verbatim from the entry
 * @param stated false for a ruling that the second reader does not see: an unconfirmed reading
 */
public record Recorded(Event event, String quote, boolean stated) {

  Recorded(Event event, String quote) {
    this(event, quote, true);
  }

  Recorded unconfirmed() {
    return new Recorded(event, quote, false);
  }
}

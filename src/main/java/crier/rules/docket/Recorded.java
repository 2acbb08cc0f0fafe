package crier.rules.docket;

import crier.model.Event;

/**
 * An event that an entry records as having happened.
 *
 * @param quote the words it rests on, verbatim from the entry
 */
public record Recorded(Event event, String quote) {}

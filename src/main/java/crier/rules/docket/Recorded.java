package crier.rules.docket;

import crier.model.Event;

public record Recorded(Event event, String quote) {}

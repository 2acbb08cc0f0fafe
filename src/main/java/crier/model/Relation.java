package crier.model;

import org.jspecify.annotations.Nullable;

/**
 * That a watched case and another docket belong together.
 *
 * @param kin what the watched case's entries name
 * @param other id of the watch that follows that docket, or null when none does
 */
public record Relation(Kin kin, @Nullable String other) {}

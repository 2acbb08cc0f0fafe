package crier.rules.docket;

import crier.model.Significance;

/**
 * How significant an entry is that records no event of the list.
 *
 * @param because why, in words for a reader
 */
public record Rank(Significance significance, String because) {}

package crier.rules.docket;

import org.jspecify.annotations.Nullable;

/**
 * A docket entry to be read.
 *
 * @param text description, or the short description of a feed
 * @param court CourtListener's id, such as {@code dcd}, or null when unknown
 * @param docketNumber or null when unknown
 */
public record DocketText(String text, @Nullable String court, @Nullable String docketNumber) {}

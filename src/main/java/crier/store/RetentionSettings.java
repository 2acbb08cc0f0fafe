package crier.store;

import java.time.Duration;

/**
 * Section {@code retention} of the configuration.
 *
 * @param captures how long the bytes of captures are kept; their hashes stay
 * @param deliveries how long finished deliveries are kept
 */
public record RetentionSettings(Duration captures, Duration deliveries) {}

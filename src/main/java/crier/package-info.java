/**
 * Crier: looks at dockets, report pages and press lists on a schedule, and tells people what
 * changed.
 *
 * <p>Begin reading at {@code crier.watch.Tick}: one check, from due to stored.
 */
@NullMarked
package crier;

import org.jspecify.annotations.NullMarked;

/**
 * The heart: one check of one watch, from due to stored. Never imports {@code crier.alert}: what is
 * found is committed, and alerts begin there. Begin reading at {@code Tick}.
 */
@NullMarked
package crier.watch;

import org.jspecify.annotations.NullMarked;

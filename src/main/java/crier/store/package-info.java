/**
 * All SQL and the only transactions. Hides Flyway, Jdbi, the pool and the difference between H2 and
 * PostgreSQL; one class for each aggregate. Begin reading at {@code Database}.
 */
@NullMarked
package crier.store;

import org.jspecify.annotations.NullMarked;

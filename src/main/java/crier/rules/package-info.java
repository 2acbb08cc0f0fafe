/**
 * From changes to findings: what happened, how much it matters, which open questions it bears on.
 * Pure. Begin reading at {@code Rulebook}; the grammar of docket entries is in {@code docket}.
 */
@NullMarked
package crier.rules;

import org.jspecify.annotations.NullMarked;

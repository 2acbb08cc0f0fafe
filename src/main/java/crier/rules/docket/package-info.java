/**
 * What docket entries record: a grammar over clauses - who acts, what act, on what object - whose
 * words, papers, things, acts, reliefs, phrases, limits and ranks are tables beside this package, a
 * line and an example each. Matches words by number, without regular expressions: every pattern is
 * a bounded walk over a clause, so a long entry costs time in proportion to its length. Pure, no
 * network, no model. Begin reading at {@link crier.rules.docket.DocketClassifier}, then {@code
 * Acts}, then the tables.
 */
@NullMarked
package crier.rules.docket;

import org.jspecify.annotations.NullMarked;

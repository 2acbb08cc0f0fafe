/**
 * What docket entries record: a grammar over clauses (who acts, what act, on what object), phrase
 * by phrase, each with an example. Hides its patterns; pure, no network, no model. Begin reading at
 * {@link crier.rules.docket.DocketClassifier}, then {@code Phrases}.
 */
@NullMarked
package crier.rules.docket;

import org.jspecify.annotations.NullMarked;

/**
 * The nouns: records and sealed interfaces that pass between the stages of a check and of an alert.
 *
 * <p>Hides nothing and imports nothing but the JDK; every other package may import it. Begin
 * reading at {@link crier.model.Watch}, then {@link crier.model.Content}, {@link
 * crier.model.Change}, {@link crier.model.Finding} and {@link crier.model.Alert}.
 */
@NullMarked
package crier.model;

import org.jspecify.annotations.NullMarked;

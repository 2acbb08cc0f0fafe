/**
 * What differs between two texts or two documents, for people to read: sentences, then words, page
 * by page. Hides the library that finds differences; pure, and called by whoever shows or tells
 * one. Begin reading at {@link crier.difference.Difference}.
 */
@NullMarked
package crier.difference;

import org.jspecify.annotations.NullMarked;

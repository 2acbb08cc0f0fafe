/**
 * How pages are asked for and read: one folder for each source type, listed in {@link
 * crier.source.Sources}. Hides jsoup, ROME and PDFBox; a source is pure: it says what to ask and
 * reads what came, and somebody else does the asking. Begin reading at {@link crier.source.Source}.
 */
@NullMarked
package crier.source;

import org.jspecify.annotations.NullMarked;

/**
 * PDFs and other files: bytes, text page by page, marks of redaction. Hides PDFBox and its traps.
 * Begin reading at {@link crier.source.document.DocumentSource}.
 */
@NullMarked
package crier.source.document;

import org.jspecify.annotations.NullMarked;

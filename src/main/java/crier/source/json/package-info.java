/**
 * Lists served as JSON: rows by JSON Pointer. Hides Jackson's strictness settings. Begin reading at
 * {@link crier.source.json.JsonRows}.
 */
@NullMarked
package crier.source.json;

import org.jspecify.annotations.NullMarked;

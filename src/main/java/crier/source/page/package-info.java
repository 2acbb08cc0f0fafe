/** The readable text of a page. Begin reading at {@link crier.source.page.PageSource}. */
@NullMarked
package crier.source.page;

import org.jspecify.annotations.NullMarked;

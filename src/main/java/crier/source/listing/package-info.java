/**
 * Lists served as HTML: rows by CSS selectors, or found by their shape. Begin reading at {@link
 * crier.source.listing.ListingSource}.
 */
@NullMarked
package crier.source.listing;

import org.jspecify.annotations.NullMarked;

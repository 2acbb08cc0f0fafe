/** RSS, Atom and JSON Feed. Hides ROME. Begin reading at {@link crier.source.feed.FeedSource}. */
@NullMarked
package crier.source.feed;

import org.jspecify.annotations.NullMarked;

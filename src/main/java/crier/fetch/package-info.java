/**
 * One polite, guarded HTTP client: conditional requests, pace, Retry-After, caps, an address guard,
 * and "is this the page at all?". Hides OkHttp; sources and channels describe a {@link
 * crier.fetch.Request} and get a {@link crier.fetch.Fetched}. Begin reading at {@link
 * crier.fetch.Fetch}, or at {@link crier.fetch.Post} for what is sent.
 */
@NullMarked
package crier.fetch;

import org.jspecify.annotations.NullMarked;

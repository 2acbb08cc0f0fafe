/**
 * CourtListener: a docket's public feed as the cheap trigger, its API for the truth, within the
 * token's budget. Hides the feed's and the API's oddities. Begin reading at {@link
 * crier.source.courtlistener.DocketSource}.
 */
@NullMarked
package crier.source.courtlistener;

import org.jspecify.annotations.NullMarked;

/**
 * The feeds in which federal courts announce docket entries (CM/ECF). Hides what the courts'
 * different programs make of RSS. Begin reading at {@link crier.source.courtrss.CourtRss}.
 */
@NullMarked
package crier.source.courtrss;

import org.jspecify.annotations.NullMarked;

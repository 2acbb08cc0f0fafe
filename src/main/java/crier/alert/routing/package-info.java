/**
 * Who is to hear of what, and when: a stored alert becomes rows of the outbox, one for each
 * recipient, once. {@link crier.alert.routing.Fit} and {@link crier.alert.routing.Timetable} are
 * pure.
 */
@NullMarked
package crier.alert.routing;

import org.jspecify.annotations.NullMarked;

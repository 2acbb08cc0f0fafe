/**
 * Microsoft Teams through a workflow. Begin reading at {@link crier.alert.channel.teams. an
 * Adaptive Card of at most 28 KB:TeamsChannel}.
 */
@NullMarked
package crier.alert.channel.teams;

import org.jspecify.annotations.NullMarked;

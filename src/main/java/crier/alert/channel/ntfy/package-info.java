/**
 * ntfy. Begin reading at {@link crier.alert.channel.ntfy. short messages to
 * telephones:NtfyChannel}.
 */
@NullMarked
package crier.alert.channel.ntfy;

import org.jspecify.annotations.NullMarked;

/**
 * The words of a message, the same for every channel: which findings, in which order, quoted how,
 * and why this recipient gets it. Each channel sets them in its own form.
 */
@NullMarked
package crier.alert.wording;

import org.jspecify.annotations.NullMarked;

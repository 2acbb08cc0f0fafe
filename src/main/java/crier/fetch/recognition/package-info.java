/**
 * Whether an answer is the page at all: a block, a challenge, a shell without words or damage is
 * not. Pure; nothing here asks anybody.
 */
@NullMarked
package crier.fetch.recognition;

import org.jspecify.annotations.NullMarked;

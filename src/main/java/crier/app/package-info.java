/**
 * The program: {@code Main}, one class for each verb, and the wiring by {@code new}, top to bottom,
 * in {@code Crier}. Hides Quartz, the command line and the way verbs reach a running daemon. Nobody
 * may call it; begin reading at {@link crier.app.Crier}.
 */
@NullMarked
package crier.app;

import org.jspecify.annotations.NullMarked;

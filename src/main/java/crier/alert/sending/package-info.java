/**
 * From a due row to an accepted message: claims lane by lane, tries, backs off, settles. Begin
 * reading at {@link crier.alert.sending.Dispatcher}.
 */
@NullMarked
package crier.alert.sending;

import org.jspecify.annotations.NullMarked;

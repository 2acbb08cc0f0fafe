/**
 * What docket entries lead to: deadlines, what a stay waits for, which dockets are named, which
 * orders a paper answers. Entries are cut into sentences, dates and periods are found in them, and
 * what stands around each says whether it is set, moved, ended, or only told of. The words are
 * tables beside this package, an example a line. Linear patterns only, pure, no network. Begin
 * reading at {@link crier.rules.docket.consequence.EntryReader}.
 */
@NullMarked
package crier.rules.docket.consequence;

import org.jspecify.annotations.NullMarked;

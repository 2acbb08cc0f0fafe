/** What tests of several packages share: a clock that is set by hand, a database of their own. */
@NullMarked
package crier.testing;

import org.jspecify.annotations.NullMarked;

@NullMarked
package crier.rules.docket;

import org.jspecify.annotations.NullMarked;

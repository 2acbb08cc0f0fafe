/**
 * The pages, feeds, hooks and metrics. Hides Javalin and jte; one class and one template for each
 * page, listed in {@code Routes}, where to begin reading. A GET never changes anything.
 */
@NullMarked
package crier.web;

import org.jspecify.annotations.NullMarked;

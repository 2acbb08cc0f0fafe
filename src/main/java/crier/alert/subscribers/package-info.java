/**
 * People who subscribe: sign-up with its letter of confirmation, tokens, choices in words, and mail
 * that comes back.
 */
@NullMarked
package crier.alert.subscribers;

import org.jspecify.annotations.NullMarked;

/**
 * From stored alerts to messages that somebody accepted: routing, the outbox, digests, notices, and
 * one folder for each channel. Never imports {@code crier.watch}: the two meet in the alerts and
 * deliveries tables. Begin reading at {@link crier.alert.Channel} and {@link crier.alert.Message}.
 */
@NullMarked
package crier.alert;

import org.jspecify.annotations.NullMarked;

/**
 * Signed posts to other programs, as Standard Webhooks 1.0 asks. Begin reading at {@link
 * crier.alert.channel.webhook.WebhookChannel}.
 */
@NullMarked
package crier.alert.channel.webhook;

import org.jspecify.annotations.NullMarked;

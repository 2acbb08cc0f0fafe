/**
 * Slack's incoming webhooks: Block Kit, its limits, its answers. Begin reading at {@link
 * crier.alert.channel.slack.SlackChannel}.
 */
@NullMarked
package crier.alert.channel.slack;

import org.jspecify.annotations.NullMarked;

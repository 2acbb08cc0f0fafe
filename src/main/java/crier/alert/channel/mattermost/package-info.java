/**
 * Mattermost's incoming webhooks. Begin reading at {@link crier.alert.channel.mattermost. Markdown
 * in which nothing from outside is markup:MattermostChannel}.
 */
@NullMarked
package crier.alert.channel.mattermost;

import org.jspecify.annotations.NullMarked;

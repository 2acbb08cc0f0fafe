/**
 * Discord's webhooks. Begin reading at {@link crier.alert.channel.discord. embeds, their limits,
 * nobody pinged:DiscordChannel}.
 */
@NullMarked
package crier.alert.channel.discord;

import org.jspecify.annotations.NullMarked;

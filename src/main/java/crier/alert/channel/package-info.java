/**
 * What channels have in common that post to a web address: posting, and what an answer means. Each
 * channel has a folder of its own and knows no other. Begin reading at {@link
 * crier.alert.channel.Hook}.
 */
@NullMarked
package crier.alert.channel;

import org.jspecify.annotations.NullMarked;

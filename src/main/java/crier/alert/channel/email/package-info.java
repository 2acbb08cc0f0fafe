/**
 * Mail: builds the MIME message and hands it to an SMTP server or a folder. Hides Jakarta Mail, its
 * traps and its time-outs. Begin reading at {@code EmailChannel}.
 */
@NullMarked
package crier.alert.channel.email;

import org.jspecify.annotations.NullMarked;

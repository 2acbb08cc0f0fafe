package crier.alert.channel.email;

import crier.alert.Message;
import crier.alert.SendResult;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/**
 * Writes each mail as an {@code .eml} file. The name is made of what never changes between two
 * tries, so that a retry writes the same file again.
 */
final class MailFolder implements MailTransport {

  private final Path folder;

  MailFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public SendResult send(SMTPMessage mime, Message message) throws IOException {
    Files.createDirectories(folder);
    String name =
        "%s-%s.eml"
            .formatted(
                message.first().alert().id(),
                message.recipient().id().replaceAll("[^A-Za-z0-9-]", "-"));
    Path temporary = Files.createTempFile(folder, "mail", ".part");
    try (OutputStream out = Files.newOutputStream(temporary)) {
      mime.writeTo(out);
    } catch (MessagingException e) {
      Files.deleteIfExists(temporary);
      throw new IOException(e);
    }
    Files.move(
        temporary,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    return new SendResult.Accepted(name);
  }

  /** Erased people leave no mail of theirs behind. */
  @Override
  public void forget(String subscriber) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> mails =
        Files.newDirectoryStream(folder, "*-{subscriber,letter}-" + subscriber + ".eml")) {
      for (Path mail : mails) {
        Files.deleteIfExists(mail);
      }
    }
  }

  @Override
  public void close() {}
}

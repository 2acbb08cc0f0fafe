package crier.alert.channel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.exceptions.FailException;

/**
 * Signs mails (RFC 6376). The two List-Unsubscribe headers are inside the signature, or Gmail and
 * Yahoo show no button (RFC 8058 §3.1).
 */
final class DkimSeal {

  private static final String HEADERS =
      "From:To:Subject:Date:Message-ID:References:In-Reply-To:MIME-Version:Content-Type:List-Id"
          + ":List-Unsubscribe:List-Unsubscribe-Post:Auto-Submitted";

  private final DKIMSigner signer;

  /**
   * Makes a seal.
   *
   * @throws IllegalArgumentException when the key cannot be read; the message does not hold it
   */
  DkimSeal(MailSettings.Dkim settings) {
    this.signer =
        new DKIMSigner(
            "v=1; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=%s; h=%s; b=; bh=;"
                .formatted(settings.domain(), settings.selector(), HEADERS),
            key(settings.privateKey()));
  }

  /** Reads a private key: RSA, PEM in PKCS #8. */
  static PrivateKey key(String pem) {
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      // the cause may quote the key
      throw new IllegalArgumentException("no RSA key in PKCS #8");
    }
  }

  /** Adds the signature to a finished mail. */
  void sign(MimeMessage mime) throws MessagingException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      mime.writeTo(bytes);
      String header = signer.sign(new ByteArrayInputStream(bytes.toByteArray()));
      int colon = header.indexOf(':');
      // relaxed: a fold counts as the space it stands for
      String folded = header.substring(colon + 1).strip().replace("; ", ";\r\n ");
      mime.setHeader(header.substring(0, colon), folded);
    } catch (IOException | FailException e) {
      throw new MessagingException("a mail could not be signed", e);
    }
  }
}

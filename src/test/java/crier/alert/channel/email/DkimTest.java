package crier.alert.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crier.alert.channel.Samples;
import crier.alert.channel.email.MailSettings.Security;
import crier.alert.channel.email.MailSettings.Transport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures, verified by another's reading of RFC 6376: relaxed/relaxed, by hand. */
class DkimTest {

  private static final KeyPair KEYS = keys();

  @ParameterizedTest
  @EnumSource(Samples.class)
  void everyMailVerifies(Samples sample) throws Exception {
    String mail = mail(sample);
    assertThat(verifies(mail)).isTrue();
    Map<String, String> tags = tags(header(mail, "DKIM-Signature"));
    assertThat(Arrays.asList(tags.getOrDefault("h", "").toLowerCase(Locale.ROOT).split(":", -1)))
        .contains("from", "subject", "list-unsubscribe", "list-unsubscribe-post");
    assertThat(tags).containsEntry("d", "crier.example.org").containsEntry("s", "s1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Subject: ", "List-Unsubscribe: ", "List-Unsubscribe-Post: ", "<h1>"})
  void aMailThatWasChangedDoesNot(String place) throws Exception {
    String mail = mail(Samples.ONE_FINDING);
    assertThat(mail).contains(place);
    assertThat(verifies(mail.replace(place, place + "x"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"})
  void whatIsNoKeyIsToldWithoutBeingShown(String key) {
    assertThat(EmailChannel.isPrivateKey(key)).isFalse();
    assertThatThrownBy(() -> DkimSeal.key(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessage("no RSA key in PKCS #8");
  }

  private static boolean verifies(String mail) throws Exception {
    int end = mail.indexOf("\r\n\r\n");
    String signature = header(mail, "DKIM-Signature");
    Map<String, String> tags = tags(signature);
    byte[] bodyHash =
        MessageDigest.getInstance("SHA-256")
            .digest(relaxedBody(mail.substring(end + 4)).getBytes(StandardCharsets.ISO_8859_1));
    if (!Base64.getEncoder().encodeToString(bodyHash).equals(tags.get("bh"))) {
      return false;
    }
    StringBuilder signed = new StringBuilder();
    for (String name : tags.getOrDefault("h", "").split(":", -1)) {
      String value = header(mail, name);
      if (!value.isEmpty()) {
        signed.append(relaxedHeader(name, value)).append("\r\n");
      }
    }
    signed.append(
        relaxedHeader("DKIM-Signature", signature.replaceAll("(^|;|\\s)b=[^;]*", "$1b=")));
    Signature verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(KEYS.getPublic());
    verifier.update(signed.toString().getBytes(StandardCharsets.ISO_8859_1));
    return verifier.verify(Base64.getMimeDecoder().decode(tags.getOrDefault("b", "")));
  }

  private static String relaxedHeader(String name, String value) {
    return name.toLowerCase(Locale.ROOT)
        + ":"
        + value.replace("\r\n", "").replaceAll("[ \t]+", " ").strip();
  }

  private static String relaxedBody(String body) {
    List<String> lines =
        Arrays.stream(body.split("\r\n", -1))
            .map(line -> line.replaceAll("[ \t]+", " ").replaceAll(" $", ""))
            .toList();
    String relaxed = String.join("\r\n", lines).replaceAll("(\r\n)+$", "");
    return relaxed.isEmpty() ? "" : relaxed + "\r\n";
  }

  /** As it stands, folds included; empty when it is not there. */
  private static String header(String mail, String name) {
    String head = "\r\n" + mail.substring(0, mail.indexOf("\r\n\r\n"));
    return Arrays.stream(head.split("\r\n(?![ \t])", -1))
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1))
        .collect(Collectors.joining());
  }

  private static Map<String, String> tags(String signature) {
    Map<String, String> tags = new HashMap<>();
    for (String tag : signature.split(";", -1)) {
      int equals = tag.indexOf('=');
      if (equals > 0) {
        tags.put(tag.substring(0, equals).strip(), tag.substring(equals + 1).replaceAll("\\s", ""));
      }
    }
    return tags;
  }

  private static String mail(Samples sample) throws Exception {
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(KEYS.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    MailSettings settings =
        new MailSettings(
            Transport.DIRECTORY,
            Path.of("unused"),
            "Crier <crier@crier.example.org>",
            new MailSettings.Smtp("", 0, Security.NONE, "", "", 1),
            null,
            new MailSettings.Dkim("crier.example.org", "s1", pem));
    assertThat(settings.toString()).doesNotContain("PRIVATE");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new MailForm(settings, new byte[32])
        .mime(sample.to(Samples.recipient("email", "desk@example.org", Map.of())))
        .writeTo(bytes);
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package crier.alert.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import crier.alert.Message;
import crier.alert.SendResult;
import crier.alert.channel.Samples;
import crier.alert.channel.email.MailSettings.Security;
import crier.alert.channel.email.MailSettings.Transport;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail goes encrypted, to the server that was named, or not at all. */
class MailTlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path folder;

  @BeforeAll
  static void makeCertificates() throws Exception {
    keytool("right", "san=ip:127.0.0.1");
    keytool("other", "san=dns:other.example");
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "TLS"})
  void mailGoesEncryptedToAServerThatCanBeTrusted(Security security) throws Exception {
    try (SmtpScript server = server("right", security)) {
      assertThat(send(server, security, trusting("right"))).isInstanceOf(SendResult.Accepted.class);
      assertThat(server.mails).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "TLS"})
  void aCertificateForAnotherNameIsRefusedThoughItsIssuerIsTrusted(Security security)
      throws Exception {
    try (SmtpScript server = server("other", security)) {
      assertThat(send(server, security, trusting("other")))
          .isInstanceOf(SendResult.OperatorProblem.class);
      assertThat(server.heard).noneMatch(line -> line.startsWith("MAIL"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "TLS"})
  void aCertificateThatNobodyVouchesForIsRefused(Security security) throws Exception {
    try (SmtpScript server = server("right", security)) {
      assertThat(send(server, security, null)).isInstanceOf(SendResult.OperatorProblem.class);
      assertThat(server.heard).noneMatch(line -> line.startsWith("MAIL"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS"})
  void aServerThatSpeaksNoTlsIsNotSpokenToInClear(Security security) throws Exception {
    try (SmtpScript server = new SmtpScript()) {
      assertThat(send(server, security, null)).isInstanceOf(SendResult.OperatorProblem.class);
      assertThat(server.mails).isEmpty();
    }
  }

  private static SendResult send(
      SmtpScript server, Security security, @Nullable SSLSocketFactory trust) throws Exception {
    MailSettings.Smtp smtp = new MailSettings.Smtp("127.0.0.1", server.port(), security, "", "", 1);
    MailSettings settings =
        new MailSettings(Transport.SMTP, folder, "Crier <crier@crier.example.org>", smtp);
    Message mail = Samples.ONE_FINDING.to(Samples.recipient("email", "desk@example.org", Map.of()));
    try (SmtpPool pool = new SmtpPool(smtp, "crier@crier.example.org", (a, b) -> {}, trust)) {
      return pool.send(new MailForm(settings, new byte[32]).mime(mail), mail);
    }
  }

  private static SmtpScript server(String alias, Security security) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store(alias), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return new SmtpScript(context, security == Security.TLS);
  }

  private static SSLSocketFactory trusting(String alias) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry(alias, store(alias).getCertificate(alias));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  private static KeyStore store(String alias) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(alias + ".p12"))) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static void keytool(String alias, String name) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-keystore",
                folder.resolve(alias + ".p12").toString(),
                "-storepass",
                new String(PASSWORD),
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-ext",
                name)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}

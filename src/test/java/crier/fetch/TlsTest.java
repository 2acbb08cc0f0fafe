package crier.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import crier.fetch.Request.Expect;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path folder;
  private static KeyStore keys;

  /** An authority of our own and three certificates from it. */
  @BeforeAll
  static void makeCertificates() throws Exception {
    keytool("-alias", "authority", "-dname", "CN=Authority", "-ext", "bc:c");
    leaf("good", "san=ip:127.0.0.1", "-validity", "2");
    leaf("other", "san=dns:other.example", "-validity", "2");
    leaf("expired", "san=ip:127.0.0.1", "-startdate", "-9d", "-validity", "2");
    keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
      keys.load(in, PASSWORD);
    }
  }

  private static void leaf(String alias, String name, String... more) throws Exception {
    Stream<String> fixed =
        Stream.of("-alias", alias, "-dname", "CN=" + alias, "-ext", name, "-signer", "authority");
    keytool(Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
  }

  private static void keytool(String... arguments) throws Exception {
    Stream<String> fixed =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-keystore",
            folder.resolve("keys.p12").toString(),
            "-storepass",
            new String(PASSWORD));
    List<String> command = Stream.concat(fixed, Stream.of(arguments)).toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static Fetched fetch(String alias, boolean trusting) throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(serving(alias)));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(Asked.PAGE.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    try (HttpFetch fetch =
        new HttpFetch(
            Asked.settings(Asked.UNPACED),
            Quota.UNLIMITED,
            new Asked.Clock(),
            Waiter.REAL,
            trusting ? trusted() : UnaryOperator.identity())) {
      URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
      return fetch.fetch(Request.to(url, Expect.HTML));
    } finally {
      server.stop(0);
    }
  }

  private static SSLContext serving(String alias) throws Exception {
    KeyStore one = KeyStore.getInstance("PKCS12");
    one.load(null, null);
    one.setKeyEntry(alias, keys.getKey(alias, PASSWORD), PASSWORD, keys.getCertificateChain(alias));
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(one, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static UnaryOperator<OkHttpClient.Builder> trusted() throws Exception {
    KeyStore authority = KeyStore.getInstance("PKCS12");
    authority.load(null, null);
    authority.setCertificateEntry("authority", keys.getCertificate("authority"));
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(authority);
    X509TrustManager trust = (X509TrustManager) managers.getTrustManagers()[0];
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return client -> client.sslSocketFactory(context.getSocketFactory(), trust);
  }

  private static String why(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Failed.class);
    return ((Fetched.Failed) fetched).why();
  }

  @Test
  void aCertificateFromATrustedAuthorityIsEnough() throws Exception {
    assertThat(fetch("good", true)).isInstanceOf(Fetched.Fresh.class);
  }

  @Test
  void anUnknownAuthorityIsNamed() throws Exception {
    assertThat(why(fetch("good", false))).contains("authority nobody vouches for");
  }

  @Test
  void anExpiredCertificateIsNamed() throws Exception {
    assertThat(why(fetch("expired", true))).contains("certificate has expired");
  }

  @Test
  void aCertificateForAnotherHostIsNamed() throws Exception {
    assertThat(why(fetch("other", true))).contains("for another host");
  }
}

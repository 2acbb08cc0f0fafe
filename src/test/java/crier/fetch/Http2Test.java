package crier.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import crier.fetch.Request.Expect;
import java.net.Socket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class Http2Test {

  @RegisterExtension
  static final WireMockExtension origin =
      WireMockExtension.newInstance()
          .options(
              options()
                  .dynamicPort()
                  .dynamicHttpsPort()
                  .bindAddress("127.0.0.1")
                  .gzipDisabled(true))
          .build();

  @Test
  void http2IsSpokenWhereOfferedAndNotWhereUnwanted() throws Exception {
    origin.stubFor(get("/").willReturn(ok(Asked.PAGE).withHeader("Content-Type", "text/html")));
    SSLContext context = SSLContext.getInstance("TLS");
    Anybody anybody = new Anybody();
    context.init(null, new TrustManager[] {anybody}, null);
    try (HttpFetch fetch =
        new HttpFetch(
            Asked.settings(Asked.UNPACED),
            Quota.UNLIMITED,
            new Asked.Clock(),
            Waiter.REAL,
            client ->
                client
                    .sslSocketFactory(context.getSocketFactory(), anybody)
                    .hostnameVerifier((_, _) -> true))) {
      URI url = URI.create("https://127.0.0.1:" + origin.getHttpsPort() + "/");
      HttpFetchTest.fresh(fetch.fetch(Request.to(url, Expect.HTML)));
      HttpFetchTest.fresh(fetch.fetch(Request.to(url, Expect.HTML).overHttp1(true)));
    }

    List<String> spoken =
        origin.getAllServeEvents().stream()
            .map(event -> LoggedRequest.createFrom(event.getRequest()).getProtocol())
            .toList();
    assertThat(spoken).containsExactlyInAnyOrder("HTTP/2.0", "HTTP/1.1");
  }

  /** WireMock's certificate is its own; who speaks is not what this test is about. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

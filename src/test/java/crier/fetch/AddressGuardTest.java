package crier.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crier.fetch.Request.Expect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

  private static final AddressGuard PUBLIC_ONLY = new AddressGuard(false, false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "64:ff9b::c0a8:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1"
      })
  void specialAddressesAreRefused(String literal) {
    assertThat(PUBLIC_ONLY.refusal(InetAddress.ofLiteral(literal)))
        .contains("allow-private-addresses");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "169.253.1.1",
        "192.0.1.1",
        "198.20.0.1",
        "2606:4700::1111",
        "2001:4860:4860::8888",
        "2003::1"
      })
  void publicAddressesAreNot(String literal) {
    assertThat(PUBLIC_ONLY.refusal(InetAddress.ofLiteral(literal))).isNull();
  }

  @Test
  void anIpv4AddressInIpv6ClothesIsTheSameAddress() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = -1;
    mapped[11] = -1;
    mapped[12] = 127;
    mapped[15] = 1;
    InetAddress scoped = java.net.Inet6Address.getByAddress("x", mapped, 1);

    assertThat(PUBLIC_ONLY.refusal(scoped)).contains("allow-private-addresses");
    assertThat(PUBLIC_ONLY.refusal(InetAddress.ofLiteral("::ffff:10.0.0.1"))).isNotNull();
  }

  @Test
  void withoutAContactOnlyLoopbackIsAsked() {
    AddressGuard anonymous = new AddressGuard(true, true);

    assertThat(anonymous.refusal(InetAddress.ofLiteral("127.0.0.1"))).isNull();
    assertThat(anonymous.refusal(InetAddress.ofLiteral("::1"))).isNull();
    assertThat(anonymous.refusal(InetAddress.ofLiteral("192.168.1.1"))).contains("fetch.contact");
    assertThat(anonymous.refusal(InetAddress.ofLiteral("8.8.8.8"))).contains("fetch.contact");
  }

  @Test
  void aSocketAsksTheGuardHoweverItIsConnected() throws IOException {
    try (Socket socket = PUBLIC_ONLY.createSocket()) {
      InetSocketAddress metadata = new InetSocketAddress("169.254.169.254", 80);
      assertThatThrownBy(() -> socket.connect(metadata)).isInstanceOf(AddressGuard.Refusal.class);
      assertThatThrownBy(() -> socket.connect(metadata, 10))
          .isInstanceOf(AddressGuard.Refusal.class);
    }
  }

  /**
   * Every spelling of loopback that OkHttp understands, none of which a resolver is asked about.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0",
        "[::ffff:127.0.0.1]",
        "[::1]",
        "[::]",
        "１２７.０.０.１",
        "127。0。0。1"
      })
  void noSpellingOfLoopbackGetsThrough(String host) throws IOException {
    try (Rawly canary = Rawly.saying("HTTP/1.1 200 OK\r\n\r\n" + Asked.PAGE);
        HttpFetch fetch = Asked.client(closed("desk@example.org"))) {
      String url = "http://" + host + ":" + canary.url("/").getPort() + "/";
      Fetched fetched = fetch.fetch(Request.to(URI.create(url), Expect.HTML));

      assertThat(fetched).isInstanceOf(Fetched.Failed.class);
      assertThat(canary.requests).isEmpty();
    }
  }

  @Test
  void aNameThatChangesItsMindIsJudgedWhenItIsConnectedTo() throws IOException {
    try (Rawly canary = Rawly.saying("HTTP/1.1 200 OK\r\n\r\n" + Asked.PAGE);
        HttpFetch fetch =
            new HttpFetch(
                closed("desk@example.org"),
                Quota.UNLIMITED,
                new Asked.Clock(),
                Waiter.REAL,
                b -> b.dns(_ -> List.of(InetAddress.ofLiteral("127.0.0.1"))))) {
      URI url = URI.create("http://rebinding.example:" + canary.url("/").getPort() + "/");
      Fetched fetched = fetch.fetch(Request.to(url, Expect.HTML));

      assertThat(((Fetched.Failed) fetched).why()).contains("allow-private-addresses");
      assertThat(canary.requests).isEmpty();
    }
  }

  @Test
  void theRemedyForAMissingContactIsSaid() {
    FetchSettings settings = FetchSettings.of(" ").withPrivateAddresses(true);
    try (HttpFetch fetch = Asked.client(settings)) {
      Fetched fetched = fetch.fetch(Request.to(URI.create("http://192.0.2.1/"), Expect.HTML));

      assertThat(((Fetched.Failed) fetched).why()).contains("fetch.contact");
    }
  }

  @Test
  void addressesWithUserNamesAndOtherSchemesAreNotAsked() {
    try (HttpFetch fetch = Asked.client()) {
      for (String url :
          List.of(
              "http://u:p@127.0.0.1/", "ftp://127.0.0.1/", "file:///etc/passwd", "mailto:a@b")) {
        assertThat(fetch.fetch(Request.to(URI.create(url), Expect.HTML)))
            .as(url)
            .isInstanceOf(Fetched.Failed.class);
      }
    }
  }

  private static FetchSettings closed(String contact) {
    return FetchSettings.of(contact).withManners(Asked.UNPACED, Map.of());
  }
}

package crier.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** Which addresses a network holds. */
class NetworkTest {

  private static boolean holds(String network, String address) {
    return Network.read(network).orElseThrow().holds(InetAddress.ofLiteral(address));
  }

  @Test
  void aNetworkHoldsItsAddressesAndNoOthers() {
    assertThat(holds("10.0.0.0/8", "10.9.8.7")).isTrue();
    assertThat(holds("10.0.0.0/8", "11.0.0.1")).isFalse();
    assertThat(holds("192.0.2.128/25", "192.0.2.129")).isTrue();
    assertThat(holds("192.0.2.128/25", "192.0.2.127")).isFalse();
    assertThat(holds("127.0.0.1", "127.0.0.1")).isTrue();
    assertThat(holds("127.0.0.1", "127.0.0.2")).isFalse();
    assertThat(holds("2001:db8::/32", "2001:db8:1::1")).isTrue();
    assertThat(holds("2001:db8::/32", "10.0.0.1")).isFalse();
    assertThat(holds("0.0.0.0/0", "203.0.113.1")).isTrue();
  }

  @Test
  void whatIsNoNetworkIsNone() {
    for (String text : new String[] {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "", "/8"}) {
      assertThat(Network.read(text)).as(text).isEmpty();
    }
  }
}

package crier.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decides at connect time, on the resolved address, whether a host may be asked. A check before
 * resolving would be answered twice by a rebinding name, and OkHttp asks no {@code Dns} about IP
 * literals such as {@code 2130706433}; every socket however is made here.
 */
final class AddressGuard extends SocketFactory {

  /** IANA's special-purpose registries, and every IPv6 form that carries an IPv4 address. */
  private static final List<Block> PRIVATE =
      List.of(
          Block.of("0.0.0.0", 8),
          Block.of("10.0.0.0", 8),
          Block.of("100.64.0.0", 10),
          Block.of("127.0.0.0", 8),
          Block.of("169.254.0.0", 16),
          Block.of("172.16.0.0", 12),
          Block.of("192.0.0.0", 24),
          Block.of("192.0.2.0", 24),
          Block.of("192.88.99.0", 24),
          Block.of("192.168.0.0", 16),
          Block.of("198.18.0.0", 15),
          Block.of("198.51.100.0", 24),
          Block.of("203.0.113.0", 24),
          Block.of("224.0.0.0", 3),
          Block.of("::", 96),
          Block.of("64:ff9b::", 96),
          Block.of("64:ff9b:1::", 48),
          Block.of("100::", 64),
          Block.of("2001::", 32),
          Block.of("2001:db8::", 32),
          Block.of("2002::", 16),
          Block.of("fc00::", 7),
          Block.of("fe80::", 10),
          Block.of("fec0::", 10),
          Block.of("ff00::", 8));

  private final boolean privateToo;
  private final boolean loopbackOnly;

  /**
   * @param privateToo whether loopback and private addresses may be asked
   * @param loopbackOnly whether nothing else may
   */
  AddressGuard(boolean privateToo, boolean loopbackOnly) {
    this.privateToo = privateToo;
    this.loopbackOnly = loopbackOnly;
  }

  /** Why an address may not be asked, with the remedy, or null when it may. */
  @Nullable String refusal(InetAddress resolved) {
    byte[] address = unmapped(resolved.getAddress());
    if (!privateToo && PRIVATE.stream().anyMatch(block -> block.holds(address))) {
      return "the host's address is a loopback or private one; where that is meant, set"
          + " fetch.allow-private-addresses: true";
    }
    if (loopbackOnly && !loopback(address)) {
      return "without a contact no other computer is asked; write a mail address or page of"
          + " yours at fetch.contact";
    }
    return null;
  }

  private static boolean loopback(byte[] address) {
    return address.length == 4
        ? address[0] == 127
        : Arrays.equals(address, InetAddress.ofLiteral("::1").getAddress());
  }

  /** The IPv4 address inside ::ffff:0:0/96, which Java keeps as IPv6 when it has a scope. */
  private static byte[] unmapped(byte[] address) {
    if (address.length == 16 && address[10] == -1 && address[11] == -1) {
      for (int i = 0; i < 10; i++) {
        if (address[i] != 0) {
          return address;
        }
      }
      return Arrays.copyOfRange(address, 12, 16);
    }
    return address;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
      }

      @Override
      public void connect(SocketAddress endpoint, int timeout) throws IOException {
        InetAddress resolved = ((InetSocketAddress) endpoint).getAddress();
        String refusal = resolved == null ? "the host has no address" : refusal(resolved);
        if (refusal != null) {
          throw new Refusal(refusal);
        }
        super.connect(endpoint, timeout);
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("sockets are made unconnected");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("sockets are made unconnected");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException("sockets are made unconnected");
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("sockets are made unconnected");
  }

  /** The guard said no; the message is for the operator and holds no address. */
  static final class Refusal extends IOException {
    Refusal(String why) {
      super(why);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Block(byte[] prefix, int bits) {

    static Block of(String literal, int bits) {
      return new Block(InetAddress.ofLiteral(literal).getAddress(), bits);
    }

    boolean holds(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit += 8) {
        int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
        if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}

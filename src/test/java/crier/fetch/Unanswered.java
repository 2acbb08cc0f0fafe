package crier.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * A port at which nobody listens. It is bound all the while: a port that was let go may be somebody
 * else's by the time it is asked.
 */
final class Unanswered implements AutoCloseable {

  private final Socket port = new Socket();

  Unanswered() throws IOException {
    port.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port.getLocalPort() + path);
  }

  @Override
  public void close() throws IOException {
    port.close();
  }
}

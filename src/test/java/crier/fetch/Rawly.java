package crier.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A server that says exactly what a test wants said, byte for byte, to each request. */
final class Rawly implements AutoCloseable {

  /** Answers one request; the connection is closed afterwards. */
  @FunctionalInterface
  interface Script {
    void answer(String request, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final Script script;
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  private Rawly(Script script) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  static Rawly saying(Script script) throws IOException {
    return new Rawly(script);
  }

  static Rawly saying(String answer) throws IOException {
    return new Rawly((_, out) -> out.write(answer.getBytes(StandardCharsets.UTF_8)));
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      StringBuilder request = new StringBuilder();
      int length = 0;
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        request.append(line).append('\n');
        if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(line.substring(15).strip());
        }
      }
      for (int i = 0; i < length; i++) {
        request.append((char) in.read());
      }
      requests.add(request.toString());
      script.answer(request.toString(), socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (IOException _) {
      // the client hung up, which is what some tests are about
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

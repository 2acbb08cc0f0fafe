package crier.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send in drops, over real connections. */
@Tag("slow")
@Timeout(60)
class SlowClientsTest {

  private static final Duration DROP = Duration.ofMillis(100);

  private final Newsstand stand = new Newsstand();

  @AfterEach
  void close() {
    stand.close();
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), stand.port());
    socket.setSoTimeout((int) DROP.toMillis());
    return socket;
  }

  /** Whether the other side has ended it; waits as long as one drop takes. */
  private static boolean isCut(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (SocketException _) {
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: x\r\nX-Long: ",
        "POST /subscribe HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nemail=",
        "G"
      })
  void whoNeverFinishesARequestIsCutThoughBytesKeepComing(String begin) throws Exception {
    try (Socket socket = connected()) {
      OutputStream out = socket.getOutputStream();
      out.write(begin.getBytes(UTF_8));
      boolean cut = false;
      while (!cut) {
        try {
          out.write('a');
          out.flush();
        } catch (SocketException _) {
          break;
        }
        cut = isCut(socket);
      }
    }
    assertThat(stand.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void whoSendsWholeRequestsOneAfterTheOtherIsLetBe() throws Exception {
    try (Socket socket = connected()) {
      int answers = 0;
      long end = System.nanoTime() + Newsstand.LIMITS.patience().multipliedBy(2).toNanos();
      while (System.nanoTime() < end) {
        socket.getOutputStream().write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
        while (!isCutOrQuiet(socket)) {
          answers++;
        }
      }
      assertThat(answers).isGreaterThan(1000);
    }
  }

  private static boolean isCutOrQuiet(Socket socket) throws IOException {
    try {
      assertThat(socket.getInputStream().read()).isNotNegative();
      return false;
    } catch (SocketTimeoutException _) {
      return true;
    }
  }
}

package crier.alert.channel.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that answers as it is told to. Commands are named by their first word; {@code .} is
 * the end of a message, {@code GREETING} the beginning of a conversation.
 */
final class SmtpScript implements AutoCloseable {

  /** Instead of an answer: the line is cut. */
  static final String HANG_UP = "HANG UP";

  private final ServerSocket socket;
  private final Map<String, String> answers = new LinkedHashMap<>();

  /** Every command of every conversation, in order; and {@code CONNECT} at the start of each. */
  final List<String> heard = new CopyOnWriteArrayList<>();

  /** Messages that were taken over, or would have been. */
  final List<String> mails = new CopyOnWriteArrayList<>();

  private final @Nullable SSLContext tls;
  private final boolean tlsAtOnce;

  SmtpScript() throws IOException {
    this(null, false);
  }

  /**
   * A server that speaks TLS.
   *
   * @param atOnce from the first byte; otherwise after {@code STARTTLS}, which it offers
   */
  SmtpScript(@Nullable SSLContext tls, boolean atOnce) throws IOException {
    this.tls = tls;
    this.tlsAtOnce = atOnce;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    answers.put("GREETING", "220 test");
    answers.put(
        "EHLO", tls == null || atOnce ? "250-test\r\n250 8BITMIME" : "250-test\r\n250 STARTTLS");
    answers.put("STARTTLS", "220 go on");
    answers.put("MAIL", "250 2.1.0 ok");
    answers.put("RCPT", "250 2.1.5 ok");
    answers.put("DATA", "354 go on");
    answers.put(".", "250 2.0.0 queued as 1 for <desk@example.org>");
    answers.put("RSET", "250 ok");
    answers.put("NOOP", "250 ok");
    answers.put("QUIT", "221 bye");
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  SmtpScript answers(String command, String answer) {
    answers.put(command, answer);
    return this;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> talk(client));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void talk(Socket client) {
    heard.add("CONNECT");
    try (client) {
      converse(tlsAtOnce ? encrypted(client) : client, true);
    } catch (IOException _) {
      // the client went
    }
  }

  private Socket encrypted(Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            Objects.requireNonNull(tls).getSocketFactory().createSocket(plain, null, 0, true);
    socket.setUseClientMode(false);
    return socket;
  }

  private void converse(Socket client, boolean greet) throws IOException {
    try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter out =
            new PrintWriter(client.getOutputStream(), false, StandardCharsets.UTF_8)) {
      if (greet && !said(out, "GREETING")) {
        return;
      }
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        heard.add(line);
        String command = line.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT);
        if (!said(out, command) || command.equals("QUIT")) {
          return;
        }
        if (command.equals("STARTTLS")) {
          converse(encrypted(client), false);
          return;
        }
        if (command.equals("DATA") && answers.getOrDefault("DATA", "").startsWith("3")) {
          mails.add(message(in));
          if (!said(out, ".")) {
            return;
          }
        }
      }
    }
  }

  private static String message(BufferedReader in) throws IOException {
    StringBuilder message = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      message.append(line.startsWith("..") ? line.substring(1) : line).append("\r\n");
    }
    return message.toString();
  }

  private boolean said(PrintWriter out, String to) {
    String answer = answers.getOrDefault(to, "502 5.5.1 what?");
    if (answer.equals(HANG_UP)) {
      return false;
    }
    out.print(answer + "\r\n");
    out.flush();
    return !answer.startsWith("421");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

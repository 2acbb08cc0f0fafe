package crier.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A mail server on loopback that answers at once, or as badly as it is told to, and keeps account
 * of the messages it said yes to.
 */
public final class SmtpSink implements AutoCloseable {

  /** Instead of an answer: the connection is cut. */
  public static final String CUT = "";

  /** What it says. Called on the connection's own thread, which may be kept waiting. */
  public interface Manners {
    /** To a recipient. */
    default String recipient(String address) {
      return "250 ok";
    }

    /** After the message. */
    default String message(Mail mail) {
      return "250 taken";
    }

    /** Right after the message's first line: {@link #CUT}, or anything to go on. */
    default String midway() {
      return "go on";
    }

    /** To the connection. */
    default String greeting() {
      return "220 sink";
    }
  }

  /**
   * A message that was said yes to.
   *
   * @param alerts what its {@code X-Crier-Alert} names
   */
  public record Mail(String id, String recipient, String subject, String alerts) {}

  private final ServerSocket socket;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final List<Mail> accepted = new CopyOnWriteArrayList<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong octets = new AtomicLong();
  private final AtomicInteger sessions = new AtomicInteger();
  private final boolean keeping;
  private volatile Manners manners = new Manners() {};

  /**
   * Starts it.
   *
   * @param keeping whether it remembers the messages, or only counts them
   */
  public SmtpSink(boolean keeping) {
    this.keeping = keeping;
    try {
      this.socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** From now on. */
  public void behave(Manners like) {
    manners = like;
  }

  /** Messages it said yes to, in order. */
  public List<Mail> accepted() {
    return accepted;
  }

  public int count() {
    return count.get();
  }

  /** Bytes that came in so far, commands and messages. */
  public long octets() {
    return octets.get();
  }

  /** Connections that were opened so far. */
  public int sessions() {
    return sessions.get();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connection.setTcpNoDelay(true);
        connections.add(connection);
        sessions.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException _) {
        // closed, or the client has gone
      }
    }
  }

  private void serve(Socket connection) {
    try (connection;
        OutputStream out = connection.getOutputStream()) {
      Unlocked in = new Unlocked(connection.getInputStream());
      boolean open = say(out, manners.greeting());
      String recipient = "";
      while (open) {
        String line = line(in);
        String verb = line.length() < 4 ? "" : line.substring(0, 4).toUpperCase(Locale.ROOT);
        switch (verb) {
          case "RCPT" -> {
            recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            open = say(out, manners.recipient(recipient));
          }
          case "DATA" -> open = say(out, "354 go on") && data(in, out, recipient);
          case "QUIT", "" -> open = false;
          default -> open = say(out, "250 ok");
        }
      }
    } catch (IOException _) {
      // the client has gone
    } finally {
      connections.remove(connection);
    }
  }

  private boolean data(Unlocked in, OutputStream out, String recipient) throws IOException {
    String id = "";
    String subject = "";
    StringBuilder alerts = new StringBuilder();
    String name = "";
    boolean first = true;
    boolean header = true;
    for (String line = line(in); !line.equals("."); line = header ? line(in) : skipped(in)) {
      if (first && manners.midway().isEmpty()) {
        return false;
      }
      first = false;
      name = line.startsWith(" ") || line.startsWith("\t") ? name : line.split(":", 2)[0];
      if (header && name.equals("X-Crier-Alert")) {
        alerts.append(' ').append(line.substring(line.startsWith(name) ? name.length() + 1 : 0));
      }
      if (line.isEmpty()) {
        header = false;
      } else if (line.regionMatches(true, 0, "Message-ID:", 0, 11)) {
        id = line.substring(11).strip();
      } else if (line.startsWith("Subject:")) {
        subject = line.substring(8).strip();
      }
    }
    Mail mail = new Mail(id, recipient, subject, alerts.toString().strip().replaceAll("\\s+", " "));
    String answer = manners.message(mail);
    if (answer.startsWith("250")) {
      count.incrementAndGet();
      if (keeping) {
        accepted.add(mail);
      }
    }
    return say(out, answer);
  }

  private static boolean say(OutputStream out, String what) throws IOException {
    if (what.isEmpty()) {
      return false;
    }
    out.write((what + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return true;
  }

  private static String line(Unlocked in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    for (int sign = in.read(); sign != '\n'; sign = in.read()) {
      if (sign < 0) {
        throw new IOException("the client has gone");
      }
      if (sign != '\r') {
        line.write(sign);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** Reads to the final dot: the body is not looked at. */
  private static String skipped(Unlocked in) throws IOException {
    int matched = 2;
    byte[] end = {'\r', '\n', '.', '\r', '\n'};
    while (matched < end.length) {
      int sign = in.read();
      if (sign < 0) {
        throw new IOException("the client has gone");
      }
      matched = sign == end[matched] ? matched + 1 : sign == '\r' ? 1 : 0;
    }
    return ".";
  }

  /** A buffer for one thread: that of the library takes a lock for each sign. */
  private final class Unlocked {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 14];
    private int next;
    private int end;

    Unlocked(InputStream in) {
      this.in = in;
    }

    int read() throws IOException {
      if (next == end) {
        next = 0;
        end = Math.max(0, in.read(buffer));
        octets.addAndGet(end);
        if (end == 0) {
          return -1;
        }
      }
      return buffer[next++] & 255;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

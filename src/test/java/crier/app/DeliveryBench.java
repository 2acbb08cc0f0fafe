package crier.app;

import crier.config.Settings;
import crier.model.Alert;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Published;
import crier.model.Significance;
import crier.model.Subscriber;
import crier.model.Subscription;
import crier.store.Database;
import crier.testing.HttpSink;
import crier.testing.SmtpSink;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One alert to 10,000 subscribers beside a bare loop over the same mail library, one to 100
 * webhooks, and the time from storing to the first acceptance. A program, not a test.
 */
public final class DeliveryBench {

  private static final int SUBSCRIBERS = Integer.getInteger("subscribers", 10_000);
  private static final int ROUNDS = Integer.getInteger("rounds", 4);
  private static final int CONNECTIONS = 4;
  private static final int RECEIVERS = 100;
  private static final int POSTS = 100;
  private static final int SINGLES = 200;

  private DeliveryBench() {}

  public static void main(String[] args) throws Exception {
    try (SmtpSink mail = new SmtpSink(false);
        HttpSink web = new HttpSink()) {
      if (!Boolean.getBoolean("no.mail")) {
        fanOut(mail);
      }
      if (Boolean.getBoolean("mail.only")) {
        return;
      }
      posts(web);
      latency(mail);
    }
  }

  private static void fanOut(SmtpSink mail) throws Exception {
    try (Crier crier = crier(mail.port(), List.of())) {
      for (int i = 0; i < SUBSCRIBERS; i++) {
        subscribe(crier, i);
      }
      double best = 0;
      double bare = 0;
      for (int round = 1; round <= ROUNDS; round++) {
        long bareOctets = mail.octets();
        long bareCpu = cpu();
        double bareRate = bareLoop(mail, SUBSCRIBERS);
        bareCpu = cpu() - bareCpu;
        bareOctets = mail.octets() - bareOctets;
        Alert alert = alert(crier, round);
        int before = mail.count();
        long octets = mail.octets();
        long cpu = cpu();
        long began = System.nanoTime();
        crier.alerts.add(alert);
        int accepted = crier.dispatcher.run();
        cpu = cpu() - cpu;
        double seconds = (System.nanoTime() - began) / 1e9;
        if (accepted != SUBSCRIBERS || mail.count() - before != SUBSCRIBERS) {
          throw new IllegalStateException(accepted + " accepted, " + mail.count() + " at the sink");
        }
        System.gc();
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
            "mail %d: bare %.0f/s, crier %.0f/s, ratio %.2f; CPU ms a message, sink included:"
                + " bare %.2f, crier %.2f; bytes: bare %d, crier %d; heap %d MB%n",
            round,
            bareRate,
            accepted / seconds,
            accepted / seconds / bareRate,
            bareCpu / 1e6 / SUBSCRIBERS,
            cpu / 1e6 / SUBSCRIBERS,
            bareOctets / SUBSCRIBERS,
            (mail.octets() - octets) / SUBSCRIBERS,
            heap >> 20);
        best = Math.max(best, accepted / seconds);
        bare = Math.max(bare, bareRate);
      }
      System.out.printf("mail, best of each: ratio %.2f%n", best / bare);
    }
  }

  private static void posts(HttpSink web) throws Exception {
    List<String> receivers = new ArrayList<>();
    String secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    for (int i = 0; i < RECEIVERS; i++) {
      receivers.add(
          "  - { id: r%d, type: webhook, url: \"%s\", secrets: [\"%s\"], minimum: routine }\n"
              .formatted(i, web.address("/" + i), secret));
    }
    try (Crier crier = crier(1, receivers)) {
      crier.dispatcher.start();
      long began = System.nanoTime();
      long cpu = cpu();
      for (int round = 1; round <= POSTS; round++) {
        crier.alerts.add(alert(crier, round));
        crier.dispatcher.wake();
        int until = round * RECEIVERS;
        while (crier.dispatcher.accepted() < until) {
          LockSupport.parkNanos(50_000);
        }
        if (round % 10 == 0) {
          int posts = 10 * RECEIVERS;
          System.out.printf(
              "posts to round %d: %.0f/s; CPU ms a post, sink included: %.2f%n",
              round, posts / ((System.nanoTime() - began) / 1e9), (cpu() - cpu) / 1e6 / posts);
          began = System.nanoTime();
          cpu = cpu();
        }
      }
    }
  }

  private static void latency(SmtpSink mail) throws Exception {
    try (Crier crier = crier(mail.port(), List.of())) {
      subscribe(crier, 0);
      crier.dispatcher.start();
      double[] millis = new double[SINGLES];
      for (int i = -20; i < SINGLES; i++) {
        int before = mail.count();
        Alert alert = alert(crier, i);
        long began = System.nanoTime();
        crier.alerts.add(alert);
        crier.dispatcher.wake();
        while (mail.count() == before) {
          LockSupport.parkNanos(50_000);
        }
        if (i >= 0) {
          millis[i] = (System.nanoTime() - began) / 1e6;
        }
        while (crier.outbox.counts().pending() > 0) {
          LockSupport.parkNanos(50_000);
        }
      }
      Arrays.sort(millis);
      System.out.printf(
          "storing an alert to the first acceptance: p50 %.1f ms, p99 %.1f ms%n",
          millis[SINGLES / 2], millis[SINGLES * 99 / 100]);
    }
  }

  private static Crier crier(int port, List<String> destinations) throws IOException {
    Path folder = Files.createTempDirectory("delivery");
    String yaml =
        """
        database: { url: "jdbc:h2:file:%s/crier" }
        fetch: { allow-private-addresses: true }
        mail:
          transport: smtp
          smtp: { host: 127.0.0.1, port: %d, security: none, connections: %d }
        destinations: %s
        %s
        """
            .formatted(
                folder,
                port,
                CONNECTIONS,
                destinations.isEmpty() ? "[]" : "",
                String.join("", destinations));
    Settings settings = VerbContext.valid(VerbContext.reader(Map.of()).load("bench.yaml", yaml));
    return new Crier(
        settings,
        Database.open(settings.database()),
        Clock.systemUTC(),
        "bench",
        Crier.Observers.NONE);
  }

  /** Of this process, in ns: it tells more than the clock where others use the machine. */
  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void subscribe(Crier crier, int number) {
    Instant now = crier.clock.instant();
    crier.subscribers.add(
        new Subscriber(
            crier.ids.next(now),
            "reader%d@example.org".formatted(number),
            Subscriber.Standing.CONFIRMED,
            Subscription.immediate(List.of(), Significance.NOTABLE, ZoneId.of("UTC")),
            "bench",
            now,
            now));
  }

  /** An alert whose mail is about 10 KB. */
  private static Alert alert(Crier crier, int number) {
    Instant now = crier.clock.instant();
    Finding finding =
        new Finding(
            "entry-" + number,
            List.of(Event.STAY_LIFTED),
            Significance.CRITICAL,
            "usual for a lifted stay",
            "Stay lifted",
            "Order granting motion to lift the stay",
            "https://court.example/docket/62",
            Published.on(LocalDate.of(2026, 6, 8)),
            "The stay entered on November 21, 2025 is LIFTED. ".repeat(27),
            "The case is stayed. ".repeat(25),
            "The case goes on. ".repeat(25),
            List.of(),
            List.of(),
            null);
    return new Alert(
        crier.ids.next(now),
        Alert.Kind.ALERT,
        "docket",
        "Centro de Trabajadores Unidos v. Bessent",
        null,
        "Stay lifted: Centro de Trabajadores Unidos v. Bessent (1:25-cv-00677)",
        Significance.CRITICAL,
        now,
        List.of(finding),
        "",
        null,
        null);
  }

  /** Messages a second of a loop that does nothing but make and send mails of the same size. */
  private static double bareLoop(SmtpSink mail, int messages) throws Exception {
    AtomicInteger left = new AtomicInteger(messages);
    CountDownLatch done = new CountDownLatch(CONNECTIONS);
    List<Exception> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < CONNECTIONS; i++) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              send(mail, left);
            } catch (Exception e) {
              failures.add(e);
            } finally {
              done.countDown();
            }
          });
    }
    done.await();
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return messages / ((System.nanoTime() - began) / 1e9);
  }

  private static void send(SmtpSink mail, AtomicInteger left) throws MessagingException {
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", String.valueOf(mail.port()));
    properties.put("mail.smtp.socketFactory", new Prompt());
    Session session = Session.getInstance(properties);
    String text = "The stay entered on November 21, 2025 is LIFTED, says the order.\r\n".repeat(50);
    String html = "<p>The stay entered on November 21, 2025 is <b>LIFTED</b>.</p>\r\n".repeat(100);
    try (SMTPTransport transport = (SMTPTransport) session.getTransport()) {
      transport.connect();
      for (int n = left.decrementAndGet(); n >= 0; n = left.decrementAndGet()) {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("crier@localhost"));
        message.setRecipient(
            RecipientType.TO, new InternetAddress("reader%d@example.org".formatted(n)));
        message.setSubject("[irs-ice] Stay lifted: Centro de Trabajadores Unidos v. Bessent");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8", "plain");
        plain.setHeader("Content-Transfer-Encoding", "quoted-printable");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        rich.setHeader("Content-Transfer-Encoding", "quoted-printable");
        message.setContent(new MimeMultipart("alternative", plain, rich));
        message.saveChanges();
        transport.sendMessage(message, message.getAllRecipients());
      }
    }
  }

  /** Sockets that send at once, as ours do. */
  private static final class Prompt extends javax.net.SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
      Socket socket = new Socket();
      socket.setTcpNoDelay(true);
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, java.net.InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(java.net.InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(
        java.net.InetAddress host, int port, java.net.InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }
  }
}

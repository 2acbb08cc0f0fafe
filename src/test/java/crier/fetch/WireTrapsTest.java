package crier.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crier.fetch.Request.Expect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that break off, lie, stall and flood. */
@Timeout(60)
class WireTrapsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

  private static final String BROTLI =
      "G5IAIIzUSK09K9CNxXjs4yUZqqhNsEDcdHLA/P1bFEhLLJC2JMGW7ZA4+639oqY0arq7RGYUeT7CxsExEyJg5ZxT"
          + "Mo/dy1AbLvaPOu8tPuhcGg==";

  private static Fetched fetch(Rawly server) throws IOException {
    return fetch(server, Duration.ofSeconds(20));
  }

  private static Fetched fetch(Rawly server, Duration timeout) throws IOException {
    try (server;
        HttpFetch fetch = Asked.client(Asked.settings(Asked.UNPACED, timeout, 1 << 20))) {
      return fetch.fetch(Request.to(server.url("/p?key=secret"), Expect.HTML));
    }
  }

  private static String why(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Failed.class);
    String why = ((Fetched.Failed) fetched).why();
    assertThat(why).startsWith("127.0.0.1").doesNotContain("secret");
    return why;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static Rawly gzipped(byte[] body) throws IOException {
    return Rawly.saying((_, out) -> {
      out.write(
          (OK + "Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n")
              .formatted(body.length)
              .getBytes(UTF_8));
      out.write(body);
    });
  }

  @Test
  void gzipIsReadThrough() throws IOException {
    Fetched fetched = fetch(gzipped(gzip(Asked.PAGE.getBytes(UTF_8))));

    assertThat(HttpFetchTest.fresh(fetched).body()).asString().isEqualTo(Asked.PAGE);
  }

  private static Rawly zstd(byte[] body) throws IOException {
    return Rawly.saying((_, out) -> {
      out.write(
          (OK + "Content-Encoding: zstd\r\nContent-Length: %d\r\n\r\n")
              .formatted(body.length)
              .getBytes(UTF_8));
      out.write(body);
    });
  }

  private static byte[] zstdOf(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var zstd = new io.airlift.compress.v3.zstd.ZstdOutputStream(out)) {
      zstd.write(plain);
    }
    return out.toByteArray();
  }

  @Test
  void zstdIsReadThroughAndAskedFor() throws IOException {
    Rawly server = zstd(zstdOf(Asked.PAGE.getBytes(UTF_8)));
    Fetched fetched = fetch(server);
    assertThat(HttpFetchTest.fresh(fetched).body()).asString().isEqualTo(Asked.PAGE);
    assertThat(server.requests.toString()).contains("zstd").contains("br").contains("gzip");
  }

  @Test
  void aZstdBombIsStoppedAtTheLimitAndDamageIsAFailedLook() throws IOException {
    assertThat(why(fetch(zstd(zstdOf(new byte[50 << 20]))))).contains("longer than fetch.max-body");
    byte[] whole = zstdOf(Asked.PAGE.repeat(50).getBytes(UTF_8));
    why(fetch(zstd(Arrays.copyOf(whole, whole.length / 2))));
    byte[] damaged = whole.clone();
    for (int i = 8; i < whole.length; i += 3) {
      damaged[i] ^= 0x5a;
    }
    why(fetch(zstd(damaged)));
  }

  @Test
  void brotliIsReadThrough() throws IOException {
    byte[] body = Base64.getDecoder().decode(BROTLI);
    Fetched fetched =
        fetch(
            Rawly.saying((_, out) -> {
              out.write(
                  (OK + "Content-Encoding: br\r\nContent-Length: %d\r\n\r\n")
                      .formatted(body.length)
                      .getBytes(UTF_8));
              out.write(body);
            }));

    assertThat(HttpFetchTest.fresh(fetched).body())
        .asString()
        .isEqualTo(
            "<!DOCTYPE html><html><head><title>Reports</title></head><body><h1>Reports</h1>"
                + "<p>The matching took incomplete addresses as valid.</p></body></html>");
  }

  @Test
  void aGzipBombIsCutAtTheCap() throws IOException {
    byte[] bomb = gzip(new byte[50 << 20]);
    assertThat(bomb).hasSizeLessThan(100_000);

    assertThat(why(fetch(gzipped(bomb)))).contains("longer than fetch.max-body");
  }

  @Test
  void halfAGzipIsNoPage() throws IOException {
    byte[] whole = gzip(Asked.PAGE.getBytes(UTF_8));

    why(fetch(gzipped(Arrays.copyOf(whole, whole.length / 2))));
    why(fetch(gzipped(Arrays.copyOf(whole, whole.length - 4))));
  }

  @Test
  void aWrongChecksumIsNoPage() throws IOException {
    byte[] whole = gzip(Asked.PAGE.getBytes(UTF_8));
    whole[whole.length - 6] ^= 1;

    why(fetch(gzipped(whole)));
  }

  @Test
  void aCodingNobodyAskedForIsNoPage() throws IOException {
    why(fetch(Rawly.saying(OK + "Content-Encoding: zstd\r\n\r\n" + Asked.PAGE)));
  }

  @Test
  void anEndlessBodyIsCutAtTheCap() throws IOException {
    Rawly endless =
        Rawly.saying((_, out) -> {
          out.write((OK + "\r\n").getBytes(UTF_8));
          byte[] more = Asked.PAGE.repeat(100).getBytes(UTF_8);
          while (true) {
            out.write(more);
          }
        });

    assertThat(why(fetch(endless))).contains("longer than fetch.max-body");
  }

  @Test
  void aDrippingBodyHitsTheDeadline() throws IOException {
    assertThat(why(fetch(dripping(OK + "Content-Length: 100000\r\n\r\n"), Duration.ofMillis(600))))
        .contains("in time");
  }

  @Test
  void drippingHeadersHitTheDeadline() throws IOException {
    assertThat(why(fetch(dripping("HTTP/1.1 200 OK\r\nX-A: "), Duration.ofMillis(600))))
        .contains("in time");
  }

  private static Rawly dripping(String beginning) throws IOException {
    return Rawly.saying((_, out) -> {
      out.write(beginning.getBytes(UTF_8));
      while (true) {
        out.write('a');
        out.flush();
        Thread.sleep(20);
      }
    });
  }

  @Test
  void silenceHitsTheDeadline() throws IOException {
    CountDownLatch never = new CountDownLatch(1);

    assertThat(why(fetch(Rawly.saying((_, _) -> never.await()), Duration.ofMillis(300))))
        .contains("in time");
  }

  @Test
  void aBodyShorterThanAnnouncedIsNoPage() throws IOException {
    assertThat(why(fetch(Rawly.saying(OK + "Content-Length: 5000\r\n\r\n" + Asked.PAGE))))
        .contains("broke off");
  }

  @Test
  void shortAndBrokenChunksAreNoPage() throws IOException {
    String chunked = OK + "Transfer-Encoding: chunked\r\n\r\n";

    why(fetch(Rawly.saying(chunked + "a\r\n<html>abcd\r\n")));
    why(fetch(Rawly.saying(chunked + "ffff\r\n" + Asked.PAGE)));
    why(fetch(Rawly.saying(chunked + "zz\r\n" + Asked.PAGE + "\r\n0\r\n\r\n")));
  }

  @Test
  void aFloodOfHeadersIsNoPage() throws IOException {
    why(fetch(Rawly.saying(OK + "X-A: " + "a".repeat(2 << 20) + "\r\n\r\n" + Asked.PAGE)));
    why(fetch(Rawly.saying(OK + "X-A: aaaaaaaaaaaaaaa\r\n".repeat(100_000) + "\r\n" + Asked.PAGE)));
  }

  @Test
  void somethingOtherThanHttpIsNoPage() throws IOException {
    why(fetch(Rawly.saying("SSH-2.0-OpenSSH_9.2\r\n")));
    why(fetch(Rawly.saying("")));
  }

  @Test
  void aHugeRetryAfterIsHeededAndCapped() throws IOException {
    for (String status : new String[] {"503 Busy", "429 Slow"}) {
      Fetched fetched =
          fetch(Rawly.saying("HTTP/1.1 " + status + "\r\nRetry-After: 99999999999\r\n\r\n"));
      assertThat(fetched).isInstanceOf(Fetched.TryLater.class);
      assertThat(((Fetched.TryLater) fetched).after()).isEqualTo(Duration.ofHours(24));
    }
  }

  @Test
  void nobodyIsAskedTwiceOnRetryAfterZero() throws IOException {
    Rawly server = Rawly.saying("HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n");

    assertThat(fetch(server)).isInstanceOf(Fetched.TryLater.class);
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void aRefusedConnectionIsNamed() throws IOException {
    try (Unanswered nobody = new Unanswered();
        HttpFetch fetch = Asked.client()) {
      assertThat(why(fetch.fetch(Request.to(nobody.url("/"), Expect.HTML)))).contains("refused");
    }
  }

  @Test
  void aNameThatResolvesToNothingIsNamed() {
    try (HttpFetch fetch =
        new HttpFetch(
            Asked.settings(Asked.UNPACED),
            Quota.UNLIMITED,
            new Asked.Clock(),
            Waiter.REAL,
            client -> client.dns(WireTrapsTest::unknown))) {
      Fetched fetched = fetch.fetch(Request.to(URI.create("http://nowhere.invalid/"), Expect.HTML));
      assertThat(((Fetched.Failed) fetched).why()).contains("could not be resolved");
    }
  }

  private static List<InetAddress> unknown(String name) throws UnknownHostException {
    throw new UnknownHostException(name);
  }

  @Test
  void aStopEndsTheWait() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Rawly silent =
        Rawly.saying((_, _) -> {
          asked.countDown();
          never.await();
        });
    try (silent;
        HttpFetch fetch = Asked.client()) {
      Thread asking =
          Thread.ofVirtual().start(() -> fetch.fetch(Request.to(silent.url("/"), Expect.HTML)));
      asked.await();
      asking.interrupt();
      assertThat(asking.join(Duration.ofSeconds(10))).isTrue();
    }
  }

  @Test
  void anInformationalAnswerIsNotTheAnswer() throws IOException {
    String early = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n";

    HttpFetchTest.fresh(fetch(Rawly.saying(early + OK + "\r\n" + Asked.PAGE)));
  }

  private static Rawly packed(String coding, byte[] body) throws IOException {
    return Rawly.saying((_, out) -> {
      out.write(
          (OK + "Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n")
              .formatted(coding, body.length)
              .getBytes(UTF_8));
      out.flush();
      for (int at = 0; at < body.length; at += 7) { // in drops, as from afar
        out.write(body, at, Math.min(7, body.length - at));
        out.flush();
      }
    });
  }

  private static byte[] deflated(byte[] plain, boolean bare) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var deflater =
        new java.util.zip.DeflaterOutputStream(
            out, new java.util.zip.Deflater(java.util.zip.Deflater.BEST_SPEED, bare))) {
      deflater.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @Test
  void everyWayToPackAnAnswerIsReadThrough() throws IOException {
    byte[] page = Asked.PAGE.getBytes(UTF_8);
    byte[] head = Arrays.copyOf(page, 40);
    byte[] rest = Arrays.copyOfRange(page, 40, page.length);
    byte[] members = joined(gzip(head), gzip(rest), gzip(new byte[0]));
    for (Rawly server :
        new Rawly[] {
          packed("gzip", members),
          packed("x-gzip", gzip(page)),
          packed("GZIP", joined(gzip(page), new byte[8])),
          packed("deflate", deflated(page, false)),
          packed("deflate", deflated(page, true)),
          packed("identity", page),
          packed("deflate, gzip", gzip(deflated(page, false)))
        }) {
      assertThat(HttpFetchTest.fresh(fetch(server)).body()).asString().isEqualTo(Asked.PAGE);
    }
  }

  @Test
  void damageIsToldApart() throws IOException {
    byte[] whole = gzip(Asked.PAGE.getBytes(UTF_8));
    byte[] sum = whole.clone();
    sum[whole.length - 6] ^= 1;
    byte[] middle = whole.clone();
    Arrays.fill(middle, 10, 40, (byte) 0xFF);
    assertThat(why(fetch(packed("gzip", Asked.PAGE.getBytes(UTF_8))))).contains("is not");
    assertThat(why(fetch(packed("gzip", Arrays.copyOf(whole, whole.length / 2)))))
        .contains("breaks off");
    assertThat(why(fetch(packed("gzip", joined(whole, Arrays.copyOf(whole, whole.length / 2))))))
        .contains("breaks off");
    assertThat(why(fetch(packed("gzip", sum)))).contains("checksum");
    assertThat(why(fetch(packed("gzip", middle)))).contains("gzip data are damaged");
    assertThat(why(fetch(packed("deflate", Arrays.copyOf(deflated(whole, true), 20)))))
        .contains("deflate");
    assertThat(why(fetch(packed("compress", whole)))).contains("nobody asked for");
  }
}

package crier.alert.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crier.alert.Message;
import crier.alert.channel.Samples;
import crier.alert.channel.email.MailSettings.Security;
import crier.alert.channel.email.MailSettings.Transport;
import crier.alert.wording.Brief;
import crier.alert.wording.Brief.Fact;
import crier.alert.wording.Brief.Part;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail is made of, to the byte. */
class MailFormTest {

  private static final MailForm FORM = form("Crier <crier@crier.example.org>");

  @ParameterizedTest
  @EnumSource(Samples.class)
  void everyKindOfMessageIsAMailWithinTheLimits(Samples sample) throws Exception {
    byte[] bytes = bytes(sample);
    assertThat(bytes.length).isLessThan(90 * 1024);
    String mail = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(mail.split("\r\n", -1)).allMatch(line -> line.length() <= 998);
    assertThat(mail.replace("\r\n", "")).doesNotContain("\r", "\n");
    assertThat(bytes(sample)).isEqualTo(bytes);
  }

  @Test
  void aMailOf256AlertsSaysOfEachItsSubjectAndItsLinkInBothParts() throws Exception {
    Multipart parts = (Multipart) read(bytes(Samples.DIGEST_OF_256)).getContent();
    for (int part = 0; part < parts.getCount(); part++) {
      String said = String.valueOf(parts.getBodyPart(part).getContent());
      for (int i = 0; i < 256; i++) {
        assertThat(said)
            .contains("https://crier.example.org/alerts/01JABCDEFGHJKMNPQRSTVWX" + (100 + i));
      }
      assertThat(said.split("New entry: Centro de Trabajadores Unidos v", -1))
          .hasSizeGreaterThanOrEqualTo(257);
      assertThat(said).contains("256 alerts in this message").doesNotContain("more:");
    }
  }

  @ParameterizedTest
  @EnumSource(Samples.class)
  void noWordFromOutsideBeginsAHeader(Samples sample) throws Exception {
    MimeMessage mail = read(bytes(sample));
    assertThat(Collections.list(mail.getAllHeaders()))
        .extracting(header -> header.getName())
        .doesNotHaveDuplicates()
        .isSubsetOf(
            "Date",
            "From",
            "To",
            "Message-ID",
            "In-Reply-To",
            "References",
            "Subject",
            "MIME-Version",
            "Content-Type",
            "List-Id",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "Auto-Submitted",
            "X-Auto-Response-Suppress",
            "X-Crier-Alert",
            "X-Crier-Story",
            "X-Crier-Events");
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(mail.getSubject()).doesNotContain("\r", "\n").hasSizeLessThanOrEqualTo(150);
  }

  @Test
  void theHeadersAreThoseThatMailersAndListsExpect() throws Exception {
    MimeMessage mail = read(bytes(Samples.ONE_FINDING));
    Map<String, String> expected =
        Map.ofEntries(
            Map.entry("Message-ID", "<A1.subscriber-01JABCDEFGHJKMNPQRSTVWXYZ0@crier.example.org>"),
            Map.entry("References", "<watch.ctu@crier.example.org>"),
            Map.entry("In-Reply-To", "<watch.ctu@crier.example.org>"),
            Map.entry("List-Id", "<irs-ice.crier.example.org>"),
            Map.entry(
                "List-Unsubscribe",
                "<%s>, <mailto:crier@crier.example.org?subject=unsubscribe>"
                    .formatted(Samples.UNSUBSCRIBE)),
            Map.entry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
            Map.entry("Auto-Submitted", "auto-generated"),
            Map.entry("X-Auto-Response-Suppress", "All"),
            Map.entry("X-Crier-Alert", "A1"),
            Map.entry("X-Crier-Story", "irs-ice"),
            Map.entry("X-Crier-Events", "STAY_LIFTED"),
            Map.entry("From", "Crier <crier@crier.example.org>"),
            Map.entry("To", "desk@example.org"),
            Map.entry(
                "Subject",
                "[irs-ice] Stay lifted: Centro de Trabajadores Unidos v. Bessent (1:25-cv-00677)"));
    for (Map.Entry<String, String> header : expected.entrySet()) {
      assertThat(unfolded(mail, header.getKey())).as(header.getKey()).isEqualTo(header.getValue());
    }
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
  }

  @Test
  void aLaterFactHangsOnTheMailThatToldTheFirst() throws Exception {
    MimeMessage mail = read(bytes(Samples.LATER_FACT));
    String first = "<A0.subscriber-01JABCDEFGHJKMNPQRSTVWXYZ0@crier.example.org>";
    assertThat(unfolded(mail, "References")).isEqualTo("<watch.ctu@crier.example.org> " + first);
    assertThat(unfolded(mail, "In-Reply-To")).isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(Samples.class)
  void bothPartsSayTheSame(Samples sample) throws Exception {
    Multipart parts = (Multipart) read(bytes(sample)).getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain; charset=UTF-8");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html; charset=UTF-8");
    String text = words(parts.getBodyPart(0).getContent().toString().replace("  > ", ""));
    Document html = Jsoup.parse(parts.getBodyPart(1).getContent().toString());
    String shown = words(html.body().wholeText());
    for (String fact : facts(sample)) {
      assertThat(text).contains(words(fact));
      assertThat(shown).contains(words(fact));
    }
    assertThat(html.select("a[href]").eachAttr("href"))
        .allSatisfy(address -> assertThat(text).contains(words(address)));
  }

  /** Everything that is told of the first alerts: all of it must stand in both parts. */
  private static List<String> facts(Samples sample) {
    Brief least = Brief.of(message(sample), new Brief.Size(1, 1, 90));
    Part part = least.parts().getFirst();
    Stream<String> about =
        Stream.of(part.title(), part.story(), part.seen(), part.because(), cut(part.text()));
    Stream<String> told =
        part.facts().stream()
            .flatMap((Fact fact) ->
                Stream.of(
                    fact.headline(),
                    fact.title(),
                    fact.dated(),
                    cut(fact.quote()),
                    cut(fact.before()),
                    cut(fact.now()),
                    fact.rank()));
    return Stream.concat(Stream.concat(about, told), part.questions().stream())
        .filter(fact -> !fact.isBlank())
        .toList();
  }

  private static String cut(String text) {
    return text.endsWith("…") ? text.substring(0, text.length() - 1) : text;
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", "");
  }

  @ParameterizedTest
  @EnumSource(Samples.class)
  void theHtmlIsInertAndFetchesNothing(Samples sample) throws Exception {
    Multipart parts = (Multipart) read(bytes(sample)).getContent();
    Document html = Jsoup.parse(parts.getBodyPart(1).getContent().toString());
    assertThat(html.select("script, img, form, iframe, object, embed, link, base, svg, video"))
        .isEmpty();
    assertThat(html.select("[style*=url], [src], [background], [onerror], [onclick]")).isEmpty();
    assertThat(html.select("style").html()).doesNotContain("url(", "@import");
    assertThat(html.select("a").eachAttr("href"))
        .allMatch(address -> address.startsWith("https://"));
    assertThat(html.select("html").attr("lang")).isEqualTo("en");
    assertThat(html.body().child(0).className()).isEqualTo("preheader");
  }

  @Test
  void theWayOutStandsAtTheTopAndAtTheEnd() throws Exception {
    Multipart parts = (Multipart) read(bytes(Samples.DIGEST_OF_THIRTY)).getContent();
    Document html = Jsoup.parse(parts.getBodyPart(1).getContent().toString());
    assertThat(html.select("a[href='" + Samples.UNSUBSCRIBE + "']")).hasSize(2);
    assertThat(html.select("a").getFirst().text()).isEqualTo("Unsubscribe");
  }

  @Test
  void aLinkIsShownWithTheHostThatItLeadsTo() throws Exception {
    Multipart parts = (Multipart) read(bytes(Samples.ONE_FINDING)).getContent();
    Document html = Jsoup.parse(parts.getBodyPart(1).getContent().toString());
    assertThat(html.select("a[href^=https://www.courtlistener.com]").text())
        .isEqualTo("Read it at www.courtlistener.com");
  }

  @Test
  void wordsOfOtherLanguagesArriveInSubjectAndNames() throws Exception {
    MailForm form = form("Ausrufer für Bürger <crier@crier.example.org>");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    form.mime(message(Samples.CYRILLIC_AT_LENGTH)).writeTo(bytes);
    MimeMessage mail = read(bytes.toByteArray());
    assertThat(mail.getFrom()[0].toString()).contains("=?UTF-8?").contains("<crier@");
    assertThat(((jakarta.mail.internet.InternetAddress) mail.getFrom()[0]).getPersonal())
        .isEqualTo("Ausrufer für Bürger");
    assertThat(mail.getSubject()).startsWith("[irs-ice] Налоговая служба и соглашение");
  }

  @ParameterizedTest
  @CsvSource({
    "desk@example.org, desk@example.org",
    "desk@exämple.org, desk@xn--exmple-cua.org",
    "стол@пример.рф, стол@xn--e1afmkfd.xn--p1ai",
    "o'neil+crier@example.org, o'neil+crier@example.org",
  })
  void domainsAreWrittenInAscii(String given, String written) throws Exception {
    assertThat(HeaderText.address(given).getAddress()).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two@a.example,three@b.example",
        "<@evil:a@b.example>",
        "a b@c.example",
        "nobody",
        "@example.org",
        "x@",
        "x@y.example\r\nBcc: z@z.example",
        "x\r\nBcc: z@z.example",
        "x@[127.0.0.1]",
        "x@a\u202Eb.example",
        "\"x y\"@example.org",
        "x@ex ample.org",
        "x@exam_ple.org",
        "list: a@b.example;"
      })
  void whatIsNotOnePlainAddressIsRefused(String address) {
    assertThatThrownBy(() -> HeaderText.address(address)).isInstanceOf(MessagingException.class);
  }

  @Test
  void anAddressThatIsTooLongIsRefused() {
    assertThatThrownBy(() -> HeaderText.address("a".repeat(250) + "@example.org"))
        .isInstanceOf(MessagingException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rb", "a\nBcc: x@y.example", "a\0b", "a\u007Fb", "añb"})
  void aHeaderOfOursHoldsNothingButAscii(String value) {
    MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
    assertThatThrownBy(() -> HeaderText.set(mail, "X-Test", value))
        .isInstanceOf(MessagingException.class);
  }

  @Test
  void aHostileUnsubscribeAddressStopsTheMailAndBeginsNoHeader() {
    Message message = message(Samples.ONE_FINDING);
    Message hostile =
        new Message(
            message.id(),
            message.recipient(),
            message.tellings(),
            message.site(),
            "https://x.example/>\r\nBcc: evil@example.org",
            null,
            message.createdAt());
    assertThatThrownBy(() -> FORM.mime(hostile)).isInstanceOf(MessagingException.class);
  }

  private static byte[] bytes(Samples sample) throws MessagingException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FORM.mime(message(sample)).writeTo(bytes);
    return bytes.toByteArray();
  }

  private static Message message(Samples sample) {
    return sample.to(Samples.recipient("email", "desk@example.org", Map.of()));
  }

  private static MimeMessage read(byte[] bytes) throws MessagingException {
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
  }

  private static String unfolded(MimeMessage mail, String name) throws MessagingException {
    String[] values = mail.getHeader(name);
    assertThat(values).as(name).hasSize(1);
    return Arrays.stream(values).findFirst().orElseThrow().replaceAll("\r\n[ \t]", " ").strip();
  }

  private static MailForm form(String from) {
    return new MailForm(
        new MailSettings(
            Transport.DIRECTORY,
            Path.of("unused"),
            from,
            new MailSettings.Smtp("", 0, Security.NONE, "", "", 1)),
        new byte[32]);
  }
}

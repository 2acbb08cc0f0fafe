package crier.alert.channel;

import crier.alert.Message;
import crier.alert.Message.Telling;
import crier.alert.Recipient;
import crier.model.Alert;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Published;
import crier.model.Question;
import crier.model.Significance;
import crier.model.Site;
import crier.model.Subscription;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message of every kind that a channel may be given. */
public enum Samples {
  ONE_FINDING,
  MANY_FINDINGS,
  EDITED_WITH_DIFFERENCE,
  DOCUMENT_REPLACED,
  LATER_FACT,
  NOTICE,
  TEST,
  DIGEST_OF_THIRTY,
  DIGEST_OF_256,
  HOSTILE,
  HUGE,
  CYRILLIC_AT_LENGTH;

  public static final Instant AT = Instant.parse("2026-09-18T19:00:00Z");
  public static final ZoneId ZONE = ZoneId.of("America/New_York");
  public static final String SHA =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  public static final String UNSUBSCRIBE =
      "https://crier.example.org/unsubscribe?t=UNSUBSCRIBE-SECRET";

  public static final String HOSTILE_TEXT =
      "<script>alert(1)</script> @everyone @here @all <!channel> <@U123> *b* _i_ `c` "
          + "[x](https://evil.example) ||s|| ~~d~~ > q\r\nBcc: evil@example.org\r\n\r\n"
          + "\u202Egnp.exe\u202C \u2066x\u2069 \0 \u0007 \uD800 {{7*7}} ${jndi:ldap://x} %s\n# h\n- l";

  /** This sample, for a recipient of a channel. */
  public Message to(Recipient recipient) {
    return switch (this) {
      case ONE_FINDING -> message(recipient, telling("A1", List.of(lifted())));
      case MANY_FINDINGS -> {
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
          many.add(added(i));
        }
        yield message(recipient, telling("A1", many));
      }
      case EDITED_WITH_DIFFERENCE ->
          message(
              recipient,
              telling(
                  "A1",
                  List.of(
                      finding(
                          Event.ITEM_EDITED,
                          "Entry edited",
                          "Order on motion to lift stay (entry 62)",
                          "the stay is lifted in part",
                          "The motion is taken under advisement.",
                          "The motion is granted in part; the stay is lifted in part."))));
      case DOCUMENT_REPLACED ->
          message(
              recipient,
              telling(
                  "A1",
                  List.of(
                      finding(
                          Event.DOCUMENT_REPLACED,
                          "Document replaced",
                          "Final audit report 2026-10-001 (PDF)",
                          "",
                          "SHA-256 aaaa, 12 pages",
                          "SHA-256 bbbb, 14 pages"))));
      case LATER_FACT -> message(recipient, telling("A2", List.of(lifted()), "A1"));
      case NOTICE -> message(recipient, notice(Alert.Kind.NOTICE, "A watch cannot be looked at"));
      case TEST -> message(recipient, notice(Alert.Kind.TEST, "A test message"));
      case DIGEST_OF_THIRTY -> {
        List<Telling> thirty = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
          thirty.add(telling("A" + (i + 10), List.of(added(i), lifted())));
        }
        yield message(recipient, thirty.toArray(Telling[]::new));
      }
      case DIGEST_OF_256 -> {
        List<Telling> all = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
          all.add(telling("01JABCDEFGHJKMNPQRSTVWX" + (100 + i), List.of(added(i), lifted())));
        }
        yield message(recipient, all.toArray(Telling[]::new));
      }
      case HOSTILE -> message(recipient, hostile(HOSTILE_TEXT));
      case HUGE -> message(recipient, hostile("x &<*\u202E@all\r\n".repeat(100_000)));
      case CYRILLIC_AT_LENGTH ->
          message(recipient, hostile("Налоговая служба и соглашение об адресах. ".repeat(600)));
    };
  }

  public static Recipient recipient(String channel, String address, Map<String, Object> options) {
    return new Recipient(
        channel.equals("email") ? "subscriber:01JABCDEFGHJKMNPQRSTVWXYZ0" : "destination:d",
        channel,
        address,
        options,
        new Subscription(
            List.of(),
            List.of(),
            Significance.ROUTINE,
            List.of(),
            List.of(),
            List.of(),
            new Subscription.Cadence.Immediate(),
            null,
            ZONE));
  }

  private static Message message(Recipient recipient, Telling... tellings) {
    boolean person = recipient.isSubscriber();
    return new Message(
        "D1",
        recipient,
        List.of(tellings),
        new Site(
            isHostile(tellings) ? HOSTILE_TEXT : "Crier",
            URI.create("https://crier.example.org"),
            ZONE),
        person ? UNSUBSCRIBE : null,
        person ? "https://crier.example.org/preferences?t=PREFERENCES-SECRET" : null,
        AT);
  }

  /** In a hostile message the site's name is, too. */
  private static boolean isHostile(Telling... tellings) {
    return tellings[0].storyName().contains("Bcc");
  }

  private static Telling telling(String id, List<Finding> findings) {
    return telling(id, findings, null);
  }

  private static Telling telling(String id, List<Finding> findings, @Nullable String follows) {
    Alert alert =
        new Alert(
            id,
            Alert.Kind.ALERT,
            "ctu",
            "Centro de Trabajadores Unidos v. Bessent",
            "irs-ice",
            findings.getFirst().headline()
                + ": Centro de Trabajadores Unidos v. Bessent (1:25-cv-00677)",
            findings.getFirst().significance(),
            AT,
            findings,
            "",
            7L,
            7L);
    return new Telling(
        alert,
        "The IRS–ICE taxpayer-address agreement",
        List.of(new Question("stay", "Will the stay be lifted?", List.of(), List.of(), List.of())),
        "https://crier.example.org/alerts/" + id,
        "https://crier.example.org/captures/7",
        SHA,
        "you follow “The IRS–ICE taxpayer-address agreement”, notable and above",
        "ctu",
        follows,
        follows == null ? null : new Message.Earlier(follows, "A0", "1758222000.000100"));
  }

  private static Telling notice(Alert.Kind kind, String subject) {
    Alert alert =
        new Alert(
            "N1",
            kind,
            null,
            "",
            null,
            subject,
            Significance.NOTABLE,
            AT,
            List.of(),
            "The court's feed has not been readable since 2026-09-18, 1:00 PM EDT.",
            null,
            null);
    return new Telling(
        alert,
        "",
        List.of(),
        null,
        null,
        null,
        "this receiver is told about the machine",
        "notice",
        null);
  }

  private static Telling hostile(String text) {
    Finding finding =
        new Finding(
            text.substring(0, 100),
            List.of(Event.STAY_LIFTED),
            Significance.CRITICAL,
            text,
            text,
            text,
            "https://evil.example/" + "a".repeat(1_500) + "?<>|)(",
            null,
            text,
            text + " before",
            text + " after",
            List.of("stay"),
            List.of(),
            null);
    Alert alert =
        new Alert(
            "A1",
            Alert.Kind.ALERT,
            "ctu",
            text,
            "irs-ice",
            text,
            Significance.CRITICAL,
            AT,
            List.of(finding, finding, finding),
            "",
            7L,
            7L);
    return new Telling(
        alert,
        text,
        List.of(new Question("stay", text, List.of(), List.of(), List.of())),
        "https://crier.example.org/alerts/A1",
        "https://crier.example.org/captures/7",
        SHA,
        text,
        "ctu",
        null);
  }

  private static Finding lifted() {
    return finding(
        Event.STAY_LIFTED,
        "Stay lifted",
        "ORDER granting 58 Motion to Lift Stay (entry 62)",
        "ORDERED that the stay entered on June 8, 2026, is LIFTED",
        null,
        null);
  }

  private static Finding added(int number) {
    return finding(
        Event.NEW_ITEM,
        "New entry",
        "Entry %d: notice of filing".formatted(number),
        "Notice " + number,
        null,
        null);
  }

  private static Finding finding(
      Event event,
      String headline,
      String title,
      String quote,
      @Nullable String before,
      @Nullable String after) {
    return new Finding(
        "entry-62",
        List.of(event),
        event == Event.STAY_LIFTED ? Significance.CRITICAL : Significance.NOTABLE,
        "the entry records that a stay is lifted",
        headline,
        title,
        "https://www.courtlistener.com/docket/69714586/62/",
        Published.on(LocalDate.of(2026, 9, 18)),
        quote,
        before,
        after,
        List.of("stay"),
        List.of(),
        null);
  }
}

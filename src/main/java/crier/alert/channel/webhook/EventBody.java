package crier.alert.channel.webhook;

import static crier.alert.channel.Hook.object;

import crier.alert.Message;
import crier.alert.Message.Telling;
import crier.alert.channel.Hook;
import crier.alert.wording.Quotation;
import crier.alert.wording.Wording;
import crier.model.Alert;
import crier.model.Finding;
import crier.model.Proof;
import crier.model.Site;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a post: made of nothing that changes between two tries. */
final class EventBody {

  /** What receivers take at most, with room to spare. */
  private static final int MOST_BYTES = 250_000;

  private EventBody() {}

  /** How much is told: changes, and characters of each text. */
  private record Room(int changes, int text) {}

  private static final List<Room> ROOMS =
      List.of(new Room(1_000, 20_000), new Room(500, 2_000), new Room(200, 200), new Room(50, 50));

  static byte[] of(Message message, Telling telling) {
    byte[] body = new byte[0];
    for (Room room : ROOMS) {
      body = Hook.bytes(event(message, telling, room));
      if (body.length <= MOST_BYTES) {
        break;
      }
    }
    return body;
  }

  private static Map<String, Object> event(Message message, Telling telling, Room room) {
    return object(
        "type",
        switch (telling.alert().kind()) {
          case ALERT -> "alert.created";
          case DUE -> "deadline.reminder";
          case NOTICE -> "notice.created";
          case TEST -> "test.created";
          case CONFIRM, REMINDER, KEY -> "letter.created";
        },
        "timestamp",
        telling.alert().firstSeen().toString(),
        "data",
        data(message, telling, room));
  }

  private static Map<String, Object> data(Message message, Telling telling, Room room) {
    Alert alert = telling.alert();
    Map<String, Object> data =
        object(
            "id",
            alert.id(),
            "story",
            alert.story(),
            "watch",
            alert.watch(),
            "title",
            Wording.cut(alert.subject(), room.text()),
            "url",
            telling.page() == null ? message.site().link("/status") : telling.page(),
            "significance",
            alert.significance().word(),
            "events",
            alert.events().stream().map(Enum::name).toList(),
            "published_at",
            alert.published() == null ? null : alert.published().toString(),
            "first_seen_at",
            alert.firstSeen().toString(),
            "changes",
            alert.findings().stream()
                .limit(room.changes())
                .map(f -> change(f, message.site(), room))
                .toList(),
            "questions",
            alert.questions(),
            "capture",
            telling.captureSha256() == null
                ? null
                : object("sha256", telling.captureSha256(), "url", telling.captureUrl()));
    if (alert.findings().isEmpty()) {
      data.put("text", Wording.cut(alert.text(), room.text()));
    }
    return data;
  }

  private static Map<String, Object> change(Finding finding, Site site, Room room) {
    Map<String, Object> change =
        object(
            "type",
            finding.events().getFirst().name(),
            "key",
            finding.key(),
            "title",
            Wording.cut(finding.title(), room.text()),
            "url",
            Wording.webAddress(finding.link()),
            "before",
            cut(finding.before(), room),
            "after",
            cut(finding.after(), room),
            "quote",
            Quotation.verbatim(finding, room.text()).text());
    change.put("speaker", Wording.cut(finding.speaker(), room.text()));
    change.put("significance", finding.significance().word());
    change.put("events", finding.events().stream().map(Enum::name).toList());
    Proof proof = finding.proof();
    if (!proof.operative().isEmpty()) {
      change.put(
          "operative",
          proof.operative().stream().map(words -> Wording.cut(words, room.text())).toList());
    }
    if (!proof.measured().isEmpty()) {
      change.put("measured", Wording.cut(proof.measured(), room.text()));
    }
    if (proof.sha256() != null) {
      change.put("capture", capture(proof, site));
    }
    return change;
  }

  /** Where the quote stands. */
  private static Map<String, Object> capture(Proof proof, Site site) {
    Map<String, Object> capture =
        object(
            "sha256",
            proof.sha256(),
            "url",
            proof.capture() == null ? null : site.link("/captures/" + proof.capture()));
    if (proof.page() != null) {
      capture.put("page", proof.page());
    }
    return capture;
  }

  private static @Nullable String cut(@Nullable String text, Room room) {
    return text == null ? null : Wording.cut(text, room.text());
  }
}

package crier.alert.subscribers;

import crier.alert.Recipient;
import crier.model.Alert;
import crier.model.Significance;
import crier.model.Site;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Letters to one person about their own subscription. They hold no word that somebody else chose:
 * anybody can ask for one to any address.
 */
public final class Letters {

  /** Stands where the link is put when the letter is sent: no token is stored in the clear. */
  private static final String LINK = "{link}";

  private Letters() {}

  static Alert confirmation(String id, Site site, String page, String choices, Instant now) {
    return letter(
        id,
        Alert.Kind.CONFIRM,
        "Please confirm: alerts from " + site.name(),
        """
        Somebody, probably you, asked at %s for alerts to this address.

        What was asked for: %s

        To get them, open this page within 48 hours and press its button:
        %s

        If it was not you, do nothing: nothing is sent, and the request is forgotten within a week.\
        """
            .formatted(page, choices, LINK),
        now);
  }

  static Alert reminder(String id, Site site, String page, Instant now) {
    return letter(
        id,
        Alert.Kind.REMINDER,
        "You get alerts from %s already".formatted(site.name()),
        """
        Somebody, probably you, asked at %s for alerts to this address. It gets them already, and nothing was changed.

        To change what it gets:
        %s\
        """
            .formatted(page, site.link("/preferences")),
        now);
  }

  static Alert key(String id, Site site, Instant now) {
    return letter(
        id,
        Alert.Kind.KEY,
        "Your choices at " + site.name(),
        """
        Somebody, probably you, asked to change what this address gets. This page opens for 30 minutes:
        %s

        If it was not you, do nothing: nothing was changed.\
        """
            .formatted(LINK),
        now);
  }

  private static Alert letter(
      String id, Alert.Kind kind, String subject, String text, Instant now) {
    return new Alert(
        id, kind, null, "", null, subject, Significance.NOTABLE, now, List.of(), text, null, null);
  }

  /** The letter with its link, which only its receiver is to see. */
  public static Alert addressed(Alert letter, Recipient recipient, Site site, Tokens tokens) {
    String path =
        switch (letter.kind()) {
          case CONFIRM -> "/confirm";
          case KEY -> "/preferences";
          case ALERT, DUE, NOTICE, TEST, REMINDER -> null;
        };
    if (path == null) {
      return letter;
    }
    Tokens.Purpose purpose =
        letter.kind() == Alert.Kind.KEY ? Tokens.Purpose.PREFERENCES : Tokens.Purpose.CONFIRM;
    String token = tokens.token(purpose, recipient.subscriber(), letter.id());
    return letter.with(letter.text().replace(LINK, link(site, path, token)));
  }

  public static String link(Site site, String path, String token) {
    return site.link(path + "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
  }
}

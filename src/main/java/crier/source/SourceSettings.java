package crier.source;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;

/**
 * What source types need beside a watch's own description.
 *
 * @param courtListener base address of CourtListener
 * @param courtListenerToken API token, or empty: then only the feeds are used
 * @param webhookSecret last part of the webhook's address, or empty: no webhook
 * @param webhookFrom addresses that the webhook takes posts from; empty: from anywhere
 * @param zone the site's time zone, for dates without one
 */
public record SourceSettings(
    URI courtListener,
    String courtListenerToken,
    String webhookSecret,
    List<String> webhookFrom,
    ZoneId zone) {

  public SourceSettings {
    webhookFrom = List.copyOf(webhookFrom);
  }

  /** With a webhook that takes posts from anywhere. */
  public SourceSettings(
      URI courtListener, String courtListenerToken, String webhookSecret, ZoneId zone) {
    this(courtListener, courtListenerToken, webhookSecret, List.of(), zone);
  }

  /** Shows the address only: the rest is secret. */
  @Override
  public String toString() {
    return "SourceSettings[" + courtListener + "]";
  }
}

package crier.source;

import java.net.URI;
import java.time.ZoneId;

/**
 * What source types need beside a watch's own description.
 *
 * @param courtListener base address of CourtListener
 * @param courtListenerToken API token, or empty: then only the feeds are used
 * @param webhookSecret last part of the webhook's address, or empty: no webhook
 * @param zone the site's time zone, for dates without one
 */
public record SourceSettings(
    URI courtListener, String courtListenerToken, String webhookSecret, ZoneId zone) {

  /** Shows the address only: the rest is secret. */
  @Override
  public String toString() {
    return "SourceSettings[" + courtListener + "]";
  }
}

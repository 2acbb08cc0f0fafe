package crier.model;

import java.net.URI;
import java.time.ZoneId;

/**
 * Section {@code site} of the configuration.
 *
 * @param name what the pages and messages call this installation
 * @param publicUrl base of every link in messages, without a trailing slash
 * @param zone for dates shown, cron expressions and daily digests
 */
public record Site(String name, URI publicUrl, ZoneId zone) {

  /** An absolute address for a path such as {@code /alerts/x}. */
  public String link(String path) {
    return publicUrl + path;
  }
}

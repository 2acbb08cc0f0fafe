package crier.fetch;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Section {@code fetch} of the configuration.
 *
 * @param contact mail address or page of the operator, sent in the User-Agent; blank allows
 *     loopback only
 * @param concurrency requests under way at once, over all hosts
 * @param timeout for one whole call, redirects and body included
 * @param maxBody bytes of a decompressed body
 * @param webdriver address of a WebDriver, or empty
 * @param allowPrivateAddresses whether loopback and private addresses may be asked
 * @param perHost pace for hosts not named in {@code hosts}
 * @param hosts pace and headers by host name
 * @param webdriverArguments for the browser that the WebDriver starts, beside our own
 */
public record FetchSettings(
    String contact,
    int concurrency,
    Duration timeout,
    long maxBody,
    String webdriver,
    boolean allowPrivateAddresses,
    HostSettings perHost,
    Map<String, HostSettings> hosts,
    List<String> webdriverArguments) {

  public FetchSettings {
    webdriverArguments = List.copyOf(webdriverArguments);
    hosts = Map.copyOf(hosts);
  }

  /**
   * What is in force where the configuration says nothing; {@code contact} alone has no default.
   */
  public static FetchSettings of(String contact) {
    return new FetchSettings(
        contact,
        64,
        Duration.ofSeconds(30),
        20L << 20,
        "",
        false,
        new HostSettings(1, Duration.ofSeconds(2), Map.of(), false),
        Map.of(),
        List.of());
  }

  /** The same with other limits of one call. */
  public FetchSettings within(Duration time, long bytes) {
    return new FetchSettings(
        contact,
        concurrency,
        time,
        bytes,
        webdriver,
        allowPrivateAddresses,
        perHost,
        hosts,
        webdriverArguments);
  }

  /** The same with loopback and private addresses allowed or not. */
  public FetchSettings withPrivateAddresses(boolean allowed) {
    return new FetchSettings(
        contact,
        concurrency,
        timeout,
        maxBody,
        webdriver,
        allowed,
        perHost,
        hosts,
        webdriverArguments);
  }

  /** The same with other manners: towards all hosts, and towards some. */
  public FetchSettings withManners(HostSettings all, Map<String, HostSettings> some) {
    return new FetchSettings(
        contact,
        concurrency,
        timeout,
        maxBody,
        webdriver,
        allowPrivateAddresses,
        all,
        some,
        webdriverArguments);
  }

  /** The same with a browser. */
  public FetchSettings withBrowser(String driver, List<String> arguments) {
    return new FetchSettings(
        contact,
        concurrency,
        timeout,
        maxBody,
        driver,
        allowPrivateAddresses,
        perHost,
        hosts,
        arguments);
  }

  /** What applies to a host: its own entry, else the common one. */
  public HostSettings host(String name) {
    return hosts.getOrDefault(name, perHost);
  }

  /**
   * Manners towards one host.
   *
   * @param concurrency requests under way at once
   * @param minInterval between the starts of two requests
   * @param headers sent with every request to it
   * @param http1 speak HTTP/1.1 only
   */
  public record HostSettings(
      int concurrency, Duration minInterval, Map<String, String> headers, boolean http1) {
    public HostSettings {
      headers = Map.copyOf(headers);
    }

    /** Names the headers only: their values can be keys. */
    @Override
    public String toString() {
      return "HostSettings[%d at once, %s apart, headers %s]"
          .formatted(concurrency, minInterval, headers.keySet());
    }
  }
}

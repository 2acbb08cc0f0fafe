package crier.source;

import crier.fetch.Fetched;
import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Extracted;
import crier.model.Holed;
import crier.model.Item;
import crier.model.Listing;
import crier.model.SourceSpec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A site of pages in memory, and what a source reads there. */
public final class Read {

  public static final Instant NOW = Instant.parse("2026-09-22T12:00:00Z");
  public static final URI URL = URI.create("https://www.example.gov/reports/list");

  /** Requests that were made, in order. */
  final List<Request> asked = new ArrayList<>();

  private final Map<String, Fetched> pages = new LinkedHashMap<>();

  public static SourceSpec spec(String type, String... options) {
    Map<String, Object> all = new HashMap<>();
    all.put("url", URL.toString());
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    return new SourceSpec(type, all);
  }

  public static Capture capture(byte[] body, String type) {
    return capture(URL, body, type);
  }

  public static Capture capture(String body) {
    return capture(body.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8");
  }

  static Capture capture(URI url, byte[] body, String type) {
    return new Capture(
        url, url, List.of(), 200, Map.of("content-type", List.of(type)), body, NOW, sha(body));
  }

  private static String sha(byte[] body) {
    try {
      return HexFormat.of()
          .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(body));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static List<Item> items(Extracted extracted) {
    if (Holed.whatWasRead(extracted) instanceof Listing(var items, _)) {
      return items;
    }
    throw new AssertionError(String.valueOf(extracted));
  }

  /** Puts a page up, as a path with query below the site. */
  Read serve(String path, String body) {
    return serve(
        path,
        new Fetched.Fresh(
            capture(URL.resolve(path), body.getBytes(StandardCharsets.UTF_8), "text/html")));
  }

  Read serve(String path, Fetched answer) {
    pages.put(URL.resolve(path).toString(), answer);
    return this;
  }

  /** Addresses asked, below the site. */
  List<String> addresses() {
    return asked.stream()
        .map(r -> r.url().toString().replace("https://www.example.gov", ""))
        .toList();
  }

  Look look(Source source, Visit visit) {
    asked.clear();
    Step step = source.look(visit);
    while (step instanceof Step.Ask(Request request, var then)) {
      asked.add(request);
      step =
          then.apply(
              pages.getOrDefault(
                  request.url().toString(), new Fetched.Failed("no such page: " + request.url())));
    }
    return ((Step.Done) step).look();
  }
}

package crier.web;

import crier.model.Alert;
import crier.model.Finding;
import crier.model.Published;
import crier.web.Feeds.Entry;
import crier.web.Feeds.Feed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a feed as JSON Feed 1.1 (jsonfeed.org), with what a program may want under {@code _crier}.
 */
final class JsonFeed {

  private JsonFeed() {}

  static String write(Feed feed) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("version", "https://jsonfeed.org/version/1.1");
    whole.put("title", feed.title());
    whole.put("home_page_url", feed.home());
    whole.put("feed_url", feed.address());
    whole.put("language", "en");
    whole.put("authors", List.of(Map.of("name", feed.site().name())));
    whole.put("items", feed.entries().stream().map(entry -> item(feed, entry)).toList());
    return JsonMapper.shared().writeValueAsString(whole);
  }

  private static Map<String, Object> item(Feed feed, Entry entry) {
    Alert alert = entry.alert();
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", entry.id());
    item.put("url", feed.site().link("/alerts/" + alert.id()));
    alert.findings().stream()
        .map(finding -> Words.link(finding.link()))
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(link -> item.put("external_url", link.address()));
    item.put("title", alert.subject());
    item.put("content_html", entry.html());
    item.put("date_published", alert.firstSeen().toString());
    item.put("tags", alert.events().stream().map(Enum::name).toList());
    item.put("_crier", facts(entry));
    return item;
  }

  private static Map<String, Object> facts(Entry entry) {
    Alert alert = entry.alert();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("story", alert.story());
    facts.put("watch", alert.watch());
    facts.put("significance", alert.significance().word());
    facts.put("first_seen_at", alert.firstSeen().toString());
    Published published = alert.published();
    facts.put("published_at", published == null ? null : published.toString());
    facts.put("questions", alert.questions());
    facts.put(
        "quotes", alert.findings().stream().map(Finding::quote).filter(q -> !q.isBlank()).toList());
    facts.put(
        "speakers",
        alert.findings().stream()
            .map(Finding::speaker)
            .filter(who -> !who.isBlank())
            .distinct()
            .toList());
    facts.put(
        "seen_in",
        alert.findings().stream().flatMap(f -> f.sources().stream()).distinct().toList());
    facts.put("capture_sha256", entry.capture());
    return facts;
  }
}

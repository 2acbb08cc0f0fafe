package crier.alert.channel.slack;

import crier.alert.Message;
import crier.alert.Message.Telling;
import crier.alert.Wording;
import crier.model.Alert;
import crier.model.Finding;
import crier.model.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A message as Block Kit. Slack takes 50 blocks, 150 characters in a header, 3,000 in a section,
 * and refuses the whole near 13,000 (bolt-js #2509); what is left out is a link away.
 */
final class Blocks {

  private static final int HEADER = 150;
  private static final int SECTION = 2_900;
  private static final int QUOTE = 600;
  private static final int TELLINGS = 8;
  private static final int FINDINGS = 3;

  private Blocks() {}

  static Map<String, Object> payload(Message message) {
    List<Map<String, Object>> blocks = new ArrayList<>();
    blocks.add(
        object(
            "type",
            "header",
            "text",
            object("type", "plain_text", "text", cut(Wording.subject(message), HEADER))));
    message.tellings().stream().limit(TELLINGS).forEach(telling -> tell(blocks, message, telling));
    int more = message.tellings().size() - TELLINGS;
    if (more > 0) {
      blocks.add(section("and %d more: %s".formatted(more, link(message.site().link("/"), "all"))));
    }
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("text", escaped(Wording.subject(message)));
    payload.put("blocks", blocks);
    payload.put("unfurl_links", false);
    payload.put("unfurl_media", false);
    return payload;
  }

  private static void tell(List<Map<String, Object>> blocks, Message message, Telling telling) {
    Alert alert = telling.alert();
    String page = telling.page();
    if (!alert.text().isEmpty()) {
      blocks.add(section(escaped(alert.text())));
    }
    alert.findings().stream()
        .limit(FINDINGS)
        .forEach(f -> blocks.add(section(finding(f, message))));
    if (alert.findings().size() > FINDINGS && page != null) {
      blocks.add(
          section(
              "and %d more in this look: %s"
                  .formatted(alert.findings().size() - FINDINGS, link(page, "all of it"))));
    }
    if (!telling.questions().isEmpty()) {
      blocks.add(
          section(
              telling.questions().stream()
                  .map(Question::ask)
                  .map(ask -> "Bears on: " + escaped(ask))
                  .collect(Collectors.joining("\n"))));
    }
    String capture =
        telling.captureSha256() == null ? "" : " · SHA-256 `" + telling.captureSha256() + "`";
    blocks.add(
        object(
            "type",
            "context",
            "elements",
            List.of(
                object(
                    "type",
                    "mrkdwn",
                    "text",
                    cut(
                        "%s%s%s\nWhy: %s"
                            .formatted(
                                escaped(Wording.times(telling, message.site())),
                                page == null ? "" : " · " + link(page, "evidence"),
                                capture,
                                escaped(telling.because())),
                        SECTION)))));
  }

  private static String finding(Finding finding, Message message) {
    StringBuilder text = new StringBuilder("*").append(escaped(finding.headline())).append("*\n");
    String title = escaped(cut(finding.title(), QUOTE));
    text.append(finding.link() == null ? title : link(finding.link(), title));
    text.append(" (")
        .append(escaped(Wording.published(finding.published(), message.site().zone())))
        .append(')');
    if (!finding.quote().isBlank()) {
      text.append("\n>").append(escaped(cut(finding.quote(), QUOTE)).replace("\n", "\n>"));
    }
    if (finding.before() != null && !finding.before().isBlank()) {
      text.append("\n_Before:_ ").append(escaped(cut(finding.before(), QUOTE)));
    }
    if (finding.after() != null && !finding.after().isBlank() && finding.quote().isBlank()) {
      text.append("\n_Now:_ ").append(escaped(cut(finding.after(), QUOTE)));
    }
    return text.toString();
  }

  private static Map<String, Object> section(String text) {
    return object("type", "section", "text", object("type", "mrkdwn", "text", cut(text, SECTION)));
  }

  /** {@code label} is escaped already; an address cannot hold the signs that end it. */
  private static String link(String address, String label) {
    String safe =
        address.replace("|", "%7C").replace(">", "%3E").replace("<", "%3C").replace("&", "&amp;");
    return "<" + safe + "|" + label + ">";
  }

  /** Slack wants these three escaped, and no others; then {@code <!channel>} is only text. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - 1;
    // never through an escaped sign or a pair of surrogates
    int entity = text.lastIndexOf('&', end);
    if (entity > end - 5 && text.indexOf(';', entity) >= end) {
      end = entity;
    }
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }

  /** In the order given: a retry must be the same to the byte, and {@code Map.of} shuffles. */
  private static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }
}

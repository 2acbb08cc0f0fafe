package crier.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** What each service takes, as its documentation or its users found out. */
final class Limits {

  private Limits() {}

  static void check(String name, JsonNode json, int bytes) {
    switch (name) {
      case "slack", "slack-bot" -> slack(json);
      case "discord" -> discord(json);
      case "teams" -> assertThat(bytes).isLessThanOrEqualTo(21_000);
      case "mattermost" -> {
        assertThat(json.path("text").asString()).hasSizeLessThanOrEqualTo(16_383);
        assertThat(json.path("text").asString()).doesNotContain("@all", "@here", "@everyone");
      }
      case "ntfy" -> {
        assertThat(json.path("message").asString().getBytes(StandardCharsets.UTF_8))
            .hasSizeLessThanOrEqualTo(4_096);
        assertThat(json.path("title").asString()).hasSizeLessThanOrEqualTo(250);
        assertThat(json.path("title").asString()).doesNotContain("\n");
      }
      default -> assertThat(bytes).isLessThan(256 * 1024);
    }
  }

  private static void slack(JsonNode json) {
    assertThat(json.path("blocks").size()).isBetween(1, 50);
    int whole = 0;
    for (JsonNode block : json.path("blocks")) {
      String text = block.path("text").path("text").asString("");
      assertThat(text)
          .hasSizeLessThanOrEqualTo(block.path("type").asString().equals("header") ? 150 : 3_000);
      whole += text.length();
      for (JsonNode element : block.path("elements")) {
        whole += element.path("text").asString("").length();
      }
      if (!block.path("text").path("type").asString("").equals("plain_text")) {
        assertThat(block.toString()).doesNotContain("<!", "<@");
      }
    }
    assertThat(whole).isLessThanOrEqualTo(13_000);
    assertThat(json.path("text").asString()).isNotEmpty().doesNotContain("<!", "<@");
    assertThat(json.path("unfurl_links").asBoolean(true)).isFalse();
    assertThat(json.path("unfurl_media").asBoolean(true)).isFalse();
  }

  private static void discord(JsonNode json) {
    assertThat(json.path("allowed_mentions").path("parse").isArray()).isTrue();
    assertThat(json.path("allowed_mentions").path("parse").size()).isZero();
    assertThat(json.has("content")).isFalse();
    assertThat(json.path("embeds").size()).isBetween(1, 10);
    int whole = 0;
    for (JsonNode embed : json.path("embeds")) {
      String title = embed.path("title").asString("");
      String description = embed.path("description").asString("");
      String footer = embed.path("footer").path("text").asString("");
      assertThat(title).hasSizeLessThanOrEqualTo(256);
      assertThat(description).hasSizeLessThanOrEqualTo(4_096);
      assertThat(footer).hasSizeLessThanOrEqualTo(2_048);
      whole += title.length() + description.length() + footer.length();
    }
    assertThat(whole).isLessThanOrEqualTo(6_000);
  }
}

package crier.source;

import crier.fetch.recognition.JsonTrouble;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON with one meaning only. */
public final class StrictJson {

  /** Left alone, Jackson takes the last of two equal keys and ignores what follows the document. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /** The document, or why it is none. */
  public sealed interface Parsed {
    record Whole(JsonNode root) implements Parsed {}

    record Broken(String why) implements Parsed {}
  }

  public static Parsed parse(String text) {
    try {
      return new Parsed.Whole(JSON.readTree(text));
    } catch (JacksonException e) {
      return new Parsed.Broken(JsonTrouble.of(e, text));
    } catch (StackOverflowError _) {
      return new Parsed.Broken("nested too deeply");
    }
  }
}

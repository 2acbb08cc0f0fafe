package crier.fetch.recognition;

import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Whether a JSON document is whole, and more than an error told with status 200. */
final class JsonBody {

  private static final JsonFactory JSON = new JsonFactory();

  /** Keys that an answer with nothing else in it is made of when it is an error. */
  private static final Set<String> ERROR =
      Set.of(
          "error",
          "errors",
          "error_description",
          "detail",
          "message",
          "title",
          "type",
          "status",
          "statusCode",
          "code",
          "reason",
          "instance",
          "timestamp",
          "path",
          "success",
          "requestId");

  private static final Set<String> NAMED = Set.of("error", "errors", "detail", "message", "title");

  private JsonBody() {}

  /** What is wrong with it, for a sentence that begins with the host. */
  static Optional<String> objection(String text) {
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    boolean named = false;
    boolean onlyError = true;
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
      boolean object = parser.nextToken() == JsonToken.START_OBJECT;
      int depth = 1;
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          return Optional.of("sent half a JSON document: it breaks off");
        }
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (depth == 1 && token == JsonToken.PROPERTY_NAME) {
          named |= NAMED.contains(parser.currentName());
          onlyError &= ERROR.contains(parser.currentName());
        }
      }
      return object && onlyError && named
          ? Optional.of("answered with an error instead of data")
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.of(
          JsonTrouble.breaksOff(e)
              ? "sent half a JSON document: it breaks off"
              : "sent something that is not JSON, though it begins so; " + JsonTrouble.of(e, body));
    }
  }
}

package crier.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crier.model.Content;
import crier.model.Document;
import crier.model.Listing;
import crier.model.Subscription.Cadence;
import crier.model.Text;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How records are written into TEXT columns and bodies. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addMixIn(Content.class, ContentKinds.class)
          .addMixIn(Cadence.class, CadenceKinds.class)
          // A row written by a later version may say more; what is known is still read.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // One written by an earlier version says less: what it does not say is not so.
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private Json() {}

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  static <T> T read(byte[] json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  static <T> T read(String json, TypeReference<T> type) {
    return MAPPER.readValue(json, type);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Listing.class, name = "listing"),
    @JsonSubTypes.Type(value = Text.class, name = "text"),
    @JsonSubTypes.Type(value = Document.class, name = "document")
  })
  private interface ContentKinds {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Cadence.Immediate.class, name = "immediate"),
    @JsonSubTypes.Type(value = Cadence.Hourly.class, name = "hourly"),
    @JsonSubTypes.Type(value = Cadence.Daily.class, name = "daily")
  })
  private interface CadenceKinds {}
}

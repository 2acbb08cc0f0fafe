package crier.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Checks that ids are unique and that whatever is named exists. Works on broken files, too. */
final class References {

  private final YamlFile file;
  private final JsonNode root;

  References(YamlFile file) {
    this.file = file;
    this.root = file.root();
  }

  void check() {
    List<String> stories = unique("/stories", "story");
    List<String> watches = unique("/watches", "watch");
    List<String> destinations = unique("/destinations", "destination");
    each(
        root.path("stories"),
        (story, at) ->
            each(
                story.path("questions"),
                (question, q) ->
                    names(
                        question.path("watches"),
                        at("/stories", at, "questions", q, "watches"),
                        "watch",
                        watches)));
    for (int i = 0; i < root.path("stories").size(); i++) {
      uniqueIn(
          root.path("stories").path(i).path("questions"),
          "/stories/" + i + "/questions",
          "question");
    }
    each(
        root.path("watches"),
        (watch, at) -> {
          String pointer = "/watches/" + at;
          if (watch.has("story")) {
            name(watch.path("story"), pointer + "/story", "story", stories);
          }
          if (watch.has("every") && watch.has("cron")) {
            file.mistakeAtKey(
                pointer + "/cron",
                "a watch has `every` or `cron`, not both",
                "remove one of the two");
          }
        });
    each(
        root.path("destinations"),
        (destination, at) -> {
          names(destination.path("stories"), "/destinations/" + at + "/stories", "story", stories);
          names(destination.path("watches"), "/destinations/" + at + "/watches", "watch", watches);
        });
    names(
        root.path("operator").path("destinations"),
        "/operator/destinations",
        "destination",
        destinations);
  }

  private static String at(String list, int index, String inner, int innerIndex, String key) {
    return list + "/" + index + "/" + inner + "/" + innerIndex + "/" + key;
  }

  private interface Visitor {
    void visit(JsonNode node, int index);
  }

  private static void each(JsonNode list, Visitor visitor) {
    for (int i = 0; i < list.size(); i++) {
      visitor.visit(Objects.requireNonNull(list.path(i)), i);
    }
  }

  private List<String> unique(String pointer, String what) {
    return uniqueIn(root.at(pointer), pointer, what);
  }

  private List<String> uniqueIn(JsonNode list, String pointer, String what) {
    List<String> ids = new ArrayList<>();
    each(
        list,
        (node, i) -> {
          String id = node.path("id").asString("");
          if (!id.isEmpty() && ids.contains(id)) {
            file.mistakeAt(
                pointer + "/" + i + "/id",
                "there are two %s ids `%s`".formatted(what, id),
                "give one of them another id");
          }
          ids.add(id);
        });
    return ids;
  }

  private void names(JsonNode list, String pointer, String what, List<String> known) {
    each(list, (node, i) -> name(node, pointer + "/" + i, what, known));
  }

  private void name(JsonNode node, String pointer, String what, List<String> known) {
    String id = node.asString("");
    if (!known.contains(id)) {
      file.mistakeAt(
          pointer,
          "there is no %s `%s`".formatted(what, id),
          known.isEmpty() ? "add it, or remove this" : SchemaCheck.suggestion(id, known));
    }
  }
}

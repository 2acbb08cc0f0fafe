package crier.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that ids are unique and that whatever is named exists. Works on broken files, too. */
final class References {

  private References() {}

  static void check(Section root) {
    List<Section> stories = root.items("stories");
    List<Section> watches = root.items("watches");
    List<Section> destinations = root.items("destinations");
    Set<String> storyIds = unique(stories, "story");
    Set<String> watchIds = unique(watches, "watch");
    Set<String> destinationIds = unique(destinations, "destination");

    for (Section story : stories) {
      unique(story.items("questions"), "question");
      for (Section question : story.items("questions")) {
        question.items("watches").forEach(name -> named(name, "watch", watchIds));
        question.items("watches").forEach(name -> watched(name, story, watches));
      }
    }
    for (Section watch : watches) {
      if (watch.has("story")) {
        named(watch.at("story"), "story", storyIds);
      }
      watch.items("waits-for").forEach(name -> awaited(name, watch, watchIds, watches));
    }
    for (Section destination : destinations) {
      destination.items("stories").forEach(name -> named(name, "story", storyIds));
      destination.items("watches").forEach(name -> named(name, "watch", watchIds));
    }
    root.at("operator")
        .items("destinations")
        .forEach(name -> named(name, "destination", destinationIds));
  }

  private static Set<String> unique(List<Section> list, String what) {
    Set<String> ids = new LinkedHashSet<>();
    for (Section entry : list) {
      String id = entry.text("id", "");
      if (!id.isEmpty() && !ids.add(id)) {
        entry
            .at("id")
            .wrong("there are two %s ids `%s`".formatted(what, id), "give one of them another id");
      }
    }
    return ids;
  }

  private static void named(Section name, String what, Set<String> known) {
    String id = name.text("");
    if (name.sound() && !known.contains(id)) {
      name.wrong(
          "there is no %s `%s`".formatted(what, id),
          known.isEmpty() ? "add it, or remove this" : Suggestion.of(id, known));
    }
  }

  /** What is waited for is another docket that is watched. */
  private static void awaited(
      Section name, Section watch, Set<String> watchIds, List<Section> watches) {
    named(name, "watch", watchIds);
    String id = name.text("");
    if (name.sound() && id.equals(watch.text("id", ""))) {
      name.wrong("a case does not wait for itself", "write the watch of the other docket");
      return;
    }
    boolean docket =
        watches.stream()
            .filter(other -> other.text("id", "").equals(id))
            .map(other -> other.at("source").text("type", ""))
            .allMatch(type -> type.equals("courtlistener-docket") || type.equals("court-rss"));
    if (name.sound() && watchIds.contains(id) && !docket) {
      name.wrong(
          "watch `%s` shows no docket that could decide anything".formatted(id),
          "write the watch of the other case's docket");
    }
  }

  /** A question is held against what its own story's watches show, and nothing else. */
  private static void watched(Section name, Section story, List<Section> watches) {
    String storyId = story.text("id", "");
    Set<String> others =
        watches.stream()
            .filter(watch -> !watch.text("story", "").equals(storyId))
            .map(watch -> watch.text("id", ""))
            .collect(Collectors.toSet());
    if (name.sound() && others.contains(name.text(""))) {
      name.warn(
          "watch `%s` does not belong to this story, so it never bears on the question"
              .formatted(name.text("")),
          "add `story: %s` to that watch, or remove it here".formatted(storyId));
    }
  }
}

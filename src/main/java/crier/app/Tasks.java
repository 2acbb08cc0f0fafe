package crier.app;

import crier.config.Settings;
import crier.model.Watch;
import crier.source.Sources;
import crier.watch.Cases;
import crier.watch.Tick;
import java.util.LinkedHashMap;
import java.util.Map;

/** The watches of a configuration, with all that a check of each needs. */
final class Tasks {

  private Tasks() {}

  static Map<String, Tick.Task> of(Settings settings) {
    Sources sources = new Sources(settings.sources());
    Cases cases = Cases.of(settings.watches());
    Map<String, Tick.Task> tasks = new LinkedHashMap<>();
    for (Watch watch : settings.watches()) {
      String story = watch.story();
      tasks.put(
          watch.id(),
          new Tick.Task(
              watch,
              story == null ? null : settings.story(story).orElse(null),
              sources.source(watch.source()),
              cases));
    }
    return tasks;
  }
}

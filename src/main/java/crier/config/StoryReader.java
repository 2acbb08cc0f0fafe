package crier.config;

import crier.model.Question;
import crier.model.Story;

/** Reads one story. */
final class StoryReader {

  private StoryReader() {}

  static Story read(Section story) {
    return new Story(
        story.text("id", ""),
        story.text("name", ""),
        story.terms("terms"),
        story.items("questions").stream().map(StoryReader::question).toList());
  }

  private static Question question(Section question) {
    if (question.sound() && !question.has("events") && !question.has("terms")) {
      question.warn("no alert will ever name this question", "add `events: […]` or `terms: […]`");
    }
    return new Question(
        question.text("id", ""),
        question.text("ask", ""),
        question.events("events"),
        question.terms("terms"),
        question.texts("watches"));
  }
}

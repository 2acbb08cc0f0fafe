package crier.model;

import java.util.List;

/**
 * What people subscribe to: watches and open questions.
 *
 * @param id short name, unique in the configuration
 * @param name what a reader calls it
 * @param terms what makes an item of a busy source relevant: words, phrases or {@code /patterns/};
 *     a leading {@code !} excludes. Empty: everything its watches show is.
 * @param questions what is not known yet
 */
public record Story(String id, String name, List<String> terms, List<Question> questions) {

  public Story {
    terms = List.copyOf(terms);
    questions = List.copyOf(questions);
  }
}

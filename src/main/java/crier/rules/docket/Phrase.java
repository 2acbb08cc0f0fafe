package crier.rules.docket;

import com.google.re2j.Pattern;
import crier.model.Event;
import java.util.Locale;

/**
 * One way in which entries word an event.
 *
 * @param word a word, or the beginning of one, that every fitting clause holds: a cheap first look
 * @param pattern what the clause says
 * @param example an entry that this phrase, and no other need, reads rightly
 */
record Phrase(Event event, Speaker speaker, String word, Pattern pattern, String example) {

  static Phrase of(Event event, Speaker speaker, String word, String pattern, String example) {
    return new Phrase(
        event,
        speaker,
        word.toLowerCase(Locale.ROOT),
        Pattern.compile("(?i)" + Grammar.expand(pattern)),
        example);
  }
}

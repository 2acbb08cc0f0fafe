package crier.rules.docket.consequence;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import crier.model.Consequences.Answer;
import crier.rules.docket.consequence.EntryReader.Entry;
import java.util.List;

/** Says whether an entry is a paper of a kind that usually answers an order. */
final class AnswerReader {

  private static final int HEAD = 300;
  private static final Pattern BY =
      Patterns.pattern(
          "\\b(?:filed by|submitted by|by|on behalf of) (?:the )?(?P<w>[A-Z][^(\\[,;:]{1,80}?)(?:,|;| re | \\(|\\(|\\[|\\. |\\.$| to | filed |$)");
  private static final Pattern BEHALF =
      Patterns.pattern("\\bon behalf of (?P<w>[A-Z][^(\\[,;:]{1,80}?)(?:,|;|\\(|\\[|\\. |\\.$|$)");

  private final Patterns table = Patterns.of("answers.txt");

  List<Answer> read(Passage passage, Entry entry) {
    String shown = passage.shown();
    String head = shown.substring(0, Math.min(shown.length(), HEAD));
    for (Patterns.Row row : table.rows()) {
      Matcher matcher = row.pattern().matcher(head);
      if (matcher.find()) {
        return row.meaning().equals("-")
            ? List.of()
            : List.of(answer(passage, row.meaning(), matcher, head));
      }
    }
    return List.of();
  }

  private static Answer answer(Passage passage, String what, Matcher matcher, String head) {
    String behind = head.substring(matcher.start());
    Matcher behalf = BEHALF.matcher(behind);
    Matcher by = BY.matcher(behind);
    String who = behalf.find() ? behalf.group("w") : by.find() ? by.group("w") : "";
    int start = matcher.start();
    while (start < matcher.end() && !Character.isLetterOrDigit(head.charAt(start))) {
      start++;
    }
    return new Answer(what, who.strip(), passage.quote(start, matcher.end()));
  }

  Patterns table() {
    return table;
  }
}

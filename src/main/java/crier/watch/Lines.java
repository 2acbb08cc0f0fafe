package crier.watch;

import crier.difference.Hunk;
import crier.model.Change;
import crier.model.Snapshot;
import crier.model.Text;
import crier.source.Alike;
import crier.watch.Comparison.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One comparison of two texts, line by line. Lines that came between others are news at first
 * sight; what stands in the place of something else, and what is gone, must stand first. What waits
 * is left as it was, so that an edit beside a carousel is told, and the carousel is not.
 */
final class Lines {

  private static final String FIELD = "text";
  private static final String GONE = "text gone";

  private final Settling settling;
  private final List<String> was;
  private final List<String> is;

  /** The known lines in the writing of now, and what is known from now on. */
  private final List<String> before = new ArrayList<>();

  private final List<String> after = new ArrayList<>();

  private Lines(Text before, Text now, Settling settling) {
    this.settling = settling;
    this.was = List.of(before.text().split("\n", -1));
    this.is = List.of(now.text().split("\n", -1));
  }

  static Result compare(Text known, Text now, Settling settling) {
    Lines lines = new Lines(known, now, settling);
    lines.walk();
    settling.close(null);
    String before = String.join("\n", lines.before);
    String after = String.join("\n", lines.after);
    if (!before.equals(after)) {
      Text told = new Text(now.title(), after);
      return new Result.Different(
          new Snapshot(told, List.of()),
          List.of(new Change.TextChanged(new Text(known.title(), before), told)));
    }
    return new Result.Same();
  }

  private void walk() {
    List<String> wasWords = was.stream().map(Alike::words).toList();
    List<String> isWords = is.stream().map(Alike::words).toList();
    Map<String, Integer> more = new HashMap<>();
    isWords.forEach(words -> more.merge(words, 1, Integer::sum));
    wasWords.forEach(words -> more.merge(words, -1, Integer::sum));
    more.remove("");
    boolean additive = more.values().stream().noneMatch(count -> count < 0);
    int from = 0;
    int to = 0;
    for (Hunk hunk : Hunk.between(wasWords, isWords)) {
      same(from, to, hunk.from() - from);
      List<String> gone = new ArrayList<>();
      for (String line : was.subList(hunk.from(), hunk.fromEnd())) {
        if (took(more, Alike.words(line), 1)) {
          gone.add(line);
        } else {
          before.add(line); // it says nothing, or stands elsewhere now
          after.add(line);
        }
      }
      List<String> come =
          is.subList(hunk.to(), hunk.toEnd()).stream()
              .filter(line -> took(more, Alike.words(line), -1))
              .toList();
      differ(gone, come, additive);
      from = hunk.fromEnd();
      to = hunk.toEnd();
    }
    same(from, to, was.size() - from);
  }

  /** Whether a line is one of those that went ({@code 1}) or came ({@code -1}) in all. */
  private static boolean took(Map<String, Integer> more, String words, int step) {
    int count = more.getOrDefault(words, 0);
    if (count * step >= 0) {
      return false;
    }
    more.put(words, count + step);
    return true;
  }

  private void same(int from, int to, int count) {
    for (int i = 0; i < count; i++) {
      // A clock is shown as it was known; other words in the writing that can be quoted now.
      boolean noise = Alike.words(was.get(from + i)).isEmpty();
      String line = noise ? was.get(from + i) : is.get(to + i);
      before.add(line);
      after.add(line);
    }
  }

  private void differ(List<String> gone, List<String> come, boolean additive) {
    String place = before.isEmpty() ? "" : before.getLast();
    before.addAll(gone);
    if (come.isEmpty()) {
      gone.stream().filter(line -> !settling.stood(line, GONE, "", line)).forEach(after::add);
      return;
    }
    if (gone.size() == come.size()) {
      // Line for line: what waits beside an edit that has stood leaves the edit's own line alone.
      for (int i = 0; i < gone.size(); i++) {
        String words = Alike.words(come.get(i));
        boolean stood = settling.stood(Alike.words(gone.get(i)), FIELD, words, come.get(i));
        after.add(stood ? come.get(i) : gone.get(i));
      }
      return;
    }
    String unit = Alike.words(gone.isEmpty() ? place : gone.getFirst());
    List<String> accepted =
        come.stream()
            .filter(line -> {
              String words = Alike.words(line);
              return additive
                  ? settling.firstSight(unit, FIELD, words, line)
                  : settling.stood(unit, FIELD, words, line);
            })
            .toList();
    if (accepted.size() < come.size()) {
      after.addAll(gone);
    }
    after.addAll(accepted);
  }
}

package crier.difference;

import crier.difference.Sentences.Sentence;
import crier.model.Cut;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two texts side by side: sentences first, then the words inside the sentences that changed.
 * Sentences that only moved are said to have moved. Pure; public for the templates.
 *
 * @param rows in the order of the texts
 * @param cut whether there is more than is shown
 */
public record Difference(List<Row> rows, boolean cut) {

  /** Beyond this the two have too little in common to be worth the time: all went, all came. */
  private static final int MOST_SENTENCES = 3_000;

  private static final int MOST_ROWS = 300;
  private static final int LONGEST = 60_000;
  private static final int CONTEXT = 1;
  private static final int SHORTEST_MOVED = 30;

  public Difference {
    rows = List.copyOf(rows);
  }

  /** A piece of text that stayed, went, came or moved. */
  public record Piece(Kind kind, String text) {}

  /** What became of a piece or a row. */
  public enum Kind {
    SAME,
    CHANGED,
    DELETED,
    INSERTED,
    MOVED,
    SKIPPED
  }

  /**
   * What stands beside what.
   *
   * @param before nothing when it came or was skipped
   * @param after nothing when it went or was skipped
   * @param skipped how many unchanged sentences are left out here
   */
  public record Row(Kind kind, List<Piece> before, List<Piece> after, int skipped) {
    public Row {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /** Whether the two say the same. */
  public boolean isEmpty() {
    return rows.stream().allMatch(row -> row.kind() == Kind.SAME || row.kind() == Kind.SKIPPED);
  }

  /** The difference of two texts; null counts as nothing. White space makes none. */
  public static Difference of(@Nullable String before, @Nullable String after) {
    List<Sentence> was = Sentences.of(before == null ? "" : before);
    List<Sentence> now = Sentences.of(after == null ? "" : after);
    Rows rows = new Rows();
    int head = common(was, now, was.size(), now.size(), false);
    int tail = common(was, now, was.size() - head, now.size() - head, true);
    List<Sentence> oldMiddle = was.subList(head, was.size() - tail);
    List<Sentence> newMiddle = now.subList(head, now.size() - tail);
    rows.same(was.subList(0, head));
    if (oldMiddle.size() > MOST_SENTENCES || newMiddle.size() > MOST_SENTENCES) {
      rows.differ(oldMiddle, newMiddle, Set.of(), Set.of());
    } else {
      middle(oldMiddle, newMiddle, rows);
    }
    rows.same(was.subList(was.size() - tail, was.size()));
    return rows.done();
  }

  private static int common(
      List<Sentence> was, List<Sentence> now, int wasLeft, int nowLeft, boolean fromEnd) {
    int most = Math.min(wasLeft, nowLeft);
    int count = 0;
    while (count < most
        && was.get(fromEnd ? was.size() - 1 - count : count)
            .text()
            .equals(now.get(fromEnd ? now.size() - 1 - count : count).text())) {
      count++;
    }
    return count;
  }

  private static void middle(List<Sentence> was, List<Sentence> now, Rows rows) {
    List<Hunk> hunks = Hunk.between(texts(was), texts(now));
    Set<Integer> movedAway = new HashSet<>();
    Set<Integer> movedHere = new HashSet<>();
    moves(hunks, was, now, movedAway, movedHere);
    int place = 0;
    for (Hunk hunk : hunks) {
      rows.same(was.subList(place, hunk.from()));
      place = hunk.fromEnd();
      rows.differ(
          was.subList(hunk.from(), hunk.fromEnd()),
          now.subList(hunk.to(), hunk.toEnd()),
          within(movedAway, hunk.from(), hunk.fromEnd()),
          within(movedHere, hunk.to(), hunk.toEnd()));
    }
    rows.same(was.subList(place, was.size()));
  }

  /** Sentences that went in one place and came in another, long enough not to be chance. */
  private static void moves(
      List<Hunk> hunks,
      List<Sentence> was,
      List<Sentence> now,
      Set<Integer> away,
      Set<Integer> here) {
    Map<String, Deque<Integer>> gone = new HashMap<>();
    for (Hunk hunk : hunks) {
      for (int i = hunk.from(); i < hunk.fromEnd(); i++) {
        if (was.get(i).text().length() >= SHORTEST_MOVED) {
          gone.computeIfAbsent(was.get(i).text(), _ -> new ArrayDeque<>()).add(i);
        }
      }
    }
    for (Hunk hunk : hunks) {
      for (int i = hunk.to(); i < hunk.toEnd(); i++) {
        Integer origin = gone.getOrDefault(now.get(i).text(), new ArrayDeque<>()).poll();
        if (origin != null) {
          away.add(origin);
          here.add(i);
        }
      }
    }
  }

  private static Set<Integer> within(Set<Integer> places, int from, int to) {
    Set<Integer> result = new HashSet<>();
    for (int i = from; i < to; i++) {
      if (places.contains(i)) {
        result.add(i - from);
      }
    }
    return result;
  }

  private static List<String> texts(List<Sentence> sentences) {
    return sentences.stream().map(Sentence::text).toList();
  }

  /** Gathers the rows, folds what is unchanged, and stops where nobody would read on. */
  private static final class Rows {
    private final List<Row> rows = new ArrayList<>();
    private final List<Sentence> unchanged = new ArrayList<>();
    private int length;
    private boolean cut;

    void same(List<Sentence> sentences) {
      unchanged.addAll(sentences);
    }

    void differ(
        List<Sentence> was, List<Sentence> now, Set<Integer> movedAway, Set<Integer> movedHere) {
      if (was.isEmpty() && now.isEmpty()) {
        return;
      }
      context(rows.isEmpty() ? 0 : CONTEXT, CONTEXT);
      moved(was, movedAway, true);
      String before = joined(was, movedAway);
      String after = joined(now, movedHere);
      if (!before.isEmpty() && !after.isEmpty()) {
        WordDifference words = WordDifference.of(before, after);
        add(new Row(Kind.CHANGED, words.before(), words.after(), 0));
      } else if (!before.isEmpty()) {
        add(new Row(Kind.DELETED, List.of(new Piece(Kind.DELETED, before)), List.of(), 0));
      } else if (!after.isEmpty()) {
        add(new Row(Kind.INSERTED, List.of(), List.of(new Piece(Kind.INSERTED, after)), 0));
      }
      moved(now, movedHere, false);
    }

    private void moved(List<Sentence> sentences, Set<Integer> places, boolean away) {
      for (int place : places.stream().sorted().toList()) {
        List<Piece> piece = List.of(new Piece(Kind.MOVED, sentences.get(place).text()));
        add(new Row(Kind.MOVED, away ? piece : List.of(), away ? List.of() : piece, 0));
      }
    }

    /** The sentences next to a change, and how many there are further away. */
    private void context(int after, int before) {
      int all = unchanged.size();
      // One sentence takes no more room than saying that it was left out.
      if (all <= after + before + 1) {
        unchanged.forEach(this::context);
      } else {
        unchanged.subList(0, after).forEach(this::context);
        add(new Row(Kind.SKIPPED, List.of(), List.of(), all - after - before));
        unchanged.subList(all - before, all).forEach(this::context);
      }
      unchanged.clear();
    }

    private void context(Sentence sentence) {
      List<Piece> piece = List.of(new Piece(Kind.SAME, sentence.text()));
      add(new Row(Kind.SAME, piece, piece, 0));
    }

    private void add(Row row) {
      int more = size(row.before()) + size(row.after());
      if (cut || rows.size() == MOST_ROWS || (length + more > LONGEST && !rows.isEmpty())) {
        cut = true;
      } else {
        rows.add(length + more > LONGEST ? shortened(row) : row);
        length += more;
      }
    }

    private Row shortened(Row row) {
      cut = true;
      return new Row(row.kind(), shortened(row.before()), shortened(row.after()), row.skipped());
    }

    private static List<Piece> shortened(List<Piece> pieces) {
      List<Piece> result = new ArrayList<>();
      int left = LONGEST / 2;
      for (Piece piece : pieces) {
        if (left > 0) {
          int end = Cut.beginning(piece.text(), left).length();
          result.add(new Piece(piece.kind(), piece.text().substring(0, end)));
          left -= end;
        }
      }
      return result;
    }

    private static int size(List<Piece> pieces) {
      return pieces.stream().mapToInt(piece -> piece.text().length()).sum();
    }

    private static String joined(List<Sentence> sentences, Set<Integer> without) {
      StringBuilder text = new StringBuilder();
      String between = "";
      for (int i = 0; i < sentences.size(); i++) {
        if (!without.contains(i)) {
          text.append(between).append(sentences.get(i).text());
          between = sentences.get(i).endsLine() ? "\n" : " ";
        }
      }
      return text.toString();
    }

    Difference done() {
      context(rows.isEmpty() ? 0 : CONTEXT, 0);
      return new Difference(rows, cut);
    }
  }
}

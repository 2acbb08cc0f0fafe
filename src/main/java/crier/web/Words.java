package crier.web;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import crier.alert.Wording;
import crier.model.Outcome;
import crier.model.Published;
import crier.model.WatchState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words and differences as pages show them. Public for the templates. */
public final class Words {

  private static final String DELETED = "\u0001";
  private static final String INSERTED = "\u0002";
  private static final int LONGEST = 20_000;

  private Words() {}

  /** A piece of text that stayed, went or came. */
  public record Piece(Kind kind, String text) {
    /** What became of a piece. */
    public enum Kind {
      SAME,
      DELETED,
      INSERTED
    }
  }

  public static String time(@Nullable Instant instant, ZoneId zone) {
    return instant == null ? "never" : Wording.time(instant, zone);
  }

  public static String published(@Nullable Published published, ZoneId zone) {
    return Wording.published(published, zone);
  }

  /** How a watch fares, so that could-not-look is never taken for nothing-new. */
  public static String standing(WatchState state) {
    if (state.paused()) {
      return "paused";
    }
    return switch (state.outcome()) {
      case NEW -> "not looked at yet";
      case CHANGED -> "looked: something changed";
      case UNCHANGED -> "looked: nothing new";
      case BLOCKED, FAILED, THROTTLED, UNRECOGNISED, GONE ->
          "could not look (%s, %d in a row)".formatted(state.outcome().word(), state.failures());
    };
  }

  public static boolean isWell(WatchState state) {
    return state.outcome().looked() || state.outcome() == Outcome.NEW;
  }

  /** The difference of two texts, word by word. */
  public static List<Piece> difference(@Nullable String before, @Nullable String after) {
    String was = bounded(before);
    String now = bounded(after);
    if (was.isEmpty() || now.isEmpty()) {
      List<Piece> one = new ArrayList<>();
      if (!was.isEmpty()) {
        one.add(new Piece(Piece.Kind.DELETED, was));
      }
      if (!now.isEmpty()) {
        one.add(new Piece(Piece.Kind.INSERTED, now));
      }
      return one;
    }
    List<DiffRow> rows =
        DiffRowGenerator.create()
            .showInlineDiffs(true)
            .inlineDiffByWord(true)
            .mergeOriginalRevised(true)
            .lineNormalizer(line -> line)
            .oldTag(_ -> DELETED)
            .newTag(_ -> INSERTED)
            .build()
            .generateDiffRows(was.lines().toList(), now.lines().toList());
    List<Piece> pieces = new ArrayList<>();
    for (DiffRow row : rows) {
      split(row.getOldLine() + "\n", pieces);
    }
    return pieces;
  }

  /** The generator marks both ends of a piece with the same sign. */
  private static void split(String line, List<Piece> pieces) {
    Piece.Kind kind = Piece.Kind.SAME;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char sign = line.charAt(i);
      Piece.Kind marked =
          switch (sign) {
            case '\u0001' -> Piece.Kind.DELETED;
            case '\u0002' -> Piece.Kind.INSERTED;
            default -> null;
          };
      if (marked == null) {
        text.append(sign);
      } else {
        if (!text.isEmpty()) {
          pieces.add(new Piece(kind, text.toString()));
          text.setLength(0);
        }
        kind = kind == marked ? Piece.Kind.SAME : marked;
      }
    }
    if (!text.isEmpty()) {
      pieces.add(new Piece(kind, text.toString()));
    }
  }

  private static String bounded(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String plain = text.replaceAll("[\u0001\u0002]", "");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
  }

  /** Only what a reader may follow; null for anything else. */
  public static @Nullable String safe(@Nullable String link) {
    return link != null && (link.startsWith("https://") || link.startsWith("http://"))
        ? link
        : null;
  }
}

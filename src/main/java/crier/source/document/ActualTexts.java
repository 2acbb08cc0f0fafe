package crier.source.document;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * What a file says that its letters stand for: typesetting programs draw one picture for "ffi" and
 * write the letters beside it. It counts only where all the letters can be seen: what stands in a
 * file for its readers' programs may be what a box hides from its readers, or what was cut out.
 */
final class ActualTexts {

  /** Letters that one picture may stand for, when nothing else is known of it. */
  private static final int LETTERS = 4;

  private final Deque<Sequence> open = new ArrayDeque<>();
  private final List<Sequence> sequences = new ArrayList<>();

  private static final class Sequence {
    private final String words;
    private final List<TextPosition> signs = new ArrayList<>();

    Sequence(String words) {
      this.words = words;
    }
  }

  void clear() {
    open.clear();
    sequences.clear();
  }

  void begin(@Nullable COSDictionary properties) {
    String words = properties == null ? null : properties.getString(COSName.ACTUAL_TEXT);
    boolean within = open.stream().anyMatch(sequence -> sequence != NONE);
    Sequence sequence = words == null || within ? NONE : new Sequence(words);
    open.push(sequence);
    if (sequence != NONE) {
      sequences.add(sequence);
    }
  }

  private static final Sequence NONE = new Sequence("\uFDD1");

  void end() {
    if (!open.isEmpty()) {
      open.pop();
    }
  }

  void draw(TextPosition sign) {
    for (Sequence sequence : open) {
      if (sequence != NONE) {
        sequence.signs.add(sign);
        return;
      }
    }
  }

  /**
   * The signs with those words in place of the pictures that they stand for.
   *
   * @param concealed whether a sign is hidden
   * @param boxes all places where something is hidden
   */
  List<TextPosition> said(
      List<TextPosition> drawn, Predicate<TextPosition> concealed, List<Rectangle2D> boxes) {
    IdentityHashMap<TextPosition, String> instead = new IdentityHashMap<>();
    IdentityHashMap<TextPosition, TextPosition> last = new IdentityHashMap<>();
    for (Sequence sequence : sequences) {
      List<TextPosition> signs = sequence.signs;
      if (!signs.isEmpty()
          && signs.stream().noneMatch(concealed)
          && signs.stream().noneMatch(sign -> boxes.stream().anyMatch(box -> touches(box, sign)))
          && isWhole(sequence)) {
        signs.forEach(sign -> instead.put(sign, ""));
        instead.put(signs.getFirst(), sequence.words);
        last.put(signs.getFirst(), signs.getLast());
      }
    }
    List<TextPosition> said = new ArrayList<>();
    for (TextPosition sign : drawn) {
      String words = instead.get(sign);
      if (words == null) {
        said.add(sign);
      } else if (!words.isEmpty()) {
        said.add(Signs.instead(sign, last.getOrDefault(sign, sign), words));
      }
    }
    return said;
  }

  private static boolean touches(Rectangle2D box, TextPosition sign) {
    Point2D start =
        new Point2D.Float(
            sign.getTextMatrix().getTranslateX(), sign.getTextMatrix().getTranslateY());
    double size = Run.height(sign);
    Rectangle2D near =
        new Rectangle2D.Double(
            start.getX() - 0.5 * size, start.getY() - 0.5 * size, 2 * size, 1.5 * size);
    return box.intersects(near);
  }

  /** No letter is missing between those that are drawn, and no more are told than are drawn. */
  private static boolean isWhole(Sequence sequence) {
    int most = 1;
    int letters = 0;
    TextPosition before = null;
    for (TextPosition sign : sequence.signs) {
      String drawn = Normalizer.normalize(sign.getUnicode(), Normalizer.Form.NFKC);
      boolean known = !drawn.isEmpty() && drawn.codePoints().allMatch(ActualTexts::isKnown);
      most += known ? drawn.length() : LETTERS;
      letters++;
      if (before != null
          && Math.abs(before.getYDirAdj() - sign.getYDirAdj()) < 0.5 * Run.height(sign)
          && sign.getXDirAdj() - before.getXDirAdj() - before.getWidthDirAdj()
              > 0.8 * Run.height(sign)) {
        return false;
      }
      before = sign;
    }
    return sequence.words.length() <= (letters == 1 ? LETTERS : most);
  }

  private static boolean isKnown(int sign) {
    int type = Character.getType(sign);
    return type != Character.CONTROL
        && type != Character.PRIVATE_USE
        && type != Character.UNASSIGNED
        && sign != 0xFFFD;
  }
}

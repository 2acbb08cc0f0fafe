package crier.source.document;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Many thin lines side by side, so close that no word can be read through them: another way to draw
 * a box. Rules of a table, and lines struck through words, stand a line of text apart.
 */
final class Hatching {

  /** Further apart than this, words can be read between two lines. Points. */
  private static final double CLOSE = 5;

  private static final double SAME = 0.2;

  /** So many lines are a hatching; fewer are a double rule. */
  private static final int LINES = 5;

  /** Shorter than this is a tick or a letter drawn by hand. Points. */
  private static final double SHORT = 4;

  /** Two lines are parallel within this. Radians. */
  private static final double PARALLEL = 0.05;

  private final Consumer<Rectangle2D> done;
  private @Nullable Line2D last;
  private Rectangle2D area = new Rectangle2D.Double();
  private int lines;

  /**
   * @param done told of every place that is hatched, once it is
   */
  Hatching(Consumer<Rectangle2D> done) {
    this.done = done;
  }

  void draw(List<Line2D> drawn, Rectangle2D shown) {
    for (Line2D line : drawn) {
      Rectangle2D seen = seen(line, shown);
      Line2D before = last;
      if (length(line) < SHORT || seen == null) {
        continue;
      }
      double apart = before == null ? Double.MAX_VALUE : apart(before, line);
      if (apart <= SAME) {
        continue;
      }
      if (apart <= CLOSE) {
        lines++;
        area = area.createUnion(seen);
      } else {
        end();
        lines = 1;
        area = seen;
      }
      last = line;
    }
  }

  /** Nothing more is drawn to what was begun. */
  void end() {
    if (lines >= LINES) {
      done.accept(area);
    }
    last = null;
    lines = 0;
  }

  private static double length(Line2D line) {
    return line.getP1().distance(line.getP2());
  }

  /** How far a line is beside another; far when the two are not parallel or not neighbours. */
  private static double apart(Line2D one, Line2D other) {
    double turned =
        Math.abs(
            Math.sin(
                Math.atan2(one.getY2() - one.getY1(), one.getX2() - one.getX1())
                    - Math.atan2(other.getY2() - other.getY1(), other.getX2() - other.getX1())));
    double near =
        Math.min(
            Math.min(one.getP1().distance(other.getP1()), one.getP1().distance(other.getP2())),
            Math.min(one.getP2().distance(other.getP1()), one.getP2().distance(other.getP2())));
    return turned > PARALLEL || near > 4 * CLOSE ? Double.MAX_VALUE : one.ptLineDist(other.getP1());
  }

  private static @Nullable Rectangle2D seen(Line2D line, Rectangle2D shown) {
    Rectangle2D bounds = line.getBounds2D();
    Rectangle2D wide =
        new Rectangle2D.Double(
            bounds.getX() - 0.25,
            bounds.getY() - 0.25,
            bounds.getWidth() + 0.5,
            bounds.getHeight() + 0.5);
    Rectangle2D seen = wide.createIntersection(shown);
    return seen.getWidth() > 0 && seen.getHeight() > 0 ? seen : null;
  }
}

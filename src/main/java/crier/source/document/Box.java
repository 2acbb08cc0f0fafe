package crier.source.document;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** An opaque rectangle drawn upon a page, and what became of the words at its place. */
final class Box {

  /** Lower than this is a rule, not a box that could hold a line. Points. */
  private static final double LOW = 5;

  /** Narrower than this, with nothing known to be beneath, is a bullet or a check box. Points. */
  private static final double NARROW = 10;

  private Rectangle2D area;
  private List<Rectangle2D> holes;
  private final boolean dark;
  private final boolean black;

  /** Signs beneath it, or as dark as it is upon it: there for a program, not for a reader. */
  private int concealed;

  private final StringBuilder printed = new StringBuilder();

  /**
   * @param holes what it leaves free
   * @param dark too dark to read black upon it
   * @param black dark, and of no colour: what redactors use
   */
  Box(Rectangle2D area, List<Rectangle2D> holes, boolean dark, boolean black) {
    this.area = area;
    this.holes = holes;
    this.dark = dark;
    this.black = black;
  }

  Rectangle2D area() {
    return area;
  }

  boolean covers(Point2D place) {
    return area.contains(place) && holes.stream().noneMatch(hole -> hole.contains(place));
  }

  boolean dark() {
    return dark;
  }

  int concealed() {
    return concealed;
  }

  void conceal(String signs) {
    if (!signs.isBlank()) {
      concealed++;
    }
  }

  /** Signs a reader can see were drawn upon it. */
  void print(String signs) {
    if (printed.length() < 200) {
      printed.append(signs);
    }
  }

  /** Whether words were taken out here and no mark in the text says so already. */
  boolean redacts() {
    boolean empty = printed.toString().isBlank();
    if (concealed > 0 && empty) {
      return true;
    }
    if (!holes.isEmpty()) {
      return false; // a frame stands round what is to be read
    }
    boolean shaped = area.getHeight() >= LOW && area.getWidth() >= NARROW;
    return black && shaped && (empty || (!hasMark() && Redactions.label(printed.toString())));
  }

  private boolean hasMark() {
    return Redactions.marks(printed.toString()) > 0;
  }

  /** Whether the other is drawn at the same place, or goes on in the same line. */
  boolean continues(Box other) {
    Rectangle2D theirs = other.area;
    if (holes.isEmpty() != other.holes.isEmpty()) {
      return false;
    }
    Rectangle2D common = area.createIntersection(theirs);
    double smaller =
        Math.min(area.getWidth() * area.getHeight(), theirs.getWidth() * theirs.getHeight());
    if (common.getWidth() > 0
        && common.getHeight() > 0
        && common.getWidth() * common.getHeight() >= 0.8 * smaller) {
      return true;
    }
    boolean line =
        Math.abs(area.getMinY() - theirs.getMinY()) < 1.5
            && Math.abs(area.getMaxY() - theirs.getMaxY()) < 1.5;
    double gap =
        Math.max(area.getMinX(), theirs.getMinX()) - Math.min(area.getMaxX(), theirs.getMaxX());
    return line && gap < 1.5;
  }

  /** Takes the other in: the two are one redaction. */
  void join(Box other) {
    area = area.createUnion(other.area);
    holes = holes.stream().filter(hole -> !other.area.contains(hole)).toList();
    concealed += other.concealed;
    printed.append(other.printed);
  }
}

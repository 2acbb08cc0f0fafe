package crier.source.document;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.text.TextPosition;

/**
 * Signs that stand one after the other upon one line, with no wide gap between them. Places are
 * those of the page as it is read: from the left, from the top; points.
 */
final class Run {

  private final List<TextPosition> signs = new ArrayList<>();
  private final int order;
  private double left = Double.MAX_VALUE;
  private double right = -Double.MAX_VALUE;
  private double base;
  private double size;

  Run(int order) {
    this.order = order;
  }

  void add(TextPosition sign) {
    signs.add(sign);
    base = sign.getYDirAdj();
    if (!sign.getUnicode().isBlank() || signs.size() == 1) {
      left = Math.min(left, sign.getXDirAdj());
      right = Math.max(right, sign.getXDirAdj() + sign.getWidthDirAdj());
      size = Math.max(size, height(sign));
    }
  }

  /** The height of a line of this font, about. */
  static double height(TextPosition sign) {
    double size = Math.abs(sign.getFontSizeInPt());
    return size > 0.5 ? size : Math.max(1, sign.getHeightDir() * 1.4);
  }

  List<TextPosition> signs() {
    return signs;
  }

  /** Which was drawn first. */
  int order() {
    return order;
  }

  double left() {
    return left;
  }

  double right() {
    return right;
  }

  double base() {
    return base;
  }

  double size() {
    return size;
  }

  double top() {
    return base - 0.7 * size;
  }

  double middle() {
    return base - 0.35 * size;
  }

  double width() {
    return right - left;
  }

  boolean isBlank() {
    return signs.stream().allMatch(sign -> sign.getUnicode().isBlank());
  }

  /** Whether any part of the two stands at the same height. */
  boolean beside(Run other) {
    double common = Math.min(base, other.base) - Math.max(top(), other.top());
    return common > 0.3 * Math.min(base - top(), other.base - other.top());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    signs.forEach(sign -> text.append(sign.getUnicode()));
    return text.toString();
  }

  /**
   * Runs of signs in the order that they were drawn.
   *
   * @param gap widest between two signs, in heights of the line
   */
  static List<Run> of(List<TextPosition> signs, double gap) {
    List<Run> runs = new ArrayList<>();
    Run run = null;
    for (TextPosition sign : signs) {
      if (run == null || !run.goesOn(sign, gap)) {
        run = new Run(runs.size());
        runs.add(run);
      }
      run.add(sign);
    }
    return runs;
  }

  private boolean goesOn(TextPosition sign, double gap) {
    TextPosition last = signs.getLast();
    double high = Math.min(size, height(sign));
    double ahead = sign.getXDirAdj() - (last.getXDirAdj() + last.getWidthDirAdj());
    return Math.abs(sign.getYDirAdj() - base) < 0.25 * high
        && Math.max(size, height(sign)) < 1.3 * high
        && sign.getXDirAdj() >= last.getXDirAdj() - 0.05 * high
        && ahead < gap * high
        && (sign.getUnicode().isBlank() || !last.getUnicode().isBlank() || ahead < high);
  }
}

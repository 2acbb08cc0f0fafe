package crier.source.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;

/** Text at an angle that no page is turned by: a stamp across the page. */
final class Slant {

  private Slant() {}

  static boolean isSlanted(TextPosition sign) {
    int angle = angle(sign) % 90;
    return angle > 3 && angle < 87;
  }

  private static int angle(TextPosition sign) {
    Matrix matrix = sign.getTextMatrix();
    double turned = Math.toDegrees(Math.atan2(matrix.getShearY(), matrix.getScaleX()));
    return (int) Math.floorMod(Math.round(turned), 360L);
  }

  /** The same signs set level, those of each angle by themselves, so that they read as lines. */
  static List<List<TextPosition>> straightened(List<TextPosition> signs) {
    Map<Integer, List<TextPosition>> byAngle = new TreeMap<>();
    for (TextPosition sign : signs) {
      int angle = angle(sign);
      Integer near =
          byAngle.keySet().stream()
              .filter(other -> Math.abs(other - angle) <= 1)
              .findFirst()
              .orElse(angle);
      byAngle.computeIfAbsent(near, _ -> new ArrayList<>()).add(level(sign, near));
    }
    return List.copyOf(byAngle.values());
  }

  private static TextPosition level(TextPosition sign, int angle) {
    Matrix matrix = sign.getTextMatrix();
    double cos = Math.cos(Math.toRadians(angle));
    double sin = Math.sin(Math.toRadians(angle));
    double along = matrix.getTranslateX() * cos + matrix.getTranslateY() * sin;
    double across = matrix.getTranslateY() * cos - matrix.getTranslateX() * sin;
    double end = sign.getEndX() * cos + sign.getEndY() * sin;
    float size = (float) Math.hypot(matrix.getScaleX(), matrix.getShearY());
    return Signs.like(
        sign,
        0,
        new Matrix(size, 0, 0, size, (float) along, (float) across),
        (float) end,
        (float) across,
        sign.getUnicode());
  }
}

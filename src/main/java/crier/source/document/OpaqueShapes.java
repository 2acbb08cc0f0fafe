package crier.source.document;

import java.awt.geom.Area;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.util.Matrix;

/** Builds paths as a page's operators tell, and finds the rectangles among them. */
final class OpaqueShapes {

  /** More boxes than any redactor draws on a page. */
  static final int MOST = 20_000;

  /** Annotations that are shapes upon the page; notes and links are not. */
  static final Set<String> DRAWN =
      Set.of("Square", "Polygon", "Line", "Ink", "Highlight", "Stamp", "FreeText", "PolyLine");

  /** More rectangles in one path are a picture; which lies in which is not asked. */
  private static final int MOST_NESTED = 200;

  private static final int MOST_POINTS = 200_000;

  /** A shape that fills less of its bounds is no box. */
  private static final double RECTANGULAR = 0.9;

  /** Thinner lines are rules and underlines. Points. */
  private static final double THICK = 5;

  private final List<List<Point2D>> parts = new ArrayList<>();
  private int points;
  private boolean clips;

  /** Takes in one operator, if it is one that builds a path (ISO 32000-1 §8.5.2). */
  void build(String operator, List<COSBase> operands, PDGraphicsState state) {
    float[] n = numbers(operands);
    Matrix ctm = state.getCurrentTransformationMatrix();
    switch (operator) {
      case "re" -> {
        if (n.length >= 4) {
          begin(ctm, n[0], n[1]);
          add(ctm, n[0] + n[2], n[1]);
          add(ctm, n[0] + n[2], n[1] + n[3]);
          add(ctm, n[0], n[1] + n[3]);
        }
      }
      case "m" -> {
        if (n.length >= 2) {
          begin(ctm, n[0], n[1]);
        }
      }
      // The end of a curve is enough: what is round is no box.
      case "l", "c", "v", "y" -> {
        if (n.length >= 2) {
          add(ctm, n[n.length - 2], n[n.length - 1]);
        }
      }
      case "W", "W*" -> clips = true;
      default -> {
        // not about paths
      }
    }
  }

  private void begin(Matrix ctm, float x, float y) {
    parts.add(new ArrayList<>());
    add(ctm, x, y);
  }

  private void add(Matrix ctm, float x, float y) {
    if (!parts.isEmpty() && points++ < MOST_POINTS) {
      parts.getLast().add(ctm.transformPoint(x, y));
    }
  }

  /**
   * A rectangle that is filled.
   *
   * @param holes what is left free within it: a frame is no box
   */
  record Filled(Rectangle2D area, List<Rectangle2D> holes) {
    Filled {
      holes = List.copyOf(holes);
    }
  }

  /**
   * The rectangles of the path that is painted now, as far as they show; begins a new path.
   *
   * @param evenOdd which of the two rules says what lies inside (ISO 32000-1 §8.5.3.3)
   */
  List<Filled> drawn(PDGraphicsState state, boolean evenOdd) {
    List<Filled> result = new ArrayList<>();
    if (!parts.isEmpty()) {
      Rectangle2D shown = state.getCurrentClippingPath().getBounds2D();
      List<Part> rectangles = new ArrayList<>();
      for (List<Point2D> part : parts) {
        Rectangle2D bounds = bounds(part);
        double whole = bounds.getWidth() * bounds.getHeight();
        double signed = area(part);
        if (whole > 0 && Math.abs(signed) >= RECTANGULAR * whole) {
          rectangles.add(new Part(bounds, signed > 0 ? 1 : -1));
        }
      }
      boolean nested = rectangles.size() > 1 && rectangles.size() <= MOST_NESTED;
      for (Part part : rectangles) {
        Rectangle2D seen = part.bounds().createIntersection(shown);
        if (seen.getWidth() > 0
            && seen.getHeight() > 0
            && (!nested || isFilled(part, rectangles, evenOdd))) {
          result.add(new Filled(seen, nested ? holes(part, rectangles, evenOdd) : List.of()));
        }
      }
    }
    end(state);
    return result;
  }

  /** A rectangle of a path, and which way round it was drawn. */
  private record Part(Rectangle2D bounds, int winding) {
    boolean holds(Part other) {
      return bounds.contains(other.bounds)
          && bounds.getWidth() * bounds.getHeight()
              > other.bounds.getWidth() * other.bounds.getHeight();
    }
  }

  private static boolean isFilled(Part part, List<Part> all, boolean evenOdd) {
    int around = 1;
    int winding = part.winding();
    for (Part other : all) {
      if (other.holds(part)) {
        around++;
        winding += other.winding();
      }
    }
    return evenOdd ? around % 2 == 1 : winding != 0;
  }

  private static List<Rectangle2D> holes(Part part, List<Part> all, boolean evenOdd) {
    return all.stream()
        .filter(part::holds)
        .filter(inner -> !isFilled(inner, all, evenOdd))
        .map(Part::bounds)
        .toList();
  }

  /** The straight lines of the path that is stroked now; it is not ended. */
  List<Line2D> lines() {
    List<Line2D> lines = new ArrayList<>();
    for (List<Point2D> part : parts) {
      for (int i = 1; i < part.size(); i++) {
        lines.add(new Line2D.Double(part.get(i - 1), part.get(i)));
      }
    }
    return lines;
  }

  /** The thick straight lines of the path that is stroked now; begins a new path. */
  List<Rectangle2D> stroked(PDGraphicsState state) {
    List<Rectangle2D> result = new ArrayList<>();
    double width =
        state.getLineWidth() * state.getCurrentTransformationMatrix().getScalingFactorX();
    if (width >= THICK) {
      Rectangle2D shown = state.getCurrentClippingPath().getBounds2D();
      for (List<Point2D> part : parts) {
        for (int i = 1; i < part.size(); i++) {
          Rectangle2D line = bounds(part.subList(i - 1, i + 1));
          if (line.getHeight() < 1) {
            line.setRect(line.getX(), line.getY() - width / 2, line.getWidth(), width);
            result.add(line.createIntersection(shown));
          }
        }
      }
    }
    end(state);
    return result;
  }

  /** A clip is taken for its bounds: too large at worst, and cheap whatever its form. */
  private void end(PDGraphicsState state) {
    if (clips && !parts.isEmpty()) {
      Rectangle2D all = bounds(parts.getFirst());
      for (List<Point2D> part : parts) {
        all = all.createUnion(bounds(part));
      }
      state.intersectClippingPath(new Area(all));
    }
    clips = false;
    parts.clear();
    points = 0;
  }

  private static Rectangle2D bounds(List<Point2D> part) {
    double left = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double low = Double.MAX_VALUE;
    double high = -Double.MAX_VALUE;
    for (Point2D point : part) {
      left = Math.min(left, point.getX());
      right = Math.max(right, point.getX());
      low = Math.min(low, point.getY());
      high = Math.max(high, point.getY());
    }
    return new Rectangle2D.Double(left, low, Math.max(0, right - left), Math.max(0, high - low));
  }

  private static double area(List<Point2D> part) {
    double twice = 0;
    for (int i = 0; i < part.size(); i++) {
      Point2D a = part.get(i);
      Point2D b = part.get((i + 1) % part.size());
      twice += a.getX() * b.getY() - b.getX() * a.getY();
    }
    return twice / 2;
  }

  /**
   * The places that an annotation blacks out by what it says of itself: a mark to redact, or a
   * highlight or square filled with black.
   */
  static List<Rectangle2D> stated(PDAnnotation annotation) {
    COSDictionary says = annotation.getCOSObject();
    boolean black =
        switch (String.valueOf(annotation.getSubtype())) {
          case "Redact" -> true;
          case "Highlight" -> isBlack(says.getCOSArray(COSName.C));
          case "Square" -> isBlack(says.getCOSArray(COSName.IC));
          default -> false;
        };
    if (!black) {
      return List.of();
    }
    List<Rectangle2D> places = new ArrayList<>();
    float[] quads = numbers(says.getCOSArray(COSName.getPDFName("QuadPoints")));
    for (int i = 0; i + 8 <= quads.length && places.size() < MOST; i += 8) {
      List<Point2D> corners = new ArrayList<>();
      for (int j = i; j < i + 8; j += 2) {
        corners.add(new Point2D.Float(quads[j], quads[j + 1]));
      }
      places.add(bounds(corners));
    }
    float[] rect = numbers(says.getCOSArray(COSName.RECT));
    if (places.isEmpty() && rect.length == 4) {
      places.add(
          bounds(
              List.of(new Point2D.Float(rect[0], rect[1]), new Point2D.Float(rect[2], rect[3]))));
    }
    return places;
  }

  /** Grey, RGB or CMYK by how many numbers there are (ISO 32000-1 table 164). */
  private static boolean isBlack(@org.jspecify.annotations.Nullable COSArray color) {
    float[] n = numbers(color);
    return switch (n.length) {
      case 1 -> n[0] < 0.25;
      case 3 -> n[0] < 0.25 && n[1] < 0.25 && n[2] < 0.25;
      case 4 -> n[3] > 0.75;
      default -> false;
    };
  }

  private static float[] numbers(@org.jspecify.annotations.Nullable COSArray array) {
    return array == null ? new float[0] : numbers(array.toList());
  }

  private static float[] numbers(List<? extends COSBase> operands) {
    float[] numbers = new float[operands.size()];
    int found = 0;
    for (COSBase operand : operands) {
      if (operand instanceof COSNumber number) {
        numbers[found++] = number.floatValue();
      }
    }
    return java.util.Arrays.copyOf(numbers, found);
  }
}

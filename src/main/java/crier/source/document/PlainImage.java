package crier.source.document;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.util.Matrix;

/** A picture of nothing but one colour, stretched over words: how some tools draw a box. */
final class PlainImage {

  /** A picture of more than this is one of paper. Pixels, and samples that are looked at. */
  private static final long LARGE = 1_000_000;

  private static final int SAMPLES = 64;

  /** Colours of one box differ by this at most, as JPEG leaves them. Of 255. */
  private static final int ONE_COLOUR = 24;

  private static final int DARK = 64;

  private PlainImage() {}

  /** A picture that is a box: where it lies, and what it is painted with. */
  record Place(Rectangle2D area, Paint paint) {}

  /** Where the picture lies; empty when it is anything but a box. */
  static Optional<Place> place(PDImageXObject image, PDGraphicsState state) throws IOException {
    long pixels = (long) image.getWidth() * image.getHeight();
    if (pixels <= 0
        || pixels > LARGE
        || image.getSoftMask() != null
        || image.getMask() != null
        || state.getNonStrokeAlphaConstant() < 0.9) {
      return Optional.empty();
    }
    Optional<Paint> paint =
        image.isStencil()
            ? Optional.empty()
            : paint(
                image.getImage(
                    null, Math.max(1, Math.max(image.getWidth(), image.getHeight()) / SAMPLES)));
    if (paint.isEmpty()) {
      return Optional.empty();
    }
    Matrix ctm = state.getCurrentTransformationMatrix();
    Rectangle2D place = new Rectangle2D.Double(ctm.getTranslateX(), ctm.getTranslateY(), 0, 0);
    for (float[] corner : new float[][] {{1, 0}, {0, 1}, {1, 1}}) {
      Point2D.Float point = ctm.transformPoint(corner[0], corner[1]);
      place.add(point);
    }
    return Optional.of(place.createIntersection(state.getCurrentClippingPath().getBounds2D()))
        .filter(seen -> seen.getWidth() > 0 && seen.getHeight() > 0)
        .map(seen -> new Place(seen, paint.get()));
  }

  private static Optional<Paint> paint(BufferedImage image) {
    int[] least = {255, 255, 255};
    int[] most = {0, 0, 0};
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        int rgb = image.getRGB(x, y);
        for (int i = 0; i < 3; i++) {
          int part = rgb >> (8 * i) & 0xFF;
          least[i] = Math.min(least[i], part);
          most[i] = Math.max(most[i], part);
        }
      }
    }
    boolean black = most[0] <= DARK && most[1] <= DARK && most[2] <= DARK;
    for (int i = 0; i < 3; i++) {
      if (!black && most[i] - least[i] > ONE_COLOUR) {
        return Optional.empty();
      }
    }
    double light = (0.299 * most[2] + 0.587 * most[1] + 0.114 * most[0]) / 255;
    return Optional.of(black ? Paint.BLACK : new Paint(true, light < 0.25, false, false));
  }
}

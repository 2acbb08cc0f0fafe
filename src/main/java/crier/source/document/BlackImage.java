package crier.source.document;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.util.Matrix;

/** A picture of nothing but black, stretched over words: how some tools draw a box. */
final class BlackImage {

  /** A picture with more in it than this is a picture of something. Pixels. */
  private static final long SMALL = 64 * 64;

  private static final int DARK = 64;

  private BlackImage() {}

  /** Where the picture lies; empty when it is anything but a black box. */
  static Optional<Rectangle2D> place(PDImageXObject image, PDGraphicsState state)
      throws IOException {
    long pixels = (long) image.getWidth() * image.getHeight();
    if (pixels <= 0
        || pixels > SMALL
        || image.isStencil()
        || image.getSoftMask() != null
        || image.getMask() != null
        || state.getNonStrokeAlphaConstant() < 0.9
        || !isBlack(image.getImage())) {
      return Optional.empty();
    }
    Matrix ctm = state.getCurrentTransformationMatrix();
    Rectangle2D place = new Rectangle2D.Double(ctm.getTranslateX(), ctm.getTranslateY(), 0, 0);
    for (float[] corner : new float[][] {{1, 0}, {0, 1}, {1, 1}}) {
      Point2D.Float point = ctm.transformPoint(corner[0], corner[1]);
      place.add(point);
    }
    return Optional.of(place.createIntersection(state.getCurrentClippingPath().getBounds2D()))
        .filter(seen -> seen.getWidth() > 0 && seen.getHeight() > 0);
  }

  private static boolean isBlack(BufferedImage image) {
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        int rgb = image.getRGB(x, y);
        if ((rgb >> 16 & 0xFF) > DARK || (rgb >> 8 & 0xFF) > DARK || (rgb & 0xFF) > DARK) {
          return false;
        }
      }
    }
    return true;
  }
}

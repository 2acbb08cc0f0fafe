package crier.source.document;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;

/**
 * What a shape is filled with.
 *
 * @param opaque whether nothing can be seen through it
 * @param dark too dark to read black upon it
 * @param black dark, and of no colour
 * @param pattern no colour at all; a page may have one for its ground
 */
record Paint(boolean opaque, boolean dark, boolean black, boolean pattern) {

  static final Paint BLACK = new Paint(true, true, true, false);

  /** What hides without being a colour: hatching, a pattern, a shade. */
  static final Paint PATTERN = new Paint(true, false, false, true);

  private static final Paint NONE = new Paint(false, false, false, false);
  private static final List<BlendMode> PLAIN = List.of(BlendMode.NORMAL, BlendMode.COMPATIBLE);
  private static final List<BlendMode> DARKENING = List.of(BlendMode.MULTIPLY, BlendMode.DARKEN);
  private static final double DARK = 0.25;
  private static final double SOLID = 0.9;

  static Paint of(PDColor color, PDGraphicsState state, double alpha) throws IOException {
    if (color.isPattern()) {
      // Hatching and shades: words beneath are hidden, words upon them are read.
      return PLAIN.contains(state.getBlendMode()) && alpha >= SOLID && state.getSoftMask() == null
          ? PATTERN
          : NONE;
    }
    if (color.getColorSpace() == null) {
      return NONE;
    }
    float[] rgb = color.getColorSpace().toRGB(color.getComponents());
    if (rgb == null || rgb.length < 3) {
      return NONE;
    }
    double light = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
    double most = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
    double least = Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
    boolean dark = light < DARK;
    BlendMode mode = state.getBlendMode();
    // A yellow highlighter multiplies: words show through it. A black one leaves black.
    boolean covers = PLAIN.contains(mode) || (dark && DARKENING.contains(mode));
    return new Paint(
        covers && alpha >= SOLID && state.getSoftMask() == null,
        dark,
        dark && most - least < 0.1,
        false);
  }
}

package crier.source.document;

import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;

/** Makes signs that stand for others. */
final class Signs {

  private Signs() {}

  /** The same sign at another place, or with other words. */
  static TextPosition like(
      TextPosition sign, int rotation, Matrix place, float endX, float endY, String words) {
    float length = (float) Math.hypot(endX - place.getTranslateX(), endY - place.getTranslateY());
    return new TextPosition(
        rotation,
        sign.getPageWidth(),
        sign.getPageHeight(),
        place,
        endX,
        endY,
        sign.getHeightDir() > 0 ? sign.getHeightDir() : 0.7f * sign.getFontSizeInPt(),
        length > 0 ? length : sign.getWidthDirAdj(),
        sign.getWidthOfSpace(),
        words,
        sign.getCharacterCodes(),
        sign.getFont(),
        sign.getFontSize(),
        (int) sign.getFontSizeInPt());
  }

  /** One sign in place of several that follow each other. */
  static TextPosition instead(TextPosition first, TextPosition last, String words) {
    return like(
        first, first.getRotation(), first.getTextMatrix(), last.getEndX(), last.getEndY(), words);
  }
}

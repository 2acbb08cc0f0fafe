package crier.source.document;

import crier.source.Words;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorN;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorSpace;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceCMYKColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceGrayColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceRGBColor;
import org.apache.pdfbox.contentstream.operator.color.SetStrokingColor;
import org.apache.pdfbox.contentstream.operator.color.SetStrokingColorN;
import org.apache.pdfbox.contentstream.operator.color.SetStrokingColorSpace;
import org.apache.pdfbox.contentstream.operator.color.SetStrokingDeviceCMYKColor;
import org.apache.pdfbox.contentstream.operator.color.SetStrokingDeviceGrayColor;
import org.apache.pdfbox.contentstream.operator.color.SetStrokingDeviceRGBColor;
import org.apache.pdfbox.contentstream.operator.state.SetLineWidth;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page as a reader sees it: what lies beneath an opaque box is left out, and the box stands
 * in the text as a mark. Keeps the order in which things are drawn, for that decides what covers
 * what.
 */
final class PageReader extends PDFTextStripper {

  /** Stands for a box until the page's own marks have been counted; no character of any text. */
  private static final char BOX = '\uFDD0';

  /** A line, not an area. Points. */
  private static final double THIN = 2;

  private static final int MOST_SIGNS = 5_000_000;

  private final boolean showHidden;
  private final OpaqueShapes shapes = new OpaqueShapes();
  private final Hatching hatching = new Hatching(this::hatched);
  private final ActualTexts actual = new ActualTexts();
  private final List<Sign> signs = new ArrayList<>();
  private final List<Box> boxes = new ArrayList<>();
  private final Set<TextPosition> hidden = Collections.newSetFromMap(new IdentityHashMap<>());
  private PDRectangle crop = new PDRectangle();
  private int rotation;
  private int count;
  private boolean inAnnotation;

  /** The file draws more than any report does; the message goes on after "because". */
  static final class Beyond extends RuntimeException {
    private static final long serialVersionUID = 1;

    Beyond(String why) {
      super(why);
    }
  }

  /** A sign as drawn, with the middle of its body. */
  private record Sign(TextPosition text, Point2D middle) {}

  /**
   * A page as read.
   *
   * @param redactions boxes and marks
   * @param concealed signs that a program can still read beneath boxes
   */
  record Page(String text, int redactions, int concealed) {}

  PageReader(boolean showHidden) throws IOException {
    this.showHidden = showHidden;
    setSortByPosition(true);
    setShouldSeparateByBeads(false);
    setSuppressDuplicateOverlappingText(false);
    setArticleEnd("\n");
    addOperator(new SetNonStrokingColor(this));
    addOperator(new SetNonStrokingColorN(this));
    addOperator(new SetNonStrokingColorSpace(this));
    addOperator(new SetNonStrokingDeviceCMYKColor(this));
    addOperator(new SetNonStrokingDeviceGrayColor(this));
    addOperator(new SetNonStrokingDeviceRGBColor(this));
    addOperator(new SetStrokingColor(this));
    addOperator(new SetStrokingColorN(this));
    addOperator(new SetStrokingColorSpace(this));
    addOperator(new SetStrokingDeviceCMYKColor(this));
    addOperator(new SetStrokingDeviceGrayColor(this));
    addOperator(new SetStrokingDeviceRGBColor(this));
    addOperator(new SetLineWidth(this));
  }

  /** Reads the page of this number, counted from 1. */
  Page read(PDDocument pdf, int number) throws IOException {
    signs.clear();
    boxes.clear();
    hidden.clear();
    actual.clear();
    setStartPage(number);
    setEndPage(number);
    String raw = getText(pdf);
    int marks = Redactions.marks(raw.replace(String.valueOf(BOX), ""));
    int drawn = (int) boxes.stream().filter(Box::redacts).count();
    int concealed = boxes.stream().mapToInt(Box::concealed).sum();
    return new Page(
        lines(raw.replace(String.valueOf(BOX), Redactions.BLOCK)), marks + drawn, concealed);
  }

  private static String lines(String text) {
    return String.join(
        "\n", text.lines().map(Words::line).filter(line -> !line.isEmpty()).toList());
  }

  @Override
  public void processPage(PDPage page) throws IOException {
    crop = page.getCropBox();
    rotation = page.getRotation();
    super.processPage(page);
  }

  @Override
  public void beginMarkedContentSequence(COSName tag, @Nullable COSDictionary properties) {
    actual.begin(properties);
  }

  @Override
  public void endMarkedContentSequence() {
    actual.end();
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    PDGraphicsState state = getGraphicsState();
    switch (operator.getName()) {
      case "f", "F", "b", "B" -> fill(state, shapes.drawn(state, false));
      case "f*", "b*", "B*" -> fill(state, shapes.drawn(state, true));
      case "S", "s" -> stroke(state);
      case "n" -> shapes.drawn(state, false);
      case "Do" -> picture(operands, state);
      default -> shapes.build(operator.getName(), operands, state);
    }
    super.processOperator(operator, operands);
  }

  private void fill(PDGraphicsState state, List<OpaqueShapes.Filled> rectangles)
      throws IOException {
    if (!rectangles.isEmpty()) {
      Paint paint = Paint.of(state.getNonStrokingColor(), state, state.getNonStrokeAlphaConstant());
      for (OpaqueShapes.Filled rectangle : rectangles) {
        Rectangle2D area = rectangle.area();
        // A pattern over all of a page is its ground or a watermark.
        if (!paint.pattern() || !isMostOfThePage(area)) {
          cover(area, rectangle.holes(), paint);
        }
        if (paint.opaque() && area.getHeight() < THIN) {
          Line2D line =
              new Line2D.Double(
                  area.getMinX(), area.getCenterY(), area.getMaxX(), area.getCenterY());
          hatching.draw(List.of(line), area);
        }
      }
    }
  }

  private void picture(List<COSBase> operands, PDGraphicsState state) throws IOException {
    if (!operands.isEmpty()
        && operands.getFirst() instanceof COSName name
        && getResources() != null
        && getResources().isImageXObject(name)
        && getResources().getXObject(name) instanceof PDImageXObject image) {
      PlainImage.place(image, state).ifPresent(place -> cover(place.area(), place.paint()));
    }
  }

  /** A thick line is a box, too. */
  private void stroke(PDGraphicsState state) throws IOException {
    if (state.getAlphaConstant() >= 0.9) {
      hatching.draw(shapes.lines(), state.getCurrentClippingPath().getBounds2D());
    }
    List<Rectangle2D> lines = shapes.stroked(state);
    if (!lines.isEmpty()) {
      Paint paint = Paint.of(state.getStrokingColor(), state, state.getAlphaConstant());
      for (Rectangle2D line : lines) {
        cover(line, paint);
      }
    }
  }

  private void cover(Rectangle2D rectangle, Paint paint) {
    cover(rectangle, List.of(), paint);
  }

  private Rectangle2D cropped(Rectangle2D place) {
    return new Rectangle2D.Double(
        place.getX() - crop.getLowerLeftX(),
        place.getY() - crop.getLowerLeftY(),
        place.getWidth(),
        place.getHeight());
  }

  private void cover(Rectangle2D rectangle, List<Rectangle2D> holes, Paint paint) {
    if (!paint.opaque()) {
      return;
    }
    Rectangle2D area = cropped(rectangle);
    Box box =
        new Box(area, holes.stream().map(this::cropped).toList(), paint.dark(), paint.black());
    for (Sign sign : signs) {
      if (box.covers(sign.middle()) && hidden.add(sign.text())) {
        box.conceal(sign.text().getUnicode());
      }
    }
    // A page that is painted white before it is drawn anew hides a draft, not a passage.
    boolean background = !paint.dark() && isMostOfThePage(area);
    if (background) {
      boxes.clear();
    } else {
      boxes.add(box);
    }
    if (boxes.size() > OpaqueShapes.MOST) {
      throw new Beyond("a page has more than %,d boxes".formatted(OpaqueShapes.MOST));
    }
  }

  private void hatched(Rectangle2D area) {
    if (!isMostOfThePage(area)) {
      cover(area, Paint.PATTERN);
    }
  }

  private boolean isMostOfThePage(Rectangle2D area) {
    return area.getWidth() * area.getHeight() > 0.5 * crop.getWidth() * crop.getHeight();
  }

  @Override
  protected void processTextPosition(TextPosition text) {
    if (++count > MOST_SIGNS) {
      throw new Beyond("it has more than %,d signs".formatted(MOST_SIGNS));
    }
    hatching.end();
    Sign sign = new Sign(text, middle(text));
    signs.add(sign);
    for (int i = boxes.size() - 1; i >= 0; i--) {
      Box box = boxes.get(i);
      if (box.covers(sign.middle())) {
        if (box.dark() && isDark()) {
          hidden.add(text);
          box.conceal(text.getUnicode());
        } else {
          box.print(text.getUnicode());
        }
        break;
      }
    }
    if (!inAnnotation) {
      actual.draw(text);
      super.processTextPosition(text);
    }
  }

  private boolean isDark() {
    PDGraphicsState state = getGraphicsState();
    PDColor color =
        state.getTextState().getRenderingMode().isFill()
            ? state.getNonStrokingColor()
            : state.getStrokingColor();
    try {
      return Paint.of(color, state, 1).dark();
    } catch (IOException _) {
      return false;
    }
  }

  private static Point2D middle(TextPosition text) {
    Matrix matrix = text.getTextMatrix();
    Point2D.Float up = matrix.transformPoint(0, 0.3f);
    double upX = up.x - matrix.getTranslateX();
    double upY = up.y - matrix.getTranslateY();
    return new Point2D.Double(
        (matrix.getTranslateX() + text.getEndX()) / 2 + upX,
        (matrix.getTranslateY() + text.getEndY()) / 2 + upY);
  }

  /** Annotations lie upon the page; then what can be seen is written down. */
  @Override
  protected void writePage() throws IOException {
    hatching.end();
    inAnnotation = true;
    for (PDAnnotation annotation : getCurrentPage().getAnnotations()) {
      annotate(annotation);
    }
    hatching.end();
    inAnnotation = false;
    join();
    List<TextPosition> text = new ArrayList<>();
    charactersByArticle.forEach(text::addAll);
    text =
        actual.said(
            text, hidden::contains, boxes.stream().filter(Box::redacts).map(Box::area).toList());
    if (!showHidden) {
      text.removeIf(hidden::contains);
    }
    for (Box box : boxes) {
      if (box.redacts() && !(showHidden && box.concealed() > 0)) {
        text.add(mark(box.area()));
      }
    }
    charactersByArticle.clear();
    charactersByArticle.addAll(Layout.blocks(text));
    super.writePage();
  }

  private void annotate(PDAnnotation annotation) throws IOException {
    if (annotation.isHidden() || annotation.isNoView()) {
      return;
    }
    List<Rectangle2D> stated = OpaqueShapes.stated(annotation);
    if (!stated.isEmpty()) {
      for (Rectangle2D area : stated) {
        cover(area, Paint.BLACK);
      }
    } else if (OpaqueShapes.DRAWN.contains(String.valueOf(annotation.getSubtype()))) {
      showAnnotation(annotation);
    }
  }

  /** What redactors cut up, a word or a line at a time, is one; what was drawn twice is one. */
  private void join() {
    List<Box> joined = new ArrayList<>();
    for (Box box : boxes) {
      Box last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && last.dark() == box.dark() && last.continues(box)) {
        last.join(box);
      } else {
        joined.add(box);
      }
    }
    boxes.clear();
    boxes.addAll(joined);
  }

  /** A sign where the box begins, upon its first line, in the direction that the page is read. */
  private TextPosition mark(Rectangle2D area) {
    TextPosition like = signs.isEmpty() ? null : signs.getFirst().text();
    Matrix turned = like == null ? new Matrix() : like.getTextMatrix();
    double length = Math.hypot(turned.getScaleX(), turned.getShearY());
    double cos = length == 0 ? 1 : turned.getScaleX() / length;
    double sin = length == 0 ? 0 : turned.getShearY() / length;
    double size =
        like == null ? 10 : Math.clamp(Math.hypot(turned.getShearX(), turned.getScaleY()), 4, 40);
    double[] along = extent(area, cos, sin);
    double[] across = extent(area, -sin, cos);
    double base =
        across[1] - across[0] < 2.2 * size
            ? across[0] + 0.25 * (across[1] - across[0])
            : across[1] - size;
    double x = along[0] * cos - base * sin;
    double y = along[0] * sin + base * cos;
    double width = along[1] - along[0];
    PDFont font =
        like == null ? new PDType1Font(Standard14Fonts.FontName.HELVETICA) : like.getFont();
    return new TextPosition(
        rotation,
        crop.getWidth(),
        crop.getHeight(),
        new Matrix(
            (float) (size * cos),
            (float) (size * sin),
            (float) (-size * sin),
            (float) (size * cos),
            (float) x,
            (float) y),
        (float) (x + width * cos),
        (float) (y + width * sin),
        (float) (0.7 * size),
        (float) width,
        (float) (0.25 * size),
        String.valueOf(BOX),
        new int[] {0},
        font,
        (float) size,
        (int) size);
  }

  private static double[] extent(Rectangle2D area, double x, double y) {
    double[] ends = {Double.MAX_VALUE, -Double.MAX_VALUE};
    for (double px : new double[] {area.getMinX(), area.getMaxX()}) {
      for (double py : new double[] {area.getMinY(), area.getMaxY()}) {
        double place = px * x + py * y;
        ends[0] = Math.min(ends[0], place);
        ends[1] = Math.max(ends[1], place);
      }
    }
    return ends;
  }
}

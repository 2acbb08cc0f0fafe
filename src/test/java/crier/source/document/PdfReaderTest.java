package crier.source.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is blacked out, and that what is blacked out is not read. */
class PdfReaderTest {

  private static final String OPEN = "The agency received ";
  private static final String SECRET = "1,273,004 addresses";

  @Test
  void wordsBeneathABlackBoxAreLeftOutAndCounted() {
    Pdf pdf = read(report().box(0, OPEN, SECRET, Color.BLACK));
    assertThat(pdf.pages().getFirst())
        .isEqualTo("The agency received ████ in all.\nIt matched them by name.");
    assertThat(pdf.redactions()).containsExactly(1);
    assertThat(pdf.concealed()).containsExactly(SECRET.replace(" ", "").length());
  }

  @Test
  void theOperatorMayHaveThemShown() {
    Pdf pdf = PdfReader.read(report().box(0, OPEN, SECRET, Color.BLACK).bytes(), true);
    assertThat(pdf.pages().getFirst()).contains(SECRET);
    assertThat(pdf.redactions()).containsExactly(1);
  }

  @Test
  void aBoxWithNothingBeneathStandsInTheTextToo() {
    Pdf pdf = read(new Paper().line("The agency received ").box(0, OPEN, SECRET, Color.BLACK));
    assertThat(pdf.pages()).containsExactly("The agency received ████");
    assertThat(pdf.redactions()).containsExactly(1);
    assertThat(pdf.concealed()).containsExactly(0);
  }

  @Test
  void whiteOverTextHidesItAsWell() {
    Pdf pdf = read(report().box(0, OPEN, SECRET, Color.WHITE));
    assertThat(pdf.pages().getFirst()).doesNotContain("1,273").contains("received ████ in all");
    assertThat(pdf.redactions()).containsExactly(1);
  }

  /** A word processor's black highlighter: first the black, then the black text upon it. */
  @Test
  void blackTextUponBlackIsHidden() {
    Pdf pdf = read(new Paper().box(0, OPEN, SECRET, Color.BLACK).line(OPEN + SECRET + " in all."));
    assertThat(pdf.pages()).containsExactly("The agency received ████ in all.");
    assertThat(pdf.redactions()).containsExactly(1);
  }

  @Test
  void aHeadingInWhiteUponBlackIsNoRedaction() {
    Pdf pdf =
        read(
            new Paper()
                .box(0, "", "What we recommend", Color.BLACK)
                .line("What we recommend", Color.WHITE));
    assertThat(pdf.pages()).containsExactly("What we recommend");
    assertThat(pdf.redactions()).containsExactly(0);
  }

  @Test
  void anExemptionPrintedUponABoxIsOneRedactionNotTwo() {
    Pdf pdf =
        read(
            new Paper().box(0, "", "(b)(7)(E) and on", Color.BLACK).line("(b)(7)(E)", Color.WHITE));
    assertThat(pdf.pages()).containsExactly("(b)(7)(E)");
    assertThat(pdf.redactions()).containsExactly(1);
  }

  @Test
  void shadingTextStandsUponIsNoRedaction() {
    Pdf pdf = read(new Paper().box(0, "", OPEN, Color.LIGHT_GRAY).line(OPEN));
    assertThat(pdf.pages()).containsExactly("The agency received");
    assertThat(pdf.redactions()).containsExactly(0);
  }

  @Test
  void aYellowHighlighterHidesNothing() {
    Paper paper = report();
    PDExtendedGraphicsState multiply = new PDExtendedGraphicsState();
    multiply.setBlendMode(BlendMode.MULTIPLY);
    paper.draw(stream -> stream.setGraphicsStateParameters(multiply));
    PDRectangle place = paper.place(0, OPEN, SECRET);
    paper.draw(stream -> {
      stream.setGraphicsStateParameters(multiply);
      stream.setNonStrokingColor(Color.YELLOW);
      stream.addRect(
          place.getLowerLeftX(), place.getLowerLeftY(), place.getWidth(), place.getHeight());
      stream.fill();
    });
    assertThat(read(paper).pages().getFirst()).contains(SECRET);
  }

  @Test
  void whatAThinShadeLetsThroughIsRead() {
    Paper paper = report();
    PDExtendedGraphicsState thin = new PDExtendedGraphicsState();
    thin.setNonStrokingAlphaConstant(0.3f);
    PDRectangle place = paper.place(0, OPEN, SECRET);
    paper.draw(stream -> {
      stream.setGraphicsStateParameters(thin);
      stream.setNonStrokingColor(Color.BLACK);
      stream.addRect(
          place.getLowerLeftX(), place.getLowerLeftY(), place.getWidth(), place.getHeight());
      stream.fill();
    });
    assertThat(read(paper).pages().getFirst()).contains(SECRET);
  }

  @Test
  void aThickLineIsABox() {
    Paper paper = report();
    PDRectangle place = paper.place(0, OPEN, SECRET);
    paper.draw(stream -> {
      stream.setStrokingColor(Color.BLACK);
      stream.setLineWidth(14);
      stream.moveTo(place.getLowerLeftX(), place.getLowerLeftY() + 7);
      stream.lineTo(place.getUpperRightX(), place.getLowerLeftY() + 7);
      stream.stroke();
    });
    assertThat(read(paper).pages().getFirst()).contains("received ████ in all");
  }

  @Test
  void aBlackPictureStretchedOverWordsIsABox() {
    Paper paper = report();
    PDRectangle place = paper.place(0, OPEN, SECRET);
    paper.draw(stream ->
        stream.drawImage(
            LosslessFactory.createFromImage(
                paper.pdf(), new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB)),
            place.getLowerLeftX(),
            place.getLowerLeftY(),
            place.getWidth(),
            place.getHeight()));
    assertThat(read(paper).pages().getFirst()).contains("received ████ in all");
  }

  @Test
  void anUnderlineAndATableOfRulesAreNone() {
    Paper paper = report();
    paper.draw(stream -> {
      stream.setNonStrokingColor(Color.BLACK);
      for (int i = 0; i < 5; i++) {
        stream.addRect(72, 700 - 20 * i, 400, 0.7f);
        stream.fill();
      }
      stream.addRect(72, 500, 4, 4);
      stream.fill();
    });
    assertThat(read(paper).redactions()).containsExactly(0);
  }

  @Test
  void aClipCutsABoxToWhatShows() {
    Paper paper = report();
    PDRectangle place = paper.place(0, OPEN, SECRET);
    paper.draw(stream -> {
      stream.saveGraphicsState();
      stream.addRect(
          place.getLowerLeftX(), place.getLowerLeftY(), place.getWidth(), place.getHeight());
      stream.clip();
      stream.setNonStrokingColor(Color.BLACK);
      stream.addRect(0, 0, 612, 792);
      stream.fill();
      stream.restoreGraphicsState();
    });
    assertThat(read(paper).pages().getFirst())
        .isEqualTo("The agency received ████ in all.\nIt matched them by name.");
  }

  @Test
  void boxesThatMeetInALineAreOne() {
    Pdf pdf =
        read(
            report()
                .box(0, OPEN, "1,273,004", Color.BLACK)
                .box(0, OPEN + "1,273,004", " addresses", Color.BLACK));
    assertThat(pdf.redactions()).containsExactly(1);
    assertThat(pdf.pages().getFirst()).contains("received ████ in all");
  }

  @Test
  void aPagePaintedAnewHidesADraftNotAPassage() {
    Paper paper = new Paper().line("A draft that nobody sees.");
    paper.draw(stream -> {
      stream.setNonStrokingColor(Color.WHITE);
      stream.addRect(0, 0, 612, 792);
      stream.fill();
    });
    Pdf pdf = read(paper.line("What is published."));
    assertThat(pdf.pages()).containsExactly("What is published.");
    assertThat(pdf.redactions()).containsExactly(0);
  }

  @Test
  void aWholePageInBlackIsOneRedaction() {
    Paper paper = new Paper().line("One.").nextPage().line("Secret.");
    paper.draw(stream -> {
      stream.addRect(50, 50, 500, 700);
      stream.fill();
    });
    Pdf pdf = read(paper);
    assertThat(pdf.pages()).containsExactly("One.", "████");
    assertThat(pdf.redactions()).containsExactly(0, 1);
  }

  @ParameterizedTest
  @CsvSource({"Redact, C, 1", "Highlight, C, 0", "Square, IC, 0"})
  void annotationsThatBlackOutAreBoxes(String subtype, String key, float red) throws IOException {
    Paper paper = report();
    PDRectangle place = paper.place(0, OPEN, SECRET);
    COSDictionary says = new COSDictionary();
    says.setName(COSName.TYPE, "Annot");
    says.setName(COSName.SUBTYPE, subtype);
    says.setItem(COSName.RECT, place.getCOSArray());
    says.setItem(
        COSName.getPDFName(key),
        new COSArray(List.of(new COSFloat(red), new COSFloat(0), new COSFloat(0))));
    paper.annotate(PDAnnotation.createAnnotation(says));
    Pdf pdf = read(paper);
    assertThat(pdf.pages().getFirst()).contains("received ████ in all").doesNotContain("1,273");
    assertThat(pdf.redactions()).containsExactly(1);
  }

  @Test
  void anOcrLayerBeneathABoxIsHiddenAndTheRestIsRead() {
    Paper paper = new Paper().box(0, OPEN, SECRET, Color.BLACK);
    paper.draw(stream -> stream.setRenderingMode(RenderingMode.NEITHER));
    Pdf pdf = read(paper.line(OPEN + SECRET + " in all."));
    assertThat(pdf.pages().getFirst()).contains("received ████ in all");
  }

  @Test
  void aPageTurnedOnItsSideIsReadWithItsBoxes() {
    Paper paper = report().box(0, OPEN, SECRET, Color.BLACK);
    paper.page().setRotation(90);
    Pdf pdf = read(paper);
    assertThat(pdf.redactions()).containsExactly(1);
    assertThat(pdf.pages().getFirst()).doesNotContain("1,273").contains("████");
  }

  @Test
  void aCropBoxMovesWordsAndBoxesAlike() {
    Paper paper = report().box(0, OPEN, SECRET, Color.BLACK);
    paper.page().setCropBox(new PDRectangle(30, 30, 550, 730));
    assertThat(read(paper).pages().getFirst()).contains("received ████ in all");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It was ***** of them.|1",
        "It was ****1**** of them.|1",
        "************2(f)************|1",
        "It was [REDACTED] and [Redacted for privacy].|2",
        "Officer (b)(6), (b)(7)(C) went.|2",
        "Footnote ** and ***.|0",
        "Section 6103(b)(2) and 5 U.S.C. § 552(b)(5) apply.|0",
        "Under Exemption (b)(5) it may.|0",
      })
  void marksAreCountedAndCitationsAreNot(String text, int marks) {
    assertThat(read(new Paper().line(text)).redactions()).containsExactly(marks);
  }

  @Test
  void aLockedFileSaysSo() {
    assertThat(read(report().lock("secret")).unreadable()).isEqualTo("it is encrypted");
  }

  @Test
  void aFileThatOnlyForbidsChangesIsRead() {
    assertThat(read(report().lock("")).pages().getFirst()).contains(SECRET);
  }

  @Test
  void picturesOfPaperHaveNoTextAndTheirPagesAreCounted() {
    Pdf pdf = read(new Paper().nextPage());
    assertThat(pdf.unreadable()).contains("pictures of paper");
    assertThat(pdf.pages()).hasSize(2);
  }

  @Test
  void anyCutOrFlipOfAFileIsReadOrSaysWhyNot() {
    byte[] whole = report().box(0, OPEN, SECRET, Color.BLACK).bytes();
    java.util.Random random = new java.util.Random(20260608);
    for (int round = 0; round < 150; round++) {
      byte[] broken = java.util.Arrays.copyOf(whole, 10 + random.nextInt(whole.length - 10));
      for (int flips = random.nextInt(6); flips > 0; flips--) {
        broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Pdf pdf = PdfReader.read(broken, false);
      assertThat(pdf.unreadable() != null || !pdf.pages().isEmpty()).isTrue();
    }
  }

  private static Paper report() {
    return new Paper().line(OPEN + SECRET + " in all.").line("It matched them by name.");
  }

  private static Pdf read(Paper paper) {
    return PdfReader.read(paper.bytes(), false);
  }
}

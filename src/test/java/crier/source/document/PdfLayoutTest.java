package crier.source.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which order a page is read, and what is a box upon it and what is none. */
class PdfLayoutTest {

  private static final PDFont FONT = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
  private static final String OPEN = "The agency received ";
  private static final String SECRET = "1,273,004 addresses";

  private static final List<String> FIRST =
      List.of(
          "The committee met in March and",
          "reviewed the yearly report that the",
          "inspector had sent to it, and it",
          "approved the corrective plan.");
  private static final List<String> SECOND =
      List.of(
          "Separately, the department would",
          "not say how many addresses it has",
          "received under the agreement that",
          "remains stayed by the court.");
  private static final List<String> THIRD =
      List.of(
          "Members asked for the minutes of",
          "the meeting, which the bureau had",
          "promised to send by the end of",
          "the fiscal year.");

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 180, 270})
  void columnsAreReadOneAfterTheOtherHoweverThePageIsTurned(int rotation) {
    Paper paper = new Paper();
    column(paper, 60, 700, FIRST);
    column(paper, 330, 693, SECOND);
    paper.page().setRotation(rotation);
    if (rotation == 0) {
      assertThat(text(paper)).isEqualTo(lines(FIRST) + "\n" + lines(SECOND));
    } else {
      assertThat(text(paper)).contains("committee").contains("remains stayed");
    }
  }

  @Test
  void aPageSetSidewaysAndTurnedUprightHasItsColumns() {
    Paper paper = new Paper();
    paper.page().setRotation(90);
    paper.draw(stream -> stream.transform(new Matrix(0, 1, -1, 0, 612, 0)));
    paper.draw(stream -> {
      stream.transform(new Matrix(0, 1, -1, 0, 612, 0));
      write(stream, 60, 500, FIRST);
      write(stream, 400, 500, SECOND);
    });
    assertThat(text(paper)).isEqualTo(lines(FIRST) + "\n" + lines(SECOND));
  }

  @Test
  void threeColumnsBelowAHeadingAndAboveAFootnoteAreReadInOrder() {
    Paper paper = new Paper();
    at(
        paper,
        36,
        740,
        16,
        "What the inspectors found in the third quarter, and what the bureau says");
    column(paper, 36, 700, FIRST);
    column(paper, 225, 700, SECOND);
    column(paper, 414, 700, THIRD);
    at(
        paper,
        36,
        100,
        9,
        "1 The figures are those of the bureau itself, as it sent them to all of the members in May.");
    assertThat(text(paper))
        .isEqualTo(
            "What the inspectors found in the third quarter, and what the bureau says\n"
                + String.join("\n", lines(FIRST), lines(SECOND), lines(THIRD))
                + "\n1 The figures are those of the bureau itself, as it sent them to all of the"
                + " members in May.");
  }

  @Test
  void rowsOfATableStayRows() {
    Paper paper = new Paper();
    String[][] rows = {
      {"Office", "Requests made", "Answered"},
      {"Enforcement and Removal Operations", "42,695 addresses", "in August"},
      {"Homeland Security Investigations", "1,273 addresses", "in September"},
      {"Office of the Principal Legal Advisor", "none at all", "does not apply"},
      {"Bureau of the Fiscal Service", "17 addresses", "in December"}
    };
    for (int i = 0; i < rows.length; i++) {
      at(paper, 60, 700 - 16 * i, 11, rows[i][0]);
      at(paper, 300, 700 - 16 * i, 11, rows[i][1]);
      at(paper, 450, 700 - 16 * i, 11, rows[i][2]);
    }
    assertThat(text(paper))
        .contains("Office Requests made Answered")
        .contains("Homeland Security Investigations 1,273 addresses in September")
        .contains("Bureau of the Fiscal Service 17 addresses in December");
  }

  @Test
  void rowsOfTwoWrappedCellsStayTogether() {
    Paper paper = new Paper();
    for (int i = 0; i < 4; i++) {
      column(
          paper,
          60,
          700 - 90 * i,
          List.of(
              "Recommendation " + i + ": the bureau should",
              "keep a record of each address that",
              "it gives away, and to whom."));
      column(
          paper,
          330,
          700 - 90 * i,
          List.of(
              "Answer " + i + ": the bureau agrees, and it",
              "will write the rules for this by the",
              "end of the fiscal year."));
    }
    String text = text(paper);
    assertThat(text.indexOf("Answer 0")).isLessThan(text.indexOf("Recommendation 1"));
    assertThat(text.indexOf("Answer 2")).isLessThan(text.indexOf("Recommendation 3"));
  }

  @Test
  void lettersThatStandCloseAreNoDoublesAndABoldDoubleIsOne() {
    Paper paper = new Paper();
    at(paper, 72, 700, 12, "The office agr");
    at(paper, 145.4f, 700, 12, "e");
    at(paper, 147.1f, 700, 12, "e");
    at(paper, 153.7f, 700, 12, "d to the plan.");
    at(paper, 72, 660, 12, "The bureau calls all of it illegal.");
    at(paper, 72.3f, 660, 12, "The bureau calls all of it illegal.");
    at(paper, 72, 660.2f, 12, "The bureau calls all of it illegal.");
    assertThat(text(paper))
        .isEqualTo("The office agreed to the plan.\nThe bureau calls all of it illegal.");
  }

  @Test
  void aStampStandsApartFromWhatItOverprints() {
    Paper paper = new Paper();
    column(
        paper,
        72,
        700,
        List.of(
            "The stay entered on March 5 is lifted, and",
            "the agency shall answer the complaint."));
    at(paper, 120, 694, 22, "FILED UNDER SEAL");
    paper.draw(stream -> {
      stream.beginText();
      stream.setFont(FONT, 40);
      stream.setTextMatrix(Matrix.getRotateInstance(Math.toRadians(45), 90, 600));
      stream.showText("DRAFT COPY");
      stream.endText();
    });
    assertThat(text(paper))
        .contains(
            "The stay entered on March 5 is lifted, and\nthe agency shall answer the complaint.")
        .contains("\nFILED UNDER SEAL")
        .contains("\nDRAFT COPY");
  }

  @Test
  void actualTextIsReadWhereAllItsLettersAreSeen() {
    Paper paper = new Paper();
    paper.draw(stream -> {
      stream.beginText();
      stream.setFont(FONT, 12);
      stream.newLineAtOffset(72, 700);
      stream.showText("The O");
      marked(stream, "ffi", "*");
      stream.showText("ce agreed.");
      stream.endText();
    });
    assertThat(text(paper)).isEqualTo("The Office agreed.");
  }

  @Test
  void actualTextNeverTellsWhatABoxHidesOrWhatWasCutOut() {
    Paper boxed = new Paper();
    boxed.draw(stream -> {
      stream.beginText();
      stream.setFont(FONT, 12);
      stream.newLineAtOffset(Paper.LEFT, Paper.TOP);
      marked(stream, OPEN + SECRET, OPEN + SECRET);
      stream.endText();
    });
    assertThat(text(boxed.box(0, OPEN, SECRET, Color.BLACK))).isEqualTo(OPEN + "████");
    Paper cut = new Paper();
    cut.draw(stream -> {
      stream.beginText();
      stream.setFont(FONT, 12);
      stream.newLineAtOffset(Paper.LEFT, Paper.TOP);
      marked(stream, OPEN + SECRET + " in all.", OPEN + "in all.");
      stream.endText();
    });
    assertThat(text(cut)).doesNotContain("1,273");
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, false", "false, true"})
  void aThinFrameRoundWordsHidesNothingAndIsNoRedaction(boolean evenOdd, boolean stroked) {
    Paper paper = new Paper().line("JS-6");
    PDRectangle in = paper.place(0, "", "JS-6");
    paper.draw(stream -> {
      stream.setNonStrokingColor(Color.BLACK);
      float x = in.getLowerLeftX() - 4;
      float y = in.getLowerLeftY() - 3;
      stream.addRect(x, y, 40, 20);
      if (stroked) {
        stream.stroke();
        return;
      }
      if (evenOdd) {
        stream.addRect(x + 1, y + 1, 38, 18);
        stream.fillEvenOdd();
      } else { // the other way round
        stream.moveTo(x + 1, y + 1);
        stream.lineTo(x + 1, y + 19);
        stream.lineTo(x + 39, y + 19);
        stream.lineTo(x + 39, y + 1);
        stream.closePath();
        stream.fill();
      }
    });
    Pdf pdf = read(paper);
    assertThat(pdf.pages()).containsExactly("JS-6");
    assertThat(pdf.redactions()).containsExactly(0);
    assertThat(pdf.concealed()).containsExactly(0);
  }

  @Test
  void twoRectanglesFilledAsOneAreABoxAndTheThickSideOfAFrameHidesToo() {
    Paper solid = report();
    PDRectangle place = solid.place(0, OPEN, SECRET);
    solid.draw(stream -> {
      stream.addRect(place.getLowerLeftX(), place.getLowerLeftY(), place.getWidth(), 14);
      stream.addRect(place.getLowerLeftX() + 2, place.getLowerLeftY() + 2, 20, 10);
      stream.fill();
    });
    assertThat(text(solid)).isEqualTo("The agency received ████ in all.");
    Paper thick = report().line("What stands in the frame is read.");
    thick.draw(stream -> {
      stream.addRect(60, Paper.TOP - 60, 400, 80);
      stream.addRect(61, Paper.TOP - 55, 398, 45);
      stream.fillEvenOdd();
    });
    assertThat(text(thick)).contains("What stands in the frame is read.").doesNotContain("1,273");
  }

  @ParameterizedTest
  @ValueSource(floats = {0.5f, 1.5f})
  void hatchingHidesWhatLiesBeneath(float width) {
    Paper paper = report();
    PDRectangle place = paper.place(0, OPEN, SECRET);
    paper.draw(stream -> {
      stream.setStrokingColor(Color.BLACK);
      stream.setLineWidth(width);
      for (float x = place.getLowerLeftX() - 14; x < place.getUpperRightX(); x += 3) {
        stream.saveGraphicsState();
        stream.addRect(place.getLowerLeftX(), place.getLowerLeftY(), place.getWidth(), 14);
        stream.clip();
        stream.moveTo(x, place.getLowerLeftY());
        stream.lineTo(x + 14, place.getUpperRightY());
        stream.stroke();
        stream.restoreGraphicsState();
      }
    });
    Pdf pdf = read(paper);
    assertThat(pdf.pages()).containsExactly("The agency received ████ in all.");
    assertThat(pdf.redactions()).containsExactly(1);
  }

  @Test
  void linesOfATableAndAStruckWordAreNoHatching() {
    Paper paper = report().line("Struck, but there to be read.");
    paper.draw(stream -> {
      for (int i = 0; i < 20; i++) {
        stream.moveTo(60, 740 - 12 * i);
        stream.lineTo(500, 740 - 12 * i);
        stream.stroke();
      }
      for (int i = 0; i < 20; i++) {
        stream.moveTo(60 + 25 * i, 740);
        stream.lineTo(60 + 25 * i, 500);
        stream.stroke();
      }
    });
    assertThat(text(paper)).contains(SECRET).contains("Struck, but there to be read.");
    assertThat(read(report()).redactions()).containsExactly(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x000000, 0xFFFFFF, 0x1A4F8B})
  void aPictureOfOneColourIsABoxWhateverItsSizeAndAPhotographIsNone(int rgb) {
    Paper paper = report();
    PDRectangle place = paper.place(0, OPEN, SECRET);
    picture(paper, place, rgb, rgb);
    assertThat(text(paper)).isEqualTo("The agency received ████ in all.");
    Paper photograph = report();
    picture(photograph, new PDRectangle(60, 100, 300, 300), rgb, rgb ^ 0xFFFFFF);
    assertThat(read(photograph).redactions()).containsExactly(0);
  }

  @Test
  void aColouredBoxHidesWhatItCoversAndIsNoneWhereItCoversNothing() {
    assertThat(text(report().box(0, OPEN, SECRET, Color.RED)))
        .isEqualTo("The agency received ████ in all.");
    Pdf pdf = read(report().box(8, "", SECRET, Color.RED).box(9, "", SECRET, Color.WHITE));
    assertThat(pdf.redactions()).containsExactly(0);
    assertThat(pdf.pages().getFirst()).contains(SECRET);
  }

  private static void picture(Paper paper, PDRectangle place, int one, int other) {
    BufferedImage image = new BufferedImage(300, 40, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 300; x++) {
      for (int y = 0; y < 40; y++) {
        image.setRGB(x, y, (x / 20 + y / 10) % 2 == 0 ? one : other);
      }
    }
    paper.draw(stream ->
        stream.drawImage(
            LosslessFactory.createFromImage(paper.pdf(), image),
            place.getLowerLeftX(),
            place.getLowerLeftY(),
            place.getWidth(),
            place.getHeight()));
  }

  private static void marked(PDPageContentStream stream, String actual, String drawn)
      throws IOException {
    COSDictionary says = new COSDictionary();
    says.setString(COSName.ACTUAL_TEXT, actual);
    stream.beginMarkedContent(COSName.getPDFName("Span"), PDPropertyList.create(says));
    stream.showText(drawn);
    stream.endMarkedContent();
  }

  private static void column(Paper paper, float x, float y, List<String> lines) {
    paper.draw(stream -> write(stream, x, y, lines));
  }

  private static void write(PDPageContentStream stream, float x, float y, List<String> lines)
      throws IOException {
    for (int i = 0; i < lines.size(); i++) {
      stream.beginText();
      stream.setFont(FONT, 10.5f);
      stream.newLineAtOffset(x, y - 14 * i);
      stream.showText(lines.get(i));
      stream.endText();
    }
  }

  private static void at(Paper paper, float x, float y, float size, String text) {
    paper.draw(stream -> {
      stream.beginText();
      stream.setFont(FONT, size);
      stream.newLineAtOffset(x, y);
      stream.showText(text);
      stream.endText();
    });
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines);
  }

  private static Paper report() {
    return new Paper().line(OPEN + SECRET + " in all.");
  }

  private static String text(Paper paper) {
    return String.join("\n", read(paper).pages());
  }

  private static Pdf read(Paper paper) {
    return PdfReader.read(paper.bytes(), false);
  }
}

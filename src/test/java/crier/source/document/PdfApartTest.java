package crier.source.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hostile files, read in a process of its own as the daemon does. */
@Tag("slow")
class PdfApartTest {

  @Test
  void aReportIsReadAsInThisProcess() {
    byte[] file = new Paper().line("It was in all.").box(0, "It was ", "in", Color.BLACK).bytes();
    assertThat(new PdfApart(false).read(file)).isEqualTo(PdfReader.read(file, false));
    assertThat(new PdfApart(true).read(file).pages()).containsExactly("It was in all.");
  }

  /** 60 MB of text operators in some 60 KB: any count of pages or objects looks harmless. */
  @Test
  void aBombEndsAProcessAndNotTheDaemon() throws IOException {
    byte[] file = bomb("(AAAAAAAAAAAAAAAAAAAAAAAAAAAA) Tj\n", 60_000_000);
    assertThat(file.length).isLessThan(300_000);
    Pdf pdf = new PdfApart(false).read(file);
    assertThat(pdf.unreadable()).isNotNull();
    assertThat(pdf.pages()).isEmpty();
  }

  @Test
  void whatTakesTooLongIsEnded() throws IOException {
    byte[] file = bomb("q 1 0 0 1 0 0 cm Q\n", 90_000_000);
    assertThat(new PdfApart(false, Duration.ofSeconds(1)).read(file).unreadable())
        .isEqualTo("reading it took longer than 1 s");
  }

  @Test
  void aClaimOfAHundredMillionPagesIsNotBelieved() {
    String claim =
        """
        %PDF-1.4
        1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
        2 0 obj << /Type /Pages /Count 100000000 /Kids [3 0 R] >> endobj
        3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >> endobj
        trailer << /Root 1 0 R >>
        """;
    Pdf pdf = new PdfApart(false).read(claim.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(pdf.pages()).hasSizeLessThanOrEqualTo(1);
    assertThat(pdf.unreadable()).isNotNull();
  }

  @Test
  void aTreeOfPagesThatIsALoopEnds() {
    String loop =
        """
        %PDF-1.4
        1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
        2 0 obj << /Type /Pages /Count 5 /Kids [2 0 R 2 0 R] >> endobj
        trailer << /Root 1 0 R >>
        """;
    assertThat(
            new PdfApart(false, Duration.ofSeconds(10))
                .read(loop.getBytes(StandardCharsets.ISO_8859_1))
                .unreadable())
        .isNotNull();
  }

  private static byte[] bomb(String operator, int length) throws IOException {
    Paper paper = new Paper().line("x");
    PDStream stream = new PDStream(paper.pdf());
    try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
      out.write("BT /F1 1 Tf\n".getBytes(StandardCharsets.US_ASCII));
      byte[] piece = operator.repeat(1_000).getBytes(StandardCharsets.US_ASCII);
      for (int written = 0; written < length; written += piece.length) {
        out.write(piece);
      }
      out.write("ET\n".getBytes(StandardCharsets.US_ASCII));
    }
    paper.page().setContents(stream);
    return paper.bytes();
  }
}

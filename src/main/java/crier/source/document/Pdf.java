package crier.source.document;

import crier.source.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads PDFs, within bounds: a small file can ask for more memory than there is. */
final class Pdf {

  private static final Logger LOG = LoggerFactory.getLogger(Pdf.class);

  private static final int MOST_PAGES = 2_000;
  private static final int MOST_GLYPHS = 5_000_000;

  private Pdf() {}

  /**
   * What could be read.
   *
   * @param pages text of each page; empty when the file is encrypted, corrupt or beyond the bounds
   */
  record Reading(String title, List<String> pages) {}

  static Reading read(byte[] bytes) {
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      String title = pdf.getDocumentInformation().getTitle();
      Bounded stripper = new Bounded();
      stripper.setSortByPosition(true);
      List<String> pages = new ArrayList<>();
      // Claimed page counts are not to be believed: walk what is there.
      for (PDPage _ : pdf.getPages()) {
        if (pages.size() >= MOST_PAGES) {
          break;
        }
        stripper.setStartPage(pages.size() + 1);
        stripper.setEndPage(pages.size() + 1);
        pages.add(lines(stripper.getText(pdf)));
      }
      return new Reading(title == null ? "" : Words.line(title), pages);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      LOG.debug("a PDF could not be read", e);
      return new Reading("", List.of());
    }
  }

  private static String lines(String text) {
    return String.join(
        "\n", text.lines().map(Words::line).filter(line -> !line.isEmpty()).toList());
  }

  /** Stops when a file draws more signs than any report has. */
  private static final class Bounded extends PDFTextStripper {

    private int glyphs;

    @Override
    protected void processTextPosition(TextPosition text) {
      if (++glyphs > MOST_GLYPHS) {
        throw new IllegalStateException("more than %d signs".formatted(MOST_GLYPHS));
      }
      super.processTextPosition(text);
    }
  }
}

package crier.source.document;

import crier.source.Words;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/**
 * Reads one PDF, from standard input to standard output, in a process of its own: see {@link
 * PdfApart}. A small file can ask for more memory and time than there is, and then this process
 * ends, not the daemon.
 */
final class PdfReader {

  /** Reads even what redactors only covered. */
  static final String SHOW_HIDDEN = "show-hidden-text";

  private static final int MOST_PAGES = 3_000;
  private static final int MOST_CHARACTERS = 12_000_000;

  private PdfReader() {}

  /** Reads a PDF and is done. */
  public static void main(String[] args) throws IOException {
    // Whoever started this may have died, and then nobody else would end it.
    Thread.ofPlatform().daemon().start(PdfReader::giveUp);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)))) {
      System.setOut(System.err);
      byte[] file = System.in.readAllBytes();
      FontMappers.set(new OneFont());
      read(file, List.of(args).contains(SHOW_HIDDEN)).write(out);
    }
  }

  private static void giveUp() {
    try {
      Thread.sleep(PdfApart.LONGEST.multipliedBy(2));
    } catch (InterruptedException _) {
      // then now
    }
    Runtime.getRuntime().halt(1);
  }

  /** Reads a PDF, bounded by nothing but the process it runs in. */
  static Pdf read(byte[] file, boolean showHidden) {
    try (PDDocument pdf = Loader.loadPDF(file)) {
      String title = pdf.getDocumentInformation().getTitle();
      PageReader reader = new PageReader(showHidden);
      List<String> pages = new ArrayList<>();
      List<Integer> redactions = new ArrayList<>();
      List<Integer> concealed = new ArrayList<>();
      long length = 0;
      // Claimed page counts are not to be believed: walk what is there.
      for (PDPage _ : pdf.getPages()) {
        if (pages.size() == MOST_PAGES) {
          return Pdf.unreadable("it has more than %,d pages".formatted(MOST_PAGES));
        }
        PageReader.Page page = reader.read(pdf, pages.size() + 1);
        length += page.text().length();
        if (length > MOST_CHARACTERS) {
          return Pdf.unreadable("it has more than %,d characters".formatted(MOST_CHARACTERS));
        }
        pages.add(page.text());
        redactions.add(page.redactions());
        concealed.add(page.concealed());
      }
      return new Pdf(
          title == null ? "" : Words.line(title), missing(pages), pages, redactions, concealed);
    } catch (InvalidPasswordException _) {
      return Pdf.unreadable("it is encrypted");
    } catch (PageReader.Beyond e) {
      return Pdf.unreadable(String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException | StackOverflowError _) {
      return Pdf.unreadable("it is damaged, or no PDF as the standard has it");
    }
  }

  private static @org.jspecify.annotations.Nullable String missing(List<String> pages) {
    if (pages.isEmpty()) {
      return "no page of it could be found";
    }
    return pages.stream().allMatch(String::isBlank)
        ? "its pages hold no text; they may be pictures of paper"
        : null;
  }
}

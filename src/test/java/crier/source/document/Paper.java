package crier.source.document;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;

/** Makes PDFs as reports are made: lines of text, 20 points apart, and what is drawn upon them. */
final class Paper {

  static final float LEFT = 72;
  static final float TOP = 720;
  static final float LEADING = 20;

  private final PDDocument pdf = new PDDocument();
  private final PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
  private PDPage page = new PDPage(PDRectangle.LETTER);
  private int line;

  /** Draws upon a page. */
  @FunctionalInterface
  interface Drawing {
    void on(PDPageContentStream stream) throws IOException;
  }

  Paper() {
    pdf.addPage(page);
  }

  PDDocument pdf() {
    return pdf;
  }

  PDPage page() {
    return page;
  }

  Paper nextPage() {
    page = new PDPage(PDRectangle.LETTER);
    pdf.addPage(page);
    line = 0;
    return this;
  }

  Paper line(String text) {
    return line(text, Color.BLACK);
  }

  Paper line(String text, Color color) {
    float y = TOP - LEADING * line++;
    return draw(stream -> {
      stream.beginText();
      stream.setFont(font, 12);
      stream.setNonStrokingColor(color);
      stream.newLineAtOffset(LEFT, y);
      stream.showText(text);
      stream.endText();
    });
  }

  /** A box over the words of a line: from where {@code before} ends to where {@code over} ends. */
  Paper box(int onLine, String before, String over, Color color) {
    PDRectangle place = place(onLine, before, over);
    return draw(stream -> {
      stream.setNonStrokingColor(color);
      stream.addRect(
          place.getLowerLeftX(), place.getLowerLeftY(), place.getWidth(), place.getHeight());
      stream.fill();
    });
  }

  PDRectangle place(int onLine, String before, String over) {
    try {
      float from = LEFT + font.getStringWidth(before) / 1000 * 12;
      float width = font.getStringWidth(over) / 1000 * 12;
      return new PDRectangle(from, TOP - LEADING * onLine - 3, width, 14);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Paper draw(Drawing drawing) {
    try (PDPageContentStream stream =
        new PDPageContentStream(pdf, page, PDPageContentStream.AppendMode.APPEND, true, true)) {
      drawing.on(stream);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Paper annotate(PDAnnotation annotation) {
    try {
      page.getAnnotations().add(annotation);
      page.setAnnotations(page.getAnnotations());
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Paper lock(String password) {
    try {
      pdf.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (pdf) {
      pdf.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

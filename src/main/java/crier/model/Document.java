package crier.model;

import java.util.List;

/**
 * A file, usually a PDF.
 *
 * @param title from the file, or its name
 * @param mediaType as recognised from the bytes, such as {@code application/pdf}
 * @param bytes its length
 * @param sha256 lower-case hex of the bytes
 * @param pages text of each page; empty when the text could not be read
 * @param redactions marks of blacked-out text on each page; empty when they could not be counted
 */
public record Document(
    String title,
    String mediaType,
    long bytes,
    String sha256,
    List<String> pages,
    List<Integer> redactions)
    implements Content {

  public Document {
    pages = List.copyOf(pages);
    redactions = List.copyOf(redactions);
  }
}

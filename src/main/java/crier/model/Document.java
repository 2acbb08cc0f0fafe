package crier.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file, usually a PDF. Its text is what a reader sees: words beneath a black box are not in it,
 * even where a program could still extract them, unless the operator asked for them.
 *
 * @param title from the file, or its name
 * @param mediaType as recognised from the bytes, such as {@code application/pdf}
 * @param bytes its length
 * @param sha256 lower-case hex of the bytes
 * @param unreadable why its text could not be read; null when it was, and for files that are no PDF
 * @param pages text of each page; a box stands in it as {@code ████}. Empty when the pages could
 *     not be told apart
 * @param redactions boxes and marks of what was taken out of each page; empty when they could not
 *     be counted
 * @param concealed how many signs of each page lie beneath boxes and can still be extracted; empty
 *     when they were not counted
 */
public record Document(
    String title,
    String mediaType,
    long bytes,
    String sha256,
    @Nullable String unreadable,
    List<String> pages,
    List<Integer> redactions,
    @Nullable List<Integer> concealed)
    implements Content {

  /** The option of a source that lets words beneath boxes into the text. */
  public static final String SHOW_HIDDEN = "show-hidden-text";

  /** In a memo: which document has text beneath its boxes, and how much. */
  public static final String CONCEALED = "concealed";

  private static final int TELLING = 12;

  public Document {
    pages = List.copyOf(pages);
    redactions = List.copyOf(redactions);
    // Snapshots of earlier versions do not tell.
    concealed = concealed == null ? List.of() : List.copyOf(concealed);
  }

  /** A file of which no more than its bytes is known. */
  public static Document file(String title, String mediaType, long bytes, String sha256) {
    return new Document(title, mediaType, bytes, sha256, null, List.of(), List.of(), List.of());
  }

  /** Boxes and marks of all pages. */
  public int redactionsInAll() {
    return redactions.stream().mapToInt(Integer::intValue).sum();
  }

  /** Signs of all pages that lie beneath boxes and can still be extracted. */
  public int concealedInAll() {
    return concealed == null ? 0 : concealed.stream().mapToInt(Integer::intValue).sum();
  }

  /** The document and how many signs lie beneath its boxes, for a memo; null when none do. */
  public @Nullable String concealedBeneath() {
    int signs = concealedInAll();
    return signs == 0
        ? null
        : sha256.substring(0, Math.min(TELLING, sha256.length())) + " " + signs;
  }
}

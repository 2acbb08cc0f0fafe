package crier.source.document;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What could be read of a PDF.
 *
 * @param title as the file states it, or empty
 * @param unreadable why the text could not be read; null when it could
 * @param pages text of each page; empty when it could not be read
 * @param redactions boxes and marks of each page
 * @param concealed signs of each page that lie beneath boxes and can still be extracted
 */
record Pdf(
    String title,
    @Nullable String unreadable,
    List<String> pages,
    List<Integer> redactions,
    List<Integer> concealed) {

  private static final int LONGEST = 32 * 1024 * 1024;
  private static final int MOST_PAGES = 100_000;

  Pdf {
    pages = List.copyOf(pages);
    redactions = List.copyOf(redactions);
    concealed = List.copyOf(concealed);
  }

  static Pdf unreadable(String why) {
    return new Pdf("", why, List.of(), List.of(), List.of());
  }

  /** Writes it for {@link #read}. */
  void write(DataOutputStream out) throws IOException {
    text(out, title);
    text(out, unreadable == null ? "" : unreadable);
    out.writeInt(pages.size());
    for (int i = 0; i < pages.size(); i++) {
      text(out, pages.get(i));
      out.writeInt(redactions.get(i));
      out.writeInt(concealed.get(i));
    }
    out.flush();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when it ends early, or says more than any document does
   */
  static Pdf read(DataInputStream in) throws IOException {
    String title = text(in);
    String unreadable = text(in);
    int count = bounded(in.readInt(), MOST_PAGES);
    List<String> pages = new ArrayList<>();
    List<Integer> redactions = new ArrayList<>();
    List<Integer> concealed = new ArrayList<>();
    long length = 0;
    for (int i = 0; i < count; i++) {
      String page = text(in);
      length += page.length();
      if (length > LONGEST) {
        throw new IOException("a text of more than %d characters".formatted(LONGEST));
      }
      pages.add(page);
      redactions.add(in.readInt());
      concealed.add(in.readInt());
    }
    return new Pdf(title, unreadable.isEmpty() ? null : unreadable, pages, redactions, concealed);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[bounded(in.readInt(), LONGEST)];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int bounded(int number, int most) throws IOException {
    if (number < 0 || number > most) {
      throw new IOException("an answer out of all bounds");
    }
    return number;
  }
}

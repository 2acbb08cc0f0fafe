package crier.web;

import crier.difference.Difference;
import crier.difference.PageDifference;
import crier.difference.PageDifference.Kind;
import crier.difference.PageDifference.Pair;
import crier.difference.Paragraphs;
import crier.model.Content;
import crier.model.Document;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two snapshots: a document's page by page, anything else's as one text.
 * Public for the templates.
 *
 * @param parts in order; those without a difference are left out
 * @param more how many further pages differ
 */
public record SnapshotDifference(List<Part> parts, int more) {

  private static final int MOST_PAGES = 40;

  public SnapshotDifference {
    parts = List.copyOf(parts);
  }

  /**
   * A part that differs.
   *
   * @param label {@code Page 3}; empty for what has no pages
   * @param note what a difference of words does not show, or empty
   */
  public record Part(String label, String note, Difference difference) {}

  /** Whether the two say the same. */
  public boolean isEmpty() {
    return parts.isEmpty();
  }

  static SnapshotDifference none() {
    return new SnapshotDifference(List.of(), 0);
  }

  static SnapshotDifference of(Content before, Content after) {
    return before instanceof Document was && after instanceof Document now
        ? documents(was, now)
        : new SnapshotDifference(parts("", "", SnapshotText.of(before), SnapshotText.of(after)), 0);
  }

  private static SnapshotDifference documents(Document was, Document now) {
    List<Part> parts =
        new ArrayList<>(parts("", "", SnapshotText.facts(was), SnapshotText.facts(now)));
    int more = 0;
    for (Pair pair : PageDifference.of(was.pages(), now.pages()).pages()) {
      List<Part> page =
          pair.kind() == Kind.SAME
              ? List.of()
              : parts(
                  pair.label(),
                  note(was, now, pair),
                  pair.kind() == Kind.MOVED ? "" : page(was, pair.before()),
                  pair.kind() == Kind.MOVED ? "" : page(now, pair.after()));
      if (parts.size() <= MOST_PAGES) {
        parts.addAll(page);
      } else {
        more += page.size();
      }
    }
    return new SnapshotDifference(parts, more);
  }

  private static List<Part> parts(String label, String note, String before, String after) {
    Difference difference = Difference.of(before, after);
    return difference.isEmpty() && note.isEmpty()
        ? List.of()
        : List.of(new Part(label, note, difference));
  }

  private static String note(Document was, Document now, Pair pair) {
    if (pair.kind() == Kind.MOVED) {
      return "This page moved; its words are the same.";
    }
    int before = marks(was, pair.before());
    int after = marks(now, pair.after());
    return before == after
        ? ""
        : "Redactions on this page: %d before, %d now.".formatted(before, after);
  }

  private static int marks(Document document, @Nullable Integer page) {
    return page == null || page > document.redactions().size()
        ? 0
        : document.redactions().get(page - 1);
  }

  private static String page(Document document, @Nullable Integer page) {
    return page == null ? "" : Paragraphs.of(document.pages().get(page - 1));
  }
}

package crier.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a finding rests on, beside the words it quotes.
 *
 * @param operative parts of the quote that make its events, verbatim and in the quote's order;
 *     empty when no words in particular do
 * @param measured what Crier itself counted or compared, in its own words; empty when nothing.
 *     Never to be set as a quotation
 * @param sha256 lower-case hex of the capture that the quote stands in; null when none is stored
 * @param capture id of that capture, or null
 * @param page of the document that the quote stands on, counted from 1; null when it has no pages
 */
public record Proof(
    List<String> operative,
    String measured,
    @Nullable String sha256,
    @Nullable Long capture,
    @Nullable Integer page) {

  /** Nothing in particular. */
  public static final Proof NONE = new Proof(List.of(), "", null, null, null);

  public Proof {
    operative = List.copyOf(operative);
  }

  /** That these words of a quote make the events. */
  public static Proof of(List<String> operative) {
    return operative.isEmpty() ? NONE : new Proof(operative, "", null, null, null);
  }

  /** The same with what Crier measured. */
  public Proof measuring(String words) {
    return new Proof(operative, words, sha256, capture, page);
  }

  /** The same, to be found in the capture of this hash, on this page of it. */
  public Proof citing(@Nullable String hash, @Nullable Integer onPage) {
    return new Proof(operative, measured, hash, null, onPage);
  }

  /** The same, with the capture that was stored under this id. */
  public Proof stored(@Nullable Long id) {
    return new Proof(operative, measured, sha256, id, page);
  }
}

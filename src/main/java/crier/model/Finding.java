package crier.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change with its meaning. Kept open on purpose: a new rule makes new findings, and every channel
 * can already show them.
 *
 * @param key identity of what it is about within the watch: the item's key, or empty for the page
 * @param events what happened, most important first; at least one
 * @param significance its rank
 * @param because why it has that rank, in words
 * @param headline what happened, in one line: {@code Stay lifted}
 * @param title the source's own title for what it is about
 * @param link where to read it, or null
 * @param published when the source says it appeared, or null when unknown
 * @param quote the source's words that the events rest on, verbatim; empty when there are none
 * @param before what stood there before, or null
 * @param after what stands there now, or null
 * @param questions ids of the story's open questions that it bears on
 * @param sources names of the places where it was seen, when there are several
 * @param follows key of the finding that this one continues (a text that arrives for an entry told
 *     before), or null
 * @param proof which of its words rule, what Crier itself measured, and where the quote stands
 * @param speaker who says it, and under which number: {@code Treasury audits, No. 2026-006}; empty
 *     where that is not known
 */
public record Finding(
    String key,
    List<Event> events,
    Significance significance,
    String because,
    String headline,
    String title,
    @Nullable String link,
    @Nullable Published published,
    String quote,
    @Nullable String before,
    @Nullable String after,
    List<String> questions,
    List<String> sources,
    @Nullable String follows,
    Proof proof,
    String speaker) {

  public Finding {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a finding without an event: " + title);
    }
    events = List.copyOf(events);
    questions = List.copyOf(questions);
    sources = List.copyOf(sources);
    // Findings stored by earlier versions have none.
    speaker = speaker == null ? "" : speaker;
    // Findings stored by earlier versions have none.
    proof = proof == null ? Proof.NONE : proof;
  }

  /** A finding of which no more is known than its words. */
  public Finding(
      String key,
      List<Event> events,
      Significance significance,
      String because,
      String headline,
      String title,
      @Nullable String link,
      @Nullable Published published,
      String quote,
      @Nullable String before,
      @Nullable String after,
      List<String> questions,
      List<String> sources,
      @Nullable String follows) {
    this(
        key,
        events,
        significance,
        because,
        headline,
        title,
        link,
        published,
        quote,
        before,
        after,
        questions,
        sources,
        follows,
        Proof.NONE,
        "");
  }

  /** The same in other words of the source's. */
  public Finding quoting(String words) {
    return but(significance, because, headline, link, words, proof, speaker);
  }

  /** A finding of which nobody said whose words it tells. */
  public Finding(
      String key,
      List<Event> events,
      Significance significance,
      String because,
      String headline,
      String title,
      @Nullable String link,
      @Nullable Published published,
      String quote,
      @Nullable String before,
      @Nullable String after,
      List<String> questions,
      List<String> sources,
      @Nullable String follows,
      Proof proof) {
    this(
        key,
        events,
        significance,
        because,
        headline,
        title,
        link,
        published,
        quote,
        before,
        after,
        questions,
        sources,
        follows,
        proof,
        "");
  }

  /** The same on these grounds. */
  public Finding with(Proof other) {
    return but(significance, because, headline, link, quote, other, speaker);
  }

  /** The same in another rank. */
  public Finding as(Significance rank, String why, String said) {
    return but(rank, why, said, link, quote, proof, speaker);
  }

  /** The same, said by this office or court, to be read at this address. */
  public Finding saidBy(String who, @Nullable String address) {
    return but(significance, because, headline, address, quote, proof, who);
  }

  /** The same but for what is learnt of it after it was read. */
  private Finding but(
      Significance rank,
      String why,
      String said,
      @Nullable String address,
      String words,
      Proof grounds,
      String who) {
    return new Finding(
        key, events, rank, why, said, title, address, published, words, before, after, questions,
        sources, follows, grounds, who);
  }
}

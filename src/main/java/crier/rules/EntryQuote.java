package crier.rules;

import java.util.List;

/** Quotes a docket entry as alerts do: whole when it is short, else at sentences. */
public final class EntryQuote {

  private EntryQuote() {}

  /**
   * The quotation.
   *
   * @param words of the text that it must hold
   */
  public static String of(String text, String words) {
    return RulingQuote.of(text, List.of(words), _ -> List.of()).text();
  }
}

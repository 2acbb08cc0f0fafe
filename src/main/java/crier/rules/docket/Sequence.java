package crier.rules.docket;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A pattern over words, written as a line: words and {@code {classes}}, alternatives with a bar
 * without spaces, {@code ?} after what may be missing, {@code !} before what may not follow, {@code
 * ~4} for up to four words inside a phrase, {@code ~~4} for up to four words, commas or colons.
 * {@code ^} ties it to the name of the paper, {@code $} to the end of the clause.
 */
final class Sequence {

  private sealed interface Part {
    record One(BitSet words, boolean optional) implements Part {}

    record Never(BitSet words) implements Part {}

    record Gap(int most, boolean commas) implements Part {}
  }

  private final List<Part> parts = new ArrayList<>();
  private final String source;
  private boolean heading;
  private boolean closing;
  private boolean opening;

  private Sequence(String source) {
    this.source = source;
  }

  /** Compiles a line of a table. */
  static Sequence of(String source, Lexicon lexicon) {
    Sequence sequence = new Sequence(source);
    for (String part : source.split("\\s+", -1)) {
      sequence.add(part, lexicon);
    }
    if (sequence.parts.isEmpty() || !(sequence.parts.getFirst() instanceof Part.One)) {
      throw new IllegalArgumentException("`%s` does not begin with a word".formatted(source));
    }
    return sequence;
  }

  private void add(String part, Lexicon lexicon) {
    if (part.equals("^")) {
      heading = true;
    } else if (part.equals("<")) {
      opening = true;
    } else if (part.equals("$")) {
      closing = true;
    } else if (part.startsWith("~~")) {
      parts.add(new Part.Gap(Integer.parseInt(part.substring(2)), true));
    } else if (part.startsWith("~")) {
      parts.add(new Part.Gap(Integer.parseInt(part.substring(1)), false));
    } else if (part.startsWith("!")) {
      parts.add(new Part.Never(words(part.substring(1), lexicon)));
    } else if (part.endsWith("?")) {
      parts.add(new Part.One(words(part.substring(0, part.length() - 1), lexicon), true));
    } else {
      parts.add(new Part.One(words(part, lexicon), false));
    }
  }

  private static BitSet words(String alternatives, Lexicon lexicon) {
    BitSet words = new BitSet();
    for (String word : alternatives.split("\\|", -1)) {
      if (word.startsWith("{")) {
        words.or(lexicon.group(word.substring(1, word.length() - 1)));
      } else {
        words.set(lexicon.learn(word));
      }
    }
    return words;
  }

  /** Whether it holds only for the name of the paper. */
  boolean heading() {
    return heading;
  }

  /** The words it can begin with. */
  BitSet firsts() {
    BitSet firsts = new BitSet();
    for (Part part : parts) {
      if (part instanceof Part.One one) {
        firsts.or(one.words());
        if (!one.optional()) {
          break;
        }
      }
    }
    return firsts;
  }

  /** Where a match that begins at a word ends, or -1. */
  int match(Clause clause, int at) {
    return opening && at > 0 ? -1 : match(clause, at, 0);
  }

  private int match(Clause clause, int at, int index) {
    if (index == parts.size()) {
      return closing && at < clause.size() ? -1 : at;
    }
    return switch (parts.get(index)) {
      case Part.One one -> {
        int end = clause.is(at, one.words()) ? match(clause, at + 1, index + 1) : -1;
        yield end < 0 && one.optional() ? match(clause, at, index + 1) : end;
      }
      case Part.Never never -> clause.is(at, never.words()) ? -1 : match(clause, at, index + 1);
      case Part.Gap gap -> gap(clause, at, index, gap);
    };
  }

  private int gap(Clause clause, int at, int index, Part.Gap gap) {
    for (int skipped = 0; skipped <= gap.most() && at + skipped <= clause.size(); skipped++) {
      int end = match(clause, at + skipped, index + 1);
      if (end >= 0) {
        return end;
      }
      if (at + skipped == clause.size() || stops(clause.word(at + skipped), gap.commas())) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean stops(int word, boolean commas) {
    return word == Lexicon.DASH || (!commas && (word == Lexicon.COMMA || word == Lexicon.COLON));
  }

  @Override
  public String toString() {
    return source;
  }
}

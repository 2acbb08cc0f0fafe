package crier.rules.docket;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Takes an entry apart into clauses. What the clerk's software adds in parentheses, "(Entered: …)",
 * "(Attachments: …)", is left out; "(RE: related document 16 …)" is kept apart, for it names the
 * motion that a bare "granted" speaks of.
 */
final class Splitter {

  /** Opinions pasted whole are longer; what an entry records stands at its beginning. */
  private static final int LONGEST = 40_000;

  private static final int DEEPEST = 6;
  private static final int LONGEST_WORD = 40;
  private static final List<String> PREFIXES =
      List.of("docket text:", "docket entry text:", "docket entry:", "full docket text:");

  private static final String HEREBY = "hereby";
  private static final String IN_ERROR = " in error";

  private enum Kind {
    TEXT,
    ASIDE,
    REFERENCE,
    DROPPED
  }

  private final class Level {
    final Kind kind;
    final char closing;
    int[] words = new int[32];
    int[] starts = new int[32];
    int[] ends = new int[32];
    int size;

    Level(Kind kind, char closing) {
      this.kind = kind;
      this.closing = closing;
    }

    void add(int word, int start, int end) {
      if (size == words.length) {
        words = java.util.Arrays.copyOf(words, size * 2);
        starts = java.util.Arrays.copyOf(starts, size * 2);
        ends = java.util.Arrays.copyOf(ends, size * 2);
      }
      words[size] = word;
      starts[size] = start;
      ends[size++] = end;
    }

    void flush() {
      if (size > 0) {
        size = NameMask.apply(text, words, starts, ends, size, lexicon);
        Clause clause = new Clause(words, starts, ends, size, kind != Kind.TEXT);
        switch (kind) {
          case TEXT, ASIDE -> clauses.add(clause);
          case REFERENCE -> {
            references.add(clause);
            if (clause.has(outcome, 1, size) && clause.has(Lexicon.DASH, 1, size)) {
              clauses.add(clause); // "(RE: 39 Motion for Relief from Stay - granted)"
            }
          }
          case DROPPED -> {
            // software's own words
          }
        }
      }
      size = 0;
    }
  }

  private final String text;
  private final int length;
  private final Lexicon lexicon;
  private final BitSet droppers;
  private final BitSet referrers;
  private final BitSet outcome;
  private final List<Clause> clauses = new ArrayList<>();
  private final List<Clause> references = new ArrayList<>();
  private final Deque<Level> levels = new ArrayDeque<>();
  private Level level = new Level(Kind.TEXT, ')');
  private boolean lastAbbreviates;
  private final int may;
  private final int motion;
  private int lastLength;
  private int lastEnd = -1;

  Splitter(String text, Lexicon lexicon) {
    this.text = text;
    this.length = Math.min(text.length(), LONGEST);
    this.lexicon = lexicon;
    this.droppers = lexicon.group("dropped");
    this.outcome = lexicon.group("outcome");
    this.referrers = lexicon.group("referring");
    this.may = lexicon.look("may");
    this.motion = lexicon.look("motion");
    int at = prefix();
    while (at < length) {
      at = step(at);
    }
    level.flush();
    levels.forEach(Level::flush);
    clauses.sort(Comparator.comparingInt(clause -> clause.start(0)));
  }

  List<Clause> clauses() {
    return clauses;
  }

  /** What the entry says it is related to. */
  List<Clause> references() {
    return references;
  }

  /** Where the court's own words begin: "Docket Text:" is its software's. */
  private int prefix() {
    int at = 0;
    while (at < length && !Character.isLetter(text.charAt(at))) {
      at++;
    }
    for (String prefix : PREFIXES) {
      if (text.regionMatches(true, at, prefix, 0, prefix.length())) {
        return at + prefix.length();
      }
    }
    return 0;
  }

  private int step(int at) {
    char c = text.charAt(at);
    if (Character.isLetter(c)) {
      return word(at);
    }
    if (c >= '0' && c <= '9') {
      return number(at);
    }
    switch (c) {
      case ',' -> level.add(Lexicon.COMMA, at, at + 1);
      case ':' -> level.add(Lexicon.COLON, at, at + 1);
      case '&' -> level.add(lexicon.look("and"), at, at + 1);
      case '$' -> level.add(lexicon.look("$"), at, at + 1);
      case '\u2013', '\u2014' -> level.add(Lexicon.DASH, at, at + 1);
      case '-' -> {
        if (is(at + 1, '-') || (is(at + 1, ' ') && is(at - 1, ' '))) {
          level.add(Lexicon.DASH, at, at + 1);
        }
      }
      case ';', '\n', '\r', '!', '?' -> level.flush();
      case '*' -> {
        if (is(at + 1, '*')) {
          level.flush();
        }
      }
      case '.' -> {
        if (endsSentence(at)) {
          level.flush();
        }
      }
      case '(' -> open(at, ')');
      case '[' -> open(at, ']');
      case ')', ']' -> close(c);
      default -> {
        // blanks, quotation marks, slashes and the like part words only
      }
    }
    return at + 1;
  }

  private boolean is(int at, char c) {
    return at >= 0 && at < length && text.charAt(at) == c;
  }

  private int word(int at) {
    int end = at;
    while (end < length && (Character.isLetterOrDigit(text.charAt(end)) || innerApostrophe(end))) {
      end++;
    }
    if (end - at > HEREBY.length() && text.regionMatches(true, at, HEREBY, 0, HEREBY.length())) {
      end = at + HEREBY.length(); // "herebyDISMISSED"
    }
    int look = Lexicon.UNKNOWN;
    lastAbbreviates = false;
    if (end - at <= LONGEST_WORD) {
      String word = text.substring(at, end).toLowerCase(Locale.ROOT);
      int mark = Math.max(word.lastIndexOf('\''), word.lastIndexOf('\u2019'));
      look = lexicon.look(mark > 0 ? word.substring(0, mark) : word);
      lastAbbreviates = lexicon.abbreviates(word);
    }
    if (look == may && end + 1 < length && Character.isDigit(text.charAt(end + 1))) {
      look = lexicon.look("may#"); // the month
    }
    if (end - at == 1 && is(end, '/') && (text.charAt(at) | 0x20) == 'm') {
      look = motion; // "M/Lift Stay"
    }
    level.add(look, at, end);
    lastLength = end - at;
    lastEnd = end;
    return end;
  }

  private boolean innerApostrophe(int at) {
    char c = text.charAt(at);
    return (c == '\'' || c == '\u2019')
        && at + 1 < length
        && Character.isLetter(text.charAt(at + 1));
  }

  private int number(int at) {
    int end = at;
    boolean date = false;
    boolean time = false;
    while (end < length) {
      char c = text.charAt(end);
      boolean inner =
          "/:-.,".indexOf(c) >= 0 && end + 1 < length && Character.isDigit(text.charAt(end + 1));
      if (!inner && !Character.isDigit(c)) {
        break;
      }
      date |= c == '/';
      time |= c == ':';
      end++;
    }
    int known = end - at <= 4 ? lexicon.look(text.substring(at, end)) : Lexicon.UNKNOWN;
    int kind = date ? Lexicon.DATE : time ? Lexicon.TIME : Lexicon.NUMBER;
    level.add(known == Lexicon.UNKNOWN ? kind : known, at, end);
    return end;
  }

  private boolean endsSentence(int at) {
    if (is(at - 1, '.')) {
      return true;
    }
    boolean afterWord = lastEnd == at;
    if (at + 1 < length && Character.isLetterOrDigit(text.charAt(at + 1))) {
      return afterWord
          && lastLength > 2
          && Character.isUpperCase(text.charAt(at + 1))
          && at + 2 < length
          && Character.isLowerCase(text.charAt(at + 2));
    }
    return !afterWord || (lastLength > 1 && !lastAbbreviates);
  }

  private void open(int at, char closing) {
    if (levels.size() >= DEEPEST) {
      return;
    }
    Kind kind = kind(at + 1);
    if (closing == ']' && (kind == Kind.ASIDE || kind == Kind.REFERENCE)) {
      return; // [16-70027 Affirmed], [Proposed]: part of the sentence
    }
    levels.push(level);
    level = new Level(level.kind == Kind.DROPPED ? Kind.DROPPED : kind, closing);
  }

  private Kind kind(int from) {
    int at = from;
    while (at < length && (text.charAt(at) == ' ' || text.charAt(at) == '*')) {
      at++;
    }
    if (is(at, '#')) {
      return Kind.DROPPED;
    }
    int end = at;
    while (end < length && Character.isLetter(text.charAt(end)) && end - at < LONGEST_WORD) {
      end++;
    }
    int first = lexicon.look(text.substring(at, end).toLowerCase(Locale.ROOT));
    if (inError(end)) {
      return Kind.ASIDE; // "(ENTERED IN ERROR)" is more than the software's "(Entered: …)"
    }
    return droppers.get(first) ? Kind.DROPPED : referrers.get(first) ? Kind.REFERENCE : Kind.ASIDE;
  }

  private boolean inError(int from) {
    for (int at = from; at < Math.min(length, from + LONGEST_WORD); at++) {
      if (text.charAt(at) == ')' || text.charAt(at) == ']') {
        return false;
      }
      if (text.regionMatches(true, at, IN_ERROR, 0, IN_ERROR.length())) {
        return true;
      }
    }
    return false;
  }

  private void close(char c) {
    if (!levels.isEmpty() && level.closing == c) {
      level.flush();
      level = levels.pop();
    }
  }
}

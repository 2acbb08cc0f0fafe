package crier.fetch.recognition;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** What is wrong with JSON, and where, in words that do not take a parser's author to read. */
public final class JsonTrouble {

  private JsonTrouble() {}

  /** Whether the text ends before the document does. */
  static boolean breaksOff(JacksonException e) {
    return e instanceof UnexpectedEndOfInputException;
  }

  /** Line, column and cause: {@code line 7, column 3: a comma stands before "]"}. */
  public static String of(JacksonException e, String text) {
    TokenStreamLocation at = e.getLocation();
    if (at == null || at.getLineNr() < 1) {
      return cause(e);
    }
    String said = "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
    if (breaksOff(e)) {
      return said + "it breaks off";
    }
    int offset = Math.clamp(at.getCharOffset(), 0, text.length());
    return said + commaBefore(text, offset).orElseGet(() -> cause(e));
  }

  /** The commonest slip of whoever writes JSON by hand; its message speaks of the bracket. */
  private static java.util.Optional<String> commaBefore(String text, int offset) {
    for (int i = offset; i >= Math.max(0, offset - 1); i--) {
      char sign = i < text.length() ? text.charAt(i) : ' ';
      if (sign == ']' || sign == '}' || sign == ',') {
        int before = i - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
          before--;
        }
        if (before >= 0 && text.charAt(before) == ',') {
          return java.util.Optional.of(
              sign == ','
                  ? "two commas stand one after the other"
                  : "a comma stands before `%s`, where nothing follows it".formatted(sign));
        }
      }
    }
    return java.util.Optional.empty();
  }

  /** The first sentence of the parser's, without what it says to programmers. */
  private static String cause(JacksonException e) {
    String message = e.getOriginalMessage();
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    String plain =
        line.replaceAll(":? enable `.*", "")
            .replaceAll(
                "\\s*\\([^()]*(enable|code \\d+|was expecting|JsonReadFeature)[^()]*\\)", "")
            .strip();
    return plain.isEmpty() ? "it cannot be read" : plain;
  }
}

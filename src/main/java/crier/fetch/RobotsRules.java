package crier.fetch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rules of one robots.txt for one robot (RFC 9309 §2.2). */
final class RobotsRules {

  /** Rules beyond this many are not read; real files stay far below. */
  private static final int MOST_RULES = 5_000;

  private final List<Rule> rules;

  private RobotsRules(List<Rule> rules) {
    this.rules = rules;
  }

  private record Rule(boolean allow, String pattern) {}

  /**
   * @param robot its product token, lower case; groups for {@code *} count where none names it
   */
  static RobotsRules parse(String file, String robot) {
    List<Rule> own = new ArrayList<>();
    List<Rule> everyone = new ArrayList<>();
    boolean named = false;
    boolean forUs = false;
    boolean forAll = false;
    boolean inRules = true;
    for (String line : file.lines().toList()) {
      String content = line.replace("\uFEFF", "");
      int comment = content.indexOf('#');
      content = comment < 0 ? content : content.substring(0, comment);
      int colon = content.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String key = content.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = content.substring(colon + 1).strip();
      switch (key) {
        case "user-agent" -> {
          // lines of agents one after another share the rules below them
          forUs = (forUs && !inRules) || token(value).equals(robot);
          forAll = (forAll && !inRules) || value.equals("*");
          named |= forUs;
          inRules = false;
        }
        case "allow", "disallow" -> {
          inRules = true;
          Rule rule = new Rule(key.equals("allow"), encoded(value));
          add(rule, forUs, own);
          add(rule, forAll, everyone);
        }
        default -> {}
      }
    }
    return new RobotsRules(named ? own : everyone);
  }

  private static void add(Rule rule, boolean wanted, List<Rule> to) {
    if (wanted && !rule.pattern().isEmpty() && to.size() < MOST_RULES) {
      to.add(rule);
    }
  }

  /** The product token: letters, {@code -} and {@code _}, before any version. */
  private static String token(String value) {
    int end = 0;
    while (end < value.length() && tokenChar(value.charAt(end))) {
      end++;
    }
    return value.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static boolean tokenChar(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  }

  /** Whether an encoded path with its query may be asked for. */
  boolean allow(String path) {
    if (path.equals("/robots.txt")) {
      return true;
    }
    String asked = encoded(path);
    int longest = -1;
    boolean allow = true;
    for (Rule rule : rules) {
      int length = rule.pattern().length();
      // RFC 9309 §2.2.2: the longest match wins, and allow wins a draw
      if ((length > longest || (length == longest && rule.allow()))
          && matches(rule.pattern(), asked)) {
        longest = length;
        allow = rule.allow();
      }
    }
    return allow;
  }

  /** Prefix match; {@code *} is any text, a last {@code $} the end. */
  private static boolean matches(String pattern, String path) {
    boolean anchored = pattern.endsWith("$");
    String body = anchored ? pattern.substring(0, pattern.length() - 1) : pattern;
    List<String> parts = List.of(body.split("\\*", -1));
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      boolean last = i == parts.size() - 1;
      if (i == 0) {
        if (!path.startsWith(part)) {
          return false;
        }
        at = part.length();
      } else if (last && anchored) {
        return path.length() - part.length() >= at && path.endsWith(part);
      } else {
        int found = path.indexOf(part, at);
        if (found < 0) {
          return false;
        }
        at = found + part.length();
      }
    }
    return !anchored || at == path.length();
  }

  /** Percent-encoding in one form: letters beyond ASCII encoded, harmless ones not. */
  private static String encoded(String path) {
    StringBuilder out = new StringBuilder();
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int c = bytes[i] & 0xff;
      if (c == '%' && i + 2 < bytes.length && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
        int decoded = hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]);
        i += 2;
        append(out, decoded, unreserved(decoded));
      } else {
        append(out, c, c > ' ' && c < 127);
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, int c, boolean plain) {
    if (plain) {
      out.append((char) c);
    } else {
      out.append("%%%02X".formatted(c));
    }
  }

  private static boolean unreserved(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
  }

  private static int hex(byte b) {
    return Character.digit(b, 16);
  }
}

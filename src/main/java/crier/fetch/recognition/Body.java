package crier.fetch.recognition;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What bytes are by their own look, whatever their header says. */
public final class Body {

  /** What they can be. */
  public enum Kind {
    /** Nothing but white space. */
    EMPTY,
    /** A page, or a part of one. */
    HTML,
    /** An RSS, Atom or RDF feed. */
    FEED,
    /** XML of any other kind. */
    XML,
    /** Begins as JSON does. */
    JSON,
    /** Holds the mark of a PDF where readers look for it. */
    PDF,
    /** Text without any markup. */
    TEXT,
    /** Anything else. */
    BINARY
  }

  private final byte[] bytes;
  private final Kind kind;
  private final String text;
  private final String root;
  private @Nullable Markup markup;

  private Body(byte[] bytes, Kind kind, String text, String root) {
    this.bytes = bytes;
    this.kind = kind;
    this.text = text;
    this.root = root;
  }

  /** Recognises bytes, once for whoever asks: the same for a look and for {@code try}. */
  public static Body of(byte[] bytes) {
    if (starts(bytes, "%PDF-")) {
      return new Body(bytes, Kind.PDF, "", "");
    }
    Charset charset = charset(bytes);
    if (charset.equals(StandardCharsets.UTF_8) && binary(bytes)) {
      return new Body(bytes, Kind.BINARY, "", "");
    }
    String text = new String(bytes, charset);
    int start = 0;
    while (start < text.length() && blank(text.charAt(start))) {
      start++;
    }
    if (start == text.length()) {
      return new Body(bytes, Kind.EMPTY, text, "");
    }
    char first = text.charAt(start);
    if (first == '{' || first == '[') {
      return new Body(bytes, Kind.JSON, text, "");
    }
    String root = first == '<' ? Prolog.root(text, start) : "";
    return new Body(bytes, kind(text, start, root), text, root);
  }

  private static Kind kind(String text, int start, String root) {
    String local = root.substring(root.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    boolean declared = text.startsWith("<?xml", start);
    return switch (local) {
      case "rss", "feed", "rdf" -> Kind.FEED;
      case "html" -> Kind.HTML;
      case "" -> Markup.looksLike(text) ? Kind.HTML : Kind.TEXT;
      default -> declared || !Markup.known(local) ? Kind.XML : Kind.HTML;
    };
  }

  /** The kind. */
  public Kind kind() {
    return kind;
  }

  public byte[] bytes() {
    return bytes;
  }

  /** Decoded well enough to look for marks; empty for what is no text. */
  String text() {
    return text;
  }

  /** Name of the first element as written; empty when there is none. */
  String root() {
    return root;
  }

  public Markup markup() {
    if (markup == null) {
      markup = Markup.read(text);
    }
    return markup;
  }

  private static boolean blank(char c) {
    return Character.isWhitespace(c) || c == '\uFEFF' || c == 0;
  }

  /** By byte order mark, else by where the zeros of a first {@code <} or brace are. */
  private static Charset charset(byte[] b) {
    if (b.length >= 2) {
      int head = ((b[0] & 0xff) << 8) | (b[1] & 0xff);
      if (head == 0xfffe || (opens(b[0]) && b[1] == 0)) {
        return StandardCharsets.UTF_16LE;
      }
      if (head == 0xfeff || (b[0] == 0 && opens(b[1]))) {
        return StandardCharsets.UTF_16BE;
      }
    }
    return StandardCharsets.UTF_8;
  }

  private static boolean opens(byte b) {
    return b == '<' || b == '{' || b == '[';
  }

  private static boolean binary(byte[] b) {
    for (int i = 0; i < Math.min(b.length, 1024); i++) {
      if (b[i] >= 0 && b[i] < 9) {
        return true;
      }
    }
    return false;
  }

  private static boolean starts(byte[] b, String magic) {
    // Acrobat takes the mark anywhere in the first 1024 bytes
    String head = new String(b, 0, Math.min(b.length, 1024), StandardCharsets.ISO_8859_1);
    int at = head.indexOf(magic);
    return at == 0 || (at > 0 && head.indexOf('<') < 0);
  }
}

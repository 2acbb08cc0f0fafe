package crier.fetch.recognition;

import crier.fetch.Fetched;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether bytes that are no error page are of the kind asked for, and whole. */
final class Expected {

  private Expected() {}

  static Optional<Fetched> html(Recognition.Page page, Body body) {
    return switch (body.kind()) {
      case HTML -> Optional.empty();
      case TEXT ->
          page.header("content-type").toLowerCase(Locale.ROOT).startsWith("text/plain")
              ? Optional.empty()
              : Recognition.failed(page, "sent text where an HTML page was expected");
      case FEED ->
          Recognition.failed(page, "sent a feed where an HTML page was expected; use type: feed");
      case JSON ->
          Recognition.failed(page, "sent JSON where an HTML page was expected; use type: json");
      case XML -> xmlInstead(page, body, "an HTML page");
      case PDF, BINARY, EMPTY -> instead(page, body, "an HTML page");
    };
  }

  static Optional<Fetched> feed(Recognition.Page page, Body body) {
    return switch (body.kind()) {
      case FEED ->
          closes(body)
              ? Optional.empty()
              : Recognition.failed(page, "sent half a feed: <" + shown(body) + "> is never closed");
      case JSON -> json(page, body);
      case XML -> xmlInstead(page, body, "a feed");
      case HTML, TEXT, PDF, BINARY, EMPTY -> instead(page, body, "a feed");
    };
  }

  static Optional<Fetched> json(Recognition.Page page, Body body) {
    if (body.kind() != Body.Kind.JSON) {
      return body.kind() == Body.Kind.XML
          ? xmlInstead(page, body, "JSON")
          : instead(page, body, "JSON");
    }
    return JsonBody.objection(body.text()).flatMap(why -> Recognition.failed(page, why));
  }

  static Optional<Fetched> file(Recognition.Page page, Body body) {
    String path = String.valueOf(page.address().getPath()).toLowerCase(Locale.ROOT);
    if (pdfNamed(page) && body.kind() != Body.Kind.PDF) {
      return instead(page, body, "a PDF");
    }
    return switch (body.kind()) {
      case PDF, BINARY, TEXT, FEED -> Optional.empty();
      case HTML -> named(path, ".html", ".htm") ? Optional.empty() : instead(page, body, "a file");
      case XML -> bareError(body) ? xmlInstead(page, body, "a file") : Optional.empty();
      case JSON -> json(page, body);
      case EMPTY -> instead(page, body, "a file");
    };
  }

  /** Any kind will do; each must be whole. */
  static Optional<Fetched> any(Recognition.Page page, Body body) {
    return switch (body.kind()) {
      case HTML -> pdfNamed(page) ? instead(page, body, "a PDF") : Optional.empty();
      case FEED -> feed(page, body);
      case PDF, BINARY, TEXT, XML, JSON, EMPTY -> file(page, body);
    };
  }

  private static boolean pdfNamed(Recognition.Page page) {
    return String.valueOf(page.address().getPath()).toLowerCase(Locale.ROOT).endsWith(".pdf");
  }

  /** {@code <Error>…} of a file store, or an element with a sentence in it and nothing else. */
  private static boolean bareError(Body body) {
    String text = body.text();
    int root = text.indexOf("<" + body.root());
    int second = text.indexOf('<', root + 1);
    return body.root().toLowerCase(Locale.ROOT).equals("error") || text.startsWith("</", second);
  }

  private static boolean named(String path, String... endings) {
    return Set.of(endings).stream().anyMatch(path::endsWith);
  }

  private static Optional<Fetched> instead(Recognition.Page page, Body body, String expected) {
    String came =
        switch (body.kind()) {
          case HTML -> "an HTML page";
          case PDF -> "a PDF";
          case JSON -> "JSON";
          case TEXT -> "plain text";
          case FEED -> "a feed";
          case XML -> "XML";
          case BINARY -> "binary data";
          case EMPTY -> "nothing";
        };
    return Recognition.failed(page, "sent " + came + " where " + expected + " was expected");
  }

  private static Optional<Fetched> xmlInstead(Recognition.Page page, Body body, String expected) {
    return Recognition.failed(
        page, "sent XML (<" + shown(body) + ">) where " + expected + " was expected");
  }

  /** Whether the root element ends, and near the end of the document. */
  private static boolean closes(Body body) {
    String text = body.text();
    int end = text.lastIndexOf("</" + body.root());
    return end >= 0 && text.indexOf('>', end) >= 0 && !text.substring(end).contains("<item");
  }

  private static String shown(Body body) {
    StringBuilder name = new StringBuilder();
    body.root()
        .chars()
        .filter(c -> Character.isLetterOrDigit(c) || c == ':' || c == '-' || c == '_')
        .limit(40)
        .forEach(c -> name.append((char) c));
    return name.toString();
  }
}

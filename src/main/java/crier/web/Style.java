package crier.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The one style sheet and the mark in a browser's tab. Public for the layout. */
public final class Style {

  private static final byte[] SHEET = resource("/crier/web/style.css");
  private static final byte[] MARK = resource("/crier/web/mark.svg");

  /** Where the sheet is; another one has another address, so that browsers may keep it. */
  public static final String ADDRESS = "/style.css?v=" + Secret.version(SHEET).substring(0, 12);

  private Style() {}

  static void sheet(Context context) {
    answer(context, "text/css; charset=utf-8", SHEET);
  }

  static void mark(Context context) {
    answer(context, "image/svg+xml", MARK);
  }

  private static void answer(Context context, String type, byte[] body) {
    context.contentType(type).header("Cache-Control", "public, max-age=86400").result(body);
  }

  private static byte[] resource(String name) {
    try (InputStream stream = Style.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(stream).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package crier.web;

import crier.store.History;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;

/**
 * A capture, byte for byte. Never shown in place: it is whatever a stranger's server sent, so it
 * goes out as a file of no particular type.
 */
final class CaptureDownload implements Handler {

  private static final int GONE = 410;

  private final History history;

  CaptureDownload(WebContext shared) {
    this.history = shared.history();
  }

  @Override
  public void handle(Context context) {
    History.Kept kept =
        number(context.pathParam("id"))
            .flatMap(history::capture)
            .orElseThrow(() -> new NotFoundResponse("There is no such capture."));
    byte[] body =
        history
            .body(kept)
            .orElseThrow(() ->
                new HttpResponseException(
                    GONE,
                    "The bytes of this capture are no longer kept; their SHA-256 was %s."
                        .formatted(kept.sha256())));
    context
        .contentType("application/octet-stream")
        .header(
            "Content-Disposition",
            "attachment; filename=\"capture-%d-%s.bin\""
                .formatted(kept.id(), kept.sha256().substring(0, 12)))
        .header("X-Capture-SHA256", kept.sha256())
        .result(body);
  }

  private static java.util.Optional<Long> number(String text) {
    try {
      return java.util.Optional.of(Long.valueOf(text));
    } catch (NumberFormatException _) {
      return java.util.Optional.empty();
    }
  }
}

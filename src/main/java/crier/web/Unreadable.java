package crier.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is no request at all, before any route is asked. Jetty's own page would name its
 * parts and lack our headers.
 */
final class Unreadable extends ErrorHandler {

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      String message,
      @Nullable Throwable cause,
      Callback callback) {
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8")
        .put("Content-Security-Policy", Routes.POLICY)
        .put("X-Content-Type-Options", "nosniff")
        .put("Referrer-Policy", "no-referrer")
        .put(HttpHeader.CACHE_CONTROL, "no-store");
    String text = status >= 500 ? "a fault of ours\n" : "this request cannot be read\n";
    Content.Sink.write(response, true, text, callback);
  }
}

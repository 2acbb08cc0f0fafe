package crier.source;

import crier.fetch.Fetched;
import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Content;
import crier.model.Extracted;
import crier.model.Holed;
import crier.model.Listing;
import crier.model.Memo;
import crier.model.SourceSpec;
import crier.model.Unrecognised;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** A source that is one address: ask, and read what comes. */
public final class OnePage implements Source {

  private final SourceSpec spec;
  private final Request.Expect expect;
  private final BiFunction<Capture, Instant, Extracted> reader;

  /**
   * Makes a source of {@code spec}'s {@code url}.
   *
   * @param reader pure: a capture and the time of the look to what it says
   * @throws IllegalArgumentException when there is no usable {@code url}
   */
  public OnePage(
      SourceSpec spec, Request.Expect expect, BiFunction<Capture, Instant, Extracted> reader) {
    this.spec = spec;
    var _ = address(spec, Instant.EPOCH); // so that a mistake is told at once
    this.expect = expect;
    this.reader = reader;
  }

  /**
   * The {@code url} of a description at a time, see {@link SourceSpec#address}.
   *
   * @throws IllegalArgumentException when there is no usable {@code url}
   */
  public static URI address(SourceSpec spec, Instant now) {
    String url = spec.address(now).orElseGet(() -> spec.required("url"));
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw new IllegalArgumentException("`%s` is no web address".formatted(url));
  }

  /** What to ask for one address of a source, with the headers its description names. */
  public static Request request(SourceSpec spec, URI url, Request.Expect expect) {
    Request request =
        Request.to(url, expect).with(spec.map("headers")).overHttp1(spec.flag("http1"));
    return spec.flag("render") ? request.rendered(spec.text("render-wait").orElse("")) : request;
  }

  @Override
  public Step look(Visit visit) {
    return new FirstRequest(spec, address(spec, visit.now()), expect)
        .ask(visit, (fetched, memo) -> read(visit, fetched, memo));
  }

  private Step read(Visit visit, Fetched fetched, Memo memo) {
    return switch (fetched) {
      case Fetched.Fresh(Capture capture) ->
          new Step.Done(
              switch (reader.apply(capture, visit.now())) {
                case Content content -> new Look.Seen(content, List.of(capture), memo, List.of());
                case Holed(Listing listing, int unread) ->
                    new Look.Seen(listing, List.of(capture), memo, List.of(unread(unread)));
                case Unrecognised(String why) -> unrecognised(why);
              });
      case Fetched.NotModified _ -> new Step.Done(new Look.Unchanged(memo));
      case Fetched other -> new Step.Done(Look.of(other));
    };
  }

  /** What the operator is told of rows that show nothing by which they could be named. */
  public static String unread(int rows) {
    return rows == 1
        ? "1 row could not be read: there is neither title nor link nor key in it"
        : "%d rows could not be read: there is neither title nor link nor key in them"
            .formatted(rows);
  }

  /** The look that a page in an unknown form comes to. */
  public static Look.CouldNot unrecognised(String why) {
    return new Look.CouldNot(Look.Reason.UNRECOGNISED, why, Optional.empty());
  }

  @Override
  public String address() {
    return spec.required("url");
  }
}

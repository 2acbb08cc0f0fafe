package crier.source;

import crier.fetch.Fetched;
import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Memo;
import crier.model.SourceSpec;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The first request of a look. A page that has moved for good is asked for where it lives now; once
 * a day, and when that fails, at the address that was written down.
 */
public final class FirstRequest {

  /** In the memo: the address that moved; one that begins anew each year has not. */
  private static final String FROM = "moved-from";

  private final SourceSpec spec;
  private final URI url;
  private final Request.Expect expect;

  public FirstRequest(SourceSpec spec, URI url, Request.Expect expect) {
    this.spec = spec;
    this.url = url;
    this.expect = expect;
  }

  /**
   * Asks.
   *
   * @param then goes on with the answer and the memo as it is after it
   */
  public Step ask(Visit visit, BiFunction<Fetched, Memo, Step> then) {
    URI moved = visit.unconditional() ? null : moved(visit.memo());
    if (moved == null || moved.equals(url)) {
      return asWritten(visit, then);
    }
    return new Step.Ask(
        at(moved).given(visit.known(moved, spec)),
        fetched ->
            switch (fetched) {
              case Fetched.Fresh _, Fetched.NotModified _, Fetched.TryLater _ ->
                  then.apply(fetched, remembered(visit.memo(), moved, fetched));
              case Fetched.Blocked _, Fetched.Failed _, Fetched.Gone _ -> asWritten(visit, then);
            });
  }

  private Step asWritten(Visit visit, BiFunction<Fetched, Memo, Step> then) {
    return new Step.Ask(
        at(url).given(visit.known(url, spec)),
        fetched -> {
          boolean stays =
              switch (fetched) {
                case Fetched.Fresh(Capture capture) -> capture.movedTo().isEmpty();
                case Fetched.NotModified same -> same.movedTo().isEmpty();
                default -> false;
              };
          Memo memo = stays ? visit.memo().with(Visit.MOVED, null) : visit.memo();
          return then.apply(fetched, remembered(memo, url, fetched));
        });
  }

  /** Headers can hold keys: they go to the host they were written for. */
  private Request at(URI address) {
    Request request = OnePage.request(spec, address, expect);
    boolean same =
        Objects.equals(address.getHost(), url.getHost())
            && Objects.equals(address.getScheme(), url.getScheme());
    return same ? request : request.with(Map.of());
  }

  private Memo remembered(Memo memo, URI asked, Fetched fetched) {
    return switch (fetched) {
      case Fetched.Fresh(Capture capture) ->
          moved(Visit.remember(memo, capture), capture.movedTo());
      case Fetched.NotModified same -> moved(Visit.remember(memo, asked, same), same.movedTo());
      default -> memo;
    };
  }

  private Memo moved(Memo memo, Optional<URI> target) {
    return target
        .map(place -> memo.with(Visit.MOVED, place.toString()).with(FROM, url.toString()))
        .orElse(memo);
  }

  private @org.jspecify.annotations.Nullable URI moved(Memo memo) {
    try {
      boolean ours = memo.get(FROM).filter(url.toString()::equals).isPresent();
      return ours ? memo.get(Visit.MOVED).map(URI::create).orElse(null) : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}

package crier.fetch;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}, read by ourselves. */
public final class RetryAfter {

  /** Longest wait believed; RFC 9110 sets none, and a typing error must not silence a watch. */
  static final Duration LONGEST = Duration.ofHours(24);

  /** Wait where a server says "later" without a usable time. */
  public static final Duration UNSAID = Duration.ofMinutes(1);

  private static final String ASIDE = "crier-retry-after";

  private RetryAfter() {}

  /**
   * Hides the header from OkHttp, which repeats a request by itself on {@code 503} with {@code
   * Retry-After: 0} and throws NumberFormatException on {@code 99999999999}.
   */
  static Response hide(Interceptor.Chain chain) throws java.io.IOException {
    Response response = chain.proceed(chain.request());
    String value = response.headers().get("Retry-After");
    Headers.Builder headers = response.headers().newBuilder().removeAll(ASIDE);
    if (value != null) {
      headers.removeAll("Retry-After").addUnsafeNonAscii(ASIDE, value);
    }
    return response.newBuilder().headers(headers.build()).build();
  }

  /** The value that {@link #hide} put aside. */
  static @Nullable String hidden(Headers headers) {
    return headers.get(ASIDE);
  }

  /** All headers as the server sent them. */
  static Headers restored(Headers headers) {
    String value = hidden(headers);
    return value == null
        ? headers
        : headers.newBuilder().removeAll(ASIDE).addUnsafeNonAscii("Retry-After", value).build();
  }

  /**
   * RFC 9110 §10.2.3: seconds or a date.
   *
   * @return more than zero and at most {@link #LONGEST}; empty for junk, for the past and for zero
   */
  static Optional<Duration> parse(@Nullable String value, Instant now) {
    if (value == null) {
      return Optional.empty();
    }
    return seconds(value.strip())
        .or(() -> date(value, now))
        .filter(wait -> wait.isPositive())
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  private static Optional<Duration> seconds(String value) {
    int point = value.indexOf('.');
    String whole = point < 0 ? value : value.substring(0, point);
    if (!digits(whole) || (point >= 0 && !digits(value.substring(point + 1)))) {
      return Optional.empty();
    }
    if (whole.length() > 9) {
      return Optional.of(LONGEST);
    }
    long up = new BigDecimal(value).setScale(0, RoundingMode.CEILING).longValue();
    return Optional.of(Duration.ofSeconds(up));
  }

  private static boolean digits(String text) {
    return !text.isEmpty()
        && text.length() <= 100
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Optional<Duration> date(String value, Instant now) {
    if (!value.chars().allMatch(c -> c >= ' ' && c < 127)) {
      return Optional.empty();
    }
    Instant until = Headers.of("Date", value).getInstant("Date");
    return Optional.ofNullable(until).map(end -> Duration.between(now, end));
  }
}

package crier.fetch.recognition;

import crier.fetch.Fetched;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a 403 means: mostly a refusal, sometimes a file that is not there or a key not given. */
public final class Forbidden {

  /** Codes of api.data.gov, which stands before api.congress.gov and api.govinfo.gov. */
  private static final List<String> KEY_TROUBLE =
      List.of("API_KEY_MISSING", "API_KEY_INVALID", "API_KEY_DISABLED", "API_KEY_UNAUTHORIZED");

  private Forbidden() {}

  static Optional<Fetched> reading(Recognition.Page page, Body body) {
    String text = body.text();
    for (String code : KEY_TROUBLE) {
      if (body.kind() == Body.Kind.JSON && text.contains('"' + code + '"')) {
        return Recognition.failed(
            page, "wants an API key (403 " + code + "); give one in the source's headers");
      }
    }
    boolean store =
        body.kind() == Body.Kind.XML && body.root().toLowerCase(Locale.ROOT).equals("error");
    if (store && text.contains("<Code>AccessDenied</Code>")) {
      // S3 says so of a key that does not exist when the asker may not list the bucket: no proof
      // either way, so neither Gone nor Blocked
      return Recognition.failed(
          page, "answered 403 AccessDenied, as S3 does for a file that does not exist");
    }
    return Recognition.blocked(page, "refuses the page (403)");
  }
}

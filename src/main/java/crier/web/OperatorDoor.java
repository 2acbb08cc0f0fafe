package crier.web;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.TooManyRequestsResponse;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets the operator in: by the token in a form, then by a cookie that lasts half a day; or, for
 * scripts, by {@code Authorization: Bearer}. What changes something needs the session's own word,
 * which no other site can know.
 */
final class OperatorDoor {

  private static final String COOKIE = "crier-operator";
  private static final Duration SESSION = Duration.ofHours(12);
  private static final String BEARER = "Bearer ";
  private static final int BYTES = 16;

  private final WebContext shared;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final WrongTries wrong = new WrongTries();

  OperatorDoor(WebContext shared) {
    this.shared = shared;
  }

  /**
   * Somebody who has been let in.
   *
   * @param word must come with whatever changes something; empty for a script
   */
  record Session(String word, Instant until) {}

  /** Whoever has been let in already. There is no such page where there is no token. */
  Optional<Session> session(Context context) {
    if (shared.desk().token().isEmpty()) {
      throw new NotFoundResponse(Refusals.NOTHING_HERE);
    }
    context.header("Cache-Control", "no-store");
    Instant now = shared.clock().instant();
    String given = context.header("Authorization");
    if (given != null
        && given.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && isRight(context, given.substring(BEARER.length()).strip())) {
      return Optional.of(new Session("", now.plus(SESSION)));
    }
    String cookie = context.cookie(COOKIE);
    return cookie == null
        ? Optional.empty()
        : Optional.ofNullable(sessions.get(cookie)).filter(known -> known.until().isAfter(now));
  }

  /** Whoever may change something. */
  Session acting(Context context) {
    Session session =
        session(context)
            .orElseThrow(() -> new ForbiddenResponse("Open the operator's page first."));
    boolean meant =
        session.word().isEmpty() || Secret.matches(session.word(), context.formParam("word"));
    if (!meant || isFromElsewhere(context)) {
      throw new ForbiddenResponse("This was not sent by the operator's page. Open it anew.");
    }
    return session;
  }

  private static boolean isFromElsewhere(Context context) {
    String site = context.header("Sec-Fetch-Site");
    String origin = context.header("Origin");
    return "cross-site".equals(site)
        || (origin != null && !isHere(origin, String.valueOf(context.header("Host"))));
  }

  private static boolean isHere(String origin, String host) {
    try {
      return host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** Compares, unless too many wrong ones have come from there: then not even the right one is. */
  private boolean isRight(Context context, @Nullable String given) {
    Instant now = shared.clock().instant();
    String network = Peers.network(context);
    if (wrong.isTooMany(network, now)) {
      context.header("Retry-After", "60");
      throw new TooManyRequestsResponse(
          "Too many wrong tokens came from your network. Wait a minute.");
    }
    boolean right = Secret.matches(shared.desk().token(), given);
    if (!right) {
      wrong.add(network, now);
    }
    return right;
  }

  /** Lets in whoever knows the token; false when they do not. */
  boolean enter(Context context) {
    if (session(context).isPresent()) {
      return true;
    }
    Instant now = shared.clock().instant();
    if (isFromElsewhere(context)) {
      throw new ForbiddenResponse("This was not sent by the operator's page.");
    }
    if (!isRight(context, context.formParam("token"))) {
      return false;
    }
    sessions.values().removeIf(session -> !session.until().isAfter(now));
    String id = unguessable();
    sessions.put(id, new Session(unguessable(), now.plus(SESSION)));
    boolean secure = "https".equals(shared.site().get().publicUrl().getScheme());
    context.header(
        "Set-Cookie",
        "%s=%s; Path=/operator; Max-Age=%d; HttpOnly; SameSite=Strict%s"
            .formatted(COOKIE, id, SESSION.toSeconds(), secure ? "; Secure" : ""));
    return true;
  }

  /** Ends a session. */
  void leave(Context context) {
    acting(context);
    String cookie = context.cookie(COOKIE);
    if (cookie != null) {
      sessions.remove(cookie);
    }
    context.header(
        "Set-Cookie", COOKIE + "=; Path=/operator; Max-Age=0; HttpOnly; SameSite=Strict");
  }

  private String unguessable() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

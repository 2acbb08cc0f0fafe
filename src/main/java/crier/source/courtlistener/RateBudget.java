package crier.source.courtlistener;

import crier.fetch.Fetch;
import crier.fetch.Fetched;
import crier.fetch.Quota;
import crier.model.Allowance;
import crier.model.Capture;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The budget of one API token, shared by all watches and all nodes, never overdrawn and kept across
 * restarts. The record of what was spent lives in the {@link Ledger}; this object holds nothing but
 * the way to it. Another token has another record.
 */
public final class RateBudget implements Quota {

  /** Name of the budget that requests to the API are paid from. */
  public static final String NAME = "courtlistener";

  /** {@code api-usage/} is counted by itself (10 a minute, 120 an hour): far more than we ask. */
  static final String USAGE = "courtlistener api-usage";

  private static final Logger LOG = LoggerFactory.getLogger(RateBudget.class);
  private static final Duration LEAST = Duration.ofSeconds(1);

  /** Where the records are: texts by name, each changed by one at a time across all nodes. */
  public interface Ledger {

    Optional<String> find(String name);

    /**
     * Changes a record in one transaction.
     *
     * @param change from the record, empty when there is none yet, to the one to keep; may be run
     *     again
     */
    void change(String name, Function<Optional<String>, String> change);
  }

  private final InstantSource clock;
  private final Api api;
  private final Ledger ledger;
  private final String account;
  private final String record;
  private final List<Account.Window> limits;
  private final AtomicBoolean asked = new AtomicBoolean();

  /** Whoever waits for the record in this process shall not hold a connection meanwhile. */
  private final ReentrantLock turn = new ReentrantLock();

  /**
   * Makes a budget.
   *
   * @param base address of CourtListener
   * @param token empty: what an address may ask without one
   */
  public RateBudget(InstantSource clock, URI base, String token, Ledger ledger) {
    this.clock = clock;
    this.api = new Api(base, token);
    this.ledger = ledger;
    this.account = hash(base + " " + token);
    this.record = "courtlistener quota " + account;
    this.limits = api.hasToken() ? Account.FREE : Account.ANONYMOUS;
  }

  private static String hash(String secret) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Changes the record and returns what the change came to. */
  private <T> T change(BiFunction<Account, Instant, T> change) {
    List<T> result = new ArrayList<>(1);
    turn.lock();
    try {
      ledger.change(
          record,
          kept -> {
            Instant now = clock.instant();
            Account account = Account.read(kept, limits, now);
            result.clear();
            result.add(change.apply(account, now));
            return account.text();
          });
    } finally {
      turn.unlock();
    }
    return result.getFirst();
  }

  @Override
  public Leave take(String budget, Priority priority) {
    if (!budget.equals(NAME)) {
      return new Leave.Granted(budget, 0);
    }
    return change((account, now) -> {
      Optional<Leave.Wait> stopped = stopped(account, now);
      if (stopped.isPresent()) {
        return stopped.get();
      }
      Instant free = account.freeAt(priority, now);
      return free.isAfter(now)
          ? new Leave.Wait(
              "CourtListener's budget has nothing left for this now", Duration.between(now, free))
          : new Leave.Granted(NAME, account.take(now));
    });
  }

  private static Optional<Leave.Wait> stopped(Account account, Instant now) {
    return account
        .stop()
        .map(stop -> {
          Allowance.Stopped told = account.allowance(now).stopped();
          Duration wait = told == null ? LEAST : Duration.between(now, told.nextProbe());
          return new Leave.Wait(stop.why(), wait.compareTo(LEAST) < 0 ? LEAST : wait);
        });
  }

  @Override
  public Optional<Leave.Wait> answered(Leave.Granted leave, Answered answer) {
    boolean paid = leave.budget().equals(NAME);
    if (!paid && !leave.budget().equals(USAGE)) {
      return Optional.empty();
    }
    Optional<Refusal> refusal = Refusal.in(answer);
    if (!paid && !(refusal.orElse(null) instanceof Refusal.Stopped)) {
      return Optional.empty();
    }
    return change((account, now) -> {
      if (paid) {
        // Authentication, permission, throttle, view, in this order: what is refused before the
        // view costs nothing, and what the view refuses does (rest_framework/views.py).
        if (answer.status() == 401 || answer.status() == 403 || answer.status() == 429) {
          account.uncounted(leave.ticket());
        } else {
          account.counted(leave.ticket(), now);
        }
        if (answer.status() < 500 && refusal.isEmpty()) {
          account.accepted();
        }
      }
      refusal.ifPresent(no -> heed(no, account, now));
      return refusal.isPresent() ? stopped(account, now) : Optional.empty();
    });
  }

  private void heed(Refusal refusal, Account account, Instant now) {
    switch (refusal) {
      case Refusal.Throttled throttled -> {
        account.throttled(throttled, now);
        LOG.warn(
            "CourtListener says too many requests; none before {}",
            account.freeAt(Priority.MOVED, now));
      }
      case Refusal.Stopped stopped -> {
        if (api.hasToken()) {
          if (account.stop().isEmpty()) {
            LOG.error("{}; only the feeds are read until it is accepted", stopped.why());
          }
          account.stopped(stopped, now);
        }
      }
    }
  }

  @Override
  public void unanswered(Leave.Granted leave) {
    if (leave.budget().equals(NAME)) {
      change((account, now) -> {
        account.counted(leave.ticket(), now);
        return true;
      });
    }
  }

  /**
   * Asks CourtListener how the account stands, when that is due: at the start, then once an hour,
   * after a 429, and seldom while the account is refused. A failed or odd answer changes nothing.
   */
  public void refresh(Fetch fetch) {
    boolean first = !asked.getAndSet(true);
    if (!api.hasToken() || !change((account, now) -> account.askNow(first, now))) {
      return;
    }
    Instant began = clock.instant();
    Fetched fetched = fetch.fetch(api.request(api.usage(), USAGE, Priority.DOCUMENTS));
    List<Usage> rows =
        fetched instanceof Fetched.Fresh(Capture capture) ? Usage.read(capture) : List.of();
    if (rows.isEmpty()) {
      LOG.info("CourtListener did not say how the account stands; what is known stays in force");
      return;
    }
    boolean news =
        change((account, now) -> {
          List<Account.Window> before = account.windows();
          account.told(rows, began, now);
          return !limits(before).equals(limits(account.windows()));
        });
    if (news) {
      LOG.info("CourtListener's limits: {}", rows.stream().map(Usage::words).toList());
    }
  }

  private static List<Usage.Rate> limits(List<Account.Window> windows) {
    return windows.stream()
        .map(window -> new Usage.Rate(window.limit(), window.seconds()))
        .toList();
  }

  /** A name for the token by which nobody can find it out. */
  public String account() {
    return account;
  }

  /** What is left of each window and when it is free again, for people. */
  public Allowance allowance() {
    if (!api.hasToken()) {
      return Allowance.NONE;
    }
    Instant now = clock.instant();
    return Account.read(ledger.find(record), limits, now).allowance(now);
  }
}

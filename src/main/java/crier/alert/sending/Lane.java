package crier.alert.sending;

import crier.alert.Recipient;
import crier.store.Claims;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What fails together, and is paused together: all mail, or one web address. */
final class Lane {

  /**
   * Letters of different recipients on their way at once: enough to keep the connections busy while
   * others are composed or wait for the disk.
   */
  private static final int MAIL_WIDTH = 48;

  private static final int MAIL_IN_HAND = 256;
  private static final int OWN_IN_HAND = 50;
  private static final int MAIL_TOLERANCE = 5;

  final String id;
  final Circuit circuit;
  final Semaphore places;

  /** Deliveries that are claimed and not settled. */
  final AtomicInteger inHand = new AtomicInteger();

  private final int most;

  /** The last recipient that had a turn; only for who claims, one at a time. */
  private String after = "";

  private volatile boolean waiting = true;

  /** One letter that waits for its next try is tried now, to see. */
  private volatile boolean asking;

  private final AtomicBoolean heard = new AtomicBoolean();

  Lane(String id, Backoff backoff) {
    boolean mail = id.equals(Recipient.MAIL);
    this.id = id;
    this.circuit = new Circuit(backoff, mail ? MAIL_TOLERANCE : 1);
    this.places = new Semaphore(mail ? MAIL_WIDTH : 1);
    this.most = mail ? MAIL_IN_HAND : OWN_IN_HAND;
  }

  /** How many deliveries may be claimed now; none until a good part of those in hand is done. */
  int room(Instant now) {
    if (!circuit.mayTry(now)) {
      return 0;
    }
    int held = inHand.get();
    return held == 0 || (isMail() && !circuit.isOpen() && held <= most / 2) ? most - held : 0;
  }

  /** Whether it has many recipients. */
  boolean isMail() {
    return id.equals(Recipient.MAIL);
  }

  /**
   * Takes up what an earlier run of the program left: what waits here for its next try need not
   * wait for it when the receiver is well, and one letter finds out.
   */
  void remember(Claims.Failing failing, Instant now) {
    int tolerance = isMail() ? MAIL_TOLERANCE : 1;
    boolean several = failing.recipients() > 1 && failing.tries() >= tolerance;
    if (failing.recipients() >= tolerance || several) {
      circuit.remember(failing.error(), now);
    } else {
      asking = true;
    }
    waiting = true;
  }

  /** The receiver has answered; true for the first time in this run of the program. */
  boolean hear() {
    return heard.compareAndSet(false, true);
  }

  /** Something may be due in it. */
  void look() {
    waiting = true;
  }

  /** Whether something may be due. */
  boolean wantsLook() {
    return waiting;
  }

  /** What to claim now. What is noticed while that is done is looked for again. */
  Claims.Wanted wanted(Instant now) {
    waiting = false;
    boolean probe = circuit.isOpen() || asking;
    asking = false;
    return new Claims.Wanted(id, probe ? "" : after, room(now), probe);
  }

  /** This was found; after the last recipient comes the first again. */
  void claimed(List<Claims.Letter> letters) {
    if (letters.isEmpty()) {
      waiting = waiting || !after.isEmpty();
      after = "";
    } else {
      waiting = true;
      after = isMail() ? letters.getLast().recipient() : "";
    }
  }
}

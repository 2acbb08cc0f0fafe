package crier.watch;

import crier.model.Alert;
import crier.model.Awaited.Said;
import crier.model.Consequences.Relative;
import crier.model.Event;
import crier.model.Finding;
import crier.model.Ids;
import crier.model.Kin;
import crier.model.Proof;
import crier.model.Published;
import crier.model.Significance;
import crier.model.SourceSpec;
import crier.model.Watch;
import crier.source.Courts;
import crier.store.DocketLinks.Dealt;
import crier.store.DocketLinks.Named;
import crier.watch.InForce.Case;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What becomes of dockets that entries name and nobody watches: followed by themselves where the
 * watch says so, else proposed to the operator; once in either case. Pure.
 */
public final class Kindred {

  /** So many dockets one watch brings along by itself; what is more is proposed. */
  static final int MOST = 5;

  /** In one notice; a docket of many relatives is a list, not a proposal. */
  private static final int SHOWN = 10;

  private static final Set<Relative.Kind> FOLLOWED =
      EnumSet.of(Relative.Kind.APPEAL, Relative.Kind.TRANSFER, Relative.Kind.CERT);

  private final Instant at;
  private final Ids ids;
  private final List<Kin> dealt = new ArrayList<>();
  private final List<Kin> followed = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();

  private Kindred(Instant at, Ids ids) {
    this.at = at;
    this.ids = ids;
  }

  /** Decides. */
  public static Dealt deal(Named named, InForce inForce, Instant at, Ids ids) {
    Kindred kindred = new Kindred(at, ids);
    Map<String, List<Kin>> proposed = new LinkedHashMap<>();
    for (Kin kin : named.open()) {
      Optional<Watch> watch = inForce.watch(kin.watch());
      if (watch.isEmpty()) {
        continue;
      }
      boolean known =
          !inForce.following(kin.court(), kin.number()).isEmpty()
              || Stream.of(named.dealt(), kindred.dealt)
                  .flatMap(List::stream)
                  .anyMatch(other -> isSame(other, kin));
      kindred.dealt.add(kin);
      if (known) {
        continue;
      }
      if (kindred.isFollowed(watch.get(), kin, named)) {
        kindred.followed.add(kin);
        kindred.alerts.add(kindred.alsoWatching(watch.get(), kin));
      } else {
        proposed.computeIfAbsent(kin.watch(), _ -> new ArrayList<>()).add(kin);
      }
    }
    proposed.forEach(
        (id, kin) -> kindred.alerts.add(kindred.proposal(inForce.watch(id).orElseThrow(), kin)));
    return new Dealt(kindred.dealt, kindred.followed, kindred.alerts);
  }

  private static boolean isSame(Kin one, Kin other) {
    return new Case(one.court(), one.number()).sameAs(new Case(other.court(), other.number()));
  }

  private boolean isFollowed(Watch watch, Kin kin, Named named) {
    if (!watch.ties().followsAppeals()
        || kin.kind() == null
        || !FOLLOWED.contains(kin.kind())
        || !Courts.isKnown(kin.court())) {
      return false;
    }
    List<Kin> all =
        Stream.of(named.dealt(), followed)
            .flatMap(List::stream)
            .filter(one -> one.followed() != null || followed.contains(one))
            .toList();
    String root = root(watch.id(), all);
    return all.stream().filter(one -> root(one.watch(), all).equals(root)).count() < MOST;
  }

  /** The configured watch that brought a watch along, or that watch itself. */
  private static String root(String watch, List<Kin> followed) {
    String at = watch;
    for (int step = 0; step <= followed.size(); step++) {
      String here = at;
      Optional<Kin> by = followed.stream().filter(kin -> kin.watchId().equals(here)).findFirst();
      if (by.isEmpty()) {
        return here;
      }
      at = by.get().watch();
    }
    return at;
  }

  private Alert alsoWatching(Watch watch, Kin kin) {
    Said said = kin.said();
    Finding finding =
        new Finding(
            "also " + kin.watchId(),
            List.of(Event.NEW_ITEM),
            Significance.NOTABLE,
            "this watch follows the appeals that its entries name",
            "Now also watching %s %s".formatted(article(kin.word()), kin.called()),
            said.title(),
            said.link(),
            said.day() == null ? null : new Published(said.day(), null),
            said.quote(),
            null,
            null,
            List.of(),
            List.of(),
            null,
            Proof.NONE);
    return alert(watch, List.of(finding));
  }

  private static String article(String word) {
    return word.startsWith("the ")
        ? word
        : "aeio".indexOf(word.charAt(0)) >= 0 ? "an " + word : "a " + word;
  }

  private Alert alert(Watch watch, List<Finding> findings) {
    return Alert.of(
        ids.next(at), watch, Summary.subject(watch, findings), Significance.NOTABLE, at, findings);
  }

  private Alert proposal(Watch watch, List<Kin> kin) {
    boolean awaited = kin.stream().anyMatch(one -> one.kind() == null);
    String subject =
        kin.size() == 1
            ? "Not watched: %s, which %s %s"
                .formatted(kin.getFirst().called(), watch.name(), awaited ? "waits for" : "names")
            : "Not watched: %d dockets that %s names".formatted(kin.size(), watch.name());
    StringBuilder text =
        new StringBuilder(
            "%s (watch `%s`) names %s that no watch follows. To follow, add under `watches`:\n"
                .formatted(
                    watch.name(),
                    watch.id(),
                    kin.size() == 1 ? "a docket" : kin.size() + " dockets"));
    for (Kin one : kin.subList(0, Math.min(SHOWN, kin.size()))) {
      text.append(proposed(watch, one));
    }
    if (kin.size() > SHOWN) {
      text.append("\nand %d more.\n".formatted(kin.size() - SHOWN));
    }
    text.append("\nThis is told once for each docket.");
    return Alert.notice(ids.next(at), subject, text.toString(), at);
  }

  private static String proposed(Watch watch, Kin kin) {
    String quote = kin.said().quote().isEmpty() ? "" : ": “" + kin.said().quote() + "”";
    String entry =
        !Courts.isKnown(kin.court())
            ? "  (The entry does not say at which court; look for it on CourtListener.)\n"
            : """
              - id: %s
                name: "%s"
            %s    source: { type: courtlistener-docket, court: %s, docket-number: "%s" }
            """
                .formatted(
                    kin.watchId(),
                    kin.called(),
                    watch.story() == null ? "" : "    story: " + watch.story() + "\n",
                    kin.court(),
                    kin.number());
    return "\n%s, %s%s\n%s".formatted(kin.called(), kin.word(), quote, entry);
  }

  /**
   * The configured watches and those that are followed by themselves, as long as the watch that
   * brought them along says so and nobody has configured them.
   *
   * @param kin all dockets that are named, the earliest first
   */
  public static List<Watch> joined(List<Watch> configured, List<Kin> kin) {
    List<Watch> all = new ArrayList<>(configured);
    for (Kin one : kin) {
      InForce sofar = InForce.of(all, List.of(), List.of());
      Optional<Watch> parent = sofar.watch(one.watch());
      if (one.followed() != null
          && parent.filter(watch -> watch.ties().followsAppeals()).isPresent()
          && sofar.watch(one.watchId()).isEmpty()
          && sofar.following(one.court(), one.number()).isEmpty()) {
        all.add(watch(parent.get(), one));
      }
    }
    return List.copyOf(all);
  }

  private static Watch watch(Watch parent, Kin kin) {
    return new Watch(
        kin.watchId(),
        "%s: %s %s".formatted(parent.name(), kin.word(), kin.called()),
        parent.story(),
        new SourceSpec(
            "courtlistener-docket", Map.of("court", kin.court(), "docket-number", kin.number())),
        parent.rhythm(),
        parent.overdueAfter(),
        parent.quietAfter(),
        List.of(),
        new Watch.Ties(List.of(), true));
  }
}

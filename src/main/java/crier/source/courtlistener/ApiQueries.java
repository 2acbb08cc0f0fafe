package crier.source.courtlistener;

import crier.fetch.Fetched;
import crier.fetch.Quota.Priority;
import crier.fetch.Request;
import crier.model.Capture;
import crier.model.Item;
import crier.model.Memo;
import crier.source.Step;
import crier.source.courtlistener.DocketMemory.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the API is asked in one look, one question after the other; the first that fails ends the
 * asking. What it says goes into the {@link DocketMemory}.
 */
final class ApiQueries {

  static final String CHANGED = "changed";
  static final String DOCUMENTS = "documents";
  static final String ALL = "all";

  /** In the ledger of what is owed: the docket itself. */
  static final String DOCKET = "docket";

  /** In the ledger: the entry of the document whose id follows. */
  private static final String HOME = "home-of-";

  /** Rows appear with an older time than the last answer's: a merge is one long transaction. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  /** Far longer than a transaction takes and clocks differ. */
  private static final Duration SETTLED = Duration.ofHours(1);

  /** Pages of 20 in one look. */
  private static final int PAGES = 5;

  private static final int PAGES_OF_ALL = 10;
  private static final int SINGLE_ONES = 5;

  private final Api api;
  private final DocketName name;
  private final String address;
  private final long docket;
  private final DocketMemory notes;
  private final Supplier<Step> over;
  private final Deque<Supplier<Step>> plan = new ArrayDeque<>();
  private final Set<Long> rows = new HashSet<>();
  private @Nullable Set<String> leftOver;
  private Priority pressing = Priority.RECONCILE;
  private Priority forDocuments = Priority.DOCUMENTS;
  private boolean changedRead;
  private boolean documentsRead;

  /**
   * Makes them.
   *
   * @param over what to do when nothing is left to ask, or nothing more can be
   */
  ApiQueries(
      Api api,
      DocketName name,
      String address,
      long docket,
      DocketMemory notes,
      Supplier<Step> over) {
    this.api = api;
    this.name = name;
    this.address = address;
    this.docket = docket;
    this.notes = notes;
    this.over = over;
  }

  /** Asks the next question. */
  Step next() {
    Supplier<Step> next = plan.poll();
    return next == null ? over.get() : next.get();
  }

  /** Whether an earlier look stopped in the midst of a list. */
  boolean isUnderWay(String list) {
    return Paging.isUnderWay(notes, list);
  }

  /** Whether everything that changed has been read in this look. */
  boolean haveChangedRead() {
    return changedRead;
  }

  boolean haveDocumentsRead() {
    return documentsRead;
  }

  /**
   * Which entries changed since they were last read?
   *
   * @param why how pressing the question is
   */
  void changed(Priority why) {
    pressing = why;
    plan.add(this::askChanged);
  }

  /** Which documents came, were replaced, were sealed? None of that touches the entry. */
  void documents(Priority why) {
    forDocuments = why;
    plan.add(this::askDocuments);
  }

  /** Which entries do documents belong to that none was known for? */
  void homes() {
    homes(plan::add);
  }

  private void homes(Consumer<Supplier<Step>> planned) {
    notes.ledger().stream()
        .filter(owed -> owed.startsWith(HOME))
        .limit(SINGLE_ONES)
        .forEach(owed -> planned.accept(() -> askFor(owed, owed.substring(HOME.length()))));
  }

  /** What are all entries? Shows what is gone, and what came late with an older time. */
  void all() {
    plan.add(this::askAll);
  }

  /** What of the docket itself? */
  void docket(Priority why) {
    plan.add(() -> askDocket(false, why));
  }

  /** Is there such a docket at all? Nothing more is asked if not. */
  void docketOrNothing() {
    plan.add(() -> askDocket(true, Priority.DOCUMENTS));
  }

  /** Are these entries, which were not where they should be, still there? */
  void suspects(Collection<String> keys) {
    keys.stream().limit(SINGLE_ONES).forEach(key -> plan.add(() -> askFor(key)));
  }

  private Step askChanged() {
    Instant since = since(Mark.ENTRIES_READ, Mark.ENTRIES_ASKED);
    return new Paging(
            api,
            notes,
            CHANGED,
            PAGES,
            pressing,
            () -> api.entriesSince(docket, since),
            new Reading(this::take) {
              @Override
              public Step complete(@Nullable Instant newest, boolean inOneLook) {
                notes.readUpTo(Mark.ENTRIES_READ, newest);
                changedRead = inOneLook;
                if (inOneLook) {
                  notes.set(Mark.ENTRIES_ASKED, notes.now());
                } else {
                  // What changed since this list was begun stands ahead of where it was.
                  plan.addFirst(ApiQueries.this::askChanged);
                }
                return next();
              }
            })
        .read();
  }

  /**
   * From when on to ask: a little before the newest that was read; but what has stood there for
   * long when it was last asked for need not be read again, though it was the newest.
   */
  private Instant since(Mark read, Mark asked) {
    Instant newest = notes.at(read).orElse(notes.now()).minus(OVERLAP);
    Instant settled = notes.at(asked).orElse(Instant.MIN.plus(SETTLED)).minus(SETTLED);
    return settled.isAfter(newest) ? settled : newest;
  }

  private Step askDocuments() {
    Instant since = since(Mark.DOCUMENTS_READ, Mark.DOCUMENTS_ASKED);
    return new Paging(
            api,
            notes,
            DOCUMENTS,
            PAGES,
            forDocuments,
            () -> api.documentsSince(docket, since),
            new Reading(this::takeDocuments) {
              @Override
              public Step complete(@Nullable Instant newest, boolean inOneLook) {
                notes.readUpTo(Mark.DOCUMENTS_READ, newest);
                documentsRead = inOneLook;
                if (inOneLook) {
                  notes.set(Mark.DOCUMENTS_ASKED, notes.now());
                } else {
                  plan.addFirst(ApiQueries.this::askDocuments);
                }
                notes.paid(DOCUMENTS);
                homes(plan::addFirst);
                return next();
              }
            })
        .read();
  }

  private Step askAll() {
    leftOver = isUnderWay(ALL) ? notes.leftOver() : notes.entries().keys();
    return new Paging(
            api,
            notes,
            ALL,
            PAGES_OF_ALL,
            Priority.RECONCILE,
            () -> api.allEntries(docket),
            new Reading(this::take) {
              @Override
              public Step complete(@Nullable Instant newest, boolean inOneLook) {
                return allListed(inOneLook);
              }

              @Override
              public Step broken(@Nullable Fetched fetched, String why) {
                if (leftOver != null) {
                  notes.leftOver(leftOver);
                }
                return super.broken(fetched, why);
              }
            })
        .read();
  }

  private Step allListed(boolean inOneLook) {
    notes.set(Mark.LISTED, notes.now());
    notes.leftOver(Set.of());
    if (inOneLook) {
      notes.set(Mark.ENTRIES_ASKED, notes.now());
      notes.set(Mark.DOCUMENTS_ASKED, notes.now());
      changedRead = true;
      documentsRead = true;
      notes.entries().release(rows);
    }
    Set<String> missed = new TreeSet<>(leftOver == null ? Set.of() : leftOver);
    leftOver = null;
    notes.lastShown().forEach(key -> missed.remove(notes.entries().keptAs(key)));
    int known = notes.entries().keys().size();
    if (known > 1 && missed.size() * 2 > known) {
      notes.contradiction(
          DocketMemory.By.LIST,
          Optional.of(
              "the API lists only %d of the %d entries known; was the docket merged into another?"
                  .formatted(known - missed.size(), known)));
      return next();
    }
    notes.contradiction(DocketMemory.By.LIST, Optional.empty());
    notes.suspect(missed);
    suspects(missed);
    return next();
  }

  private void take(Capture capture, List<JsonNode> found) {
    notes.capture(capture, !found.isEmpty());
    notes.apiSpoke();
    List<Entry> entries = found.stream().flatMap(row -> Api.entry(row).stream()).toList();
    Set<String> shown = entries.stream().map(Entry::key).collect(Collectors.toSet());
    for (Entry entry : entries) {
      rows.add(entry.id());
      String kept =
          notes
              .entries()
              .truth(entry, shown, isBefore(entry.created()), isBefore(entry.modified()));
      if (leftOver != null) {
        leftOver.remove(kept);
      }
    }
  }

  /** Whether it was so at CourtListener before anybody here looked: then it is no news. */
  private boolean isBefore(@Nullable Instant time) {
    return time != null && time.isBefore(notes.at(Mark.BEGAN).orElse(notes.now()));
  }

  private void takeDocuments(Capture capture, List<JsonNode> found) {
    notes.capture(capture, !found.isEmpty());
    notes.apiSpoke();
    for (JsonNode row : found) {
      RecapDocument document = RecapDocument.of(row);
      if (document.id() > 0 && !notes.entries().file(document)) {
        notes.owe(HOME + document.id());
      }
    }
  }

  /** A document does not say which entry it belongs to; the entries can be asked for it. */
  private Step askFor(String owed, String document) {
    if (!notes.ledger().contains(owed)) {
      return next();
    }
    return asked(
        api.request(api.entryOf(docket, Long.parseLong(document)), Priority.DOCUMENTS),
        capture -> {
          notes.paid(owed);
          Api.page(capture).ifPresent(page -> take(capture, page.results()));
          return next();
        });
  }

  /** Asks for one entry: that it was not in a list is not proof enough. */
  private Step askFor(String key) {
    Optional<Long> row = notes.entries().rowOf(key);
    if (row.isPresent()) {
      return new Step.Ask(
          api.request(api.entry(row.get()), Priority.DOCUMENTS),
          fetched ->
              switch (fetched) {
                case Fetched.Fresh(Capture capture) ->
                    found(key, capture, Api.json(capture).filter(r -> r.has("id")).map(List::of));
                case Fetched.Gone _ -> withdrawn(key);
                case Fetched.NotModified _,
                    Fetched.TryLater _,
                    Fetched.Blocked _,
                    Fetched.Failed _ ->
                    failed(fetched, "");
              });
    }
    String number = key.startsWith("entry-") ? key.substring("entry-".length()) : "";
    if (!number.matches("[0-9]{1,18}")) {
      notes.unsuspect(key);
      return next();
    }
    return asked(
        api.request(api.entryNumbered(docket, Long.parseLong(number)), Priority.DOCUMENTS),
        capture -> found(key, capture, Api.page(capture).map(Api.Page::results)));
  }

  private Step found(String key, Capture capture, Optional<List<JsonNode>> found) {
    if (found.isEmpty()) {
      return failed(null, "its answer is no entry");
    }
    if (found.get().isEmpty()) {
      return withdrawn(key);
    }
    take(capture, found.get());
    notes.unsuspect(key);
    return next();
  }

  private Step withdrawn(String key) {
    notes.apiSpoke();
    notes.entries().drop(Set.of(key));
    notes.unsuspect(key);
    return next();
  }

  private Step askDocket(boolean orNothing, Priority why) {
    return new Step.Ask(
        api.request(api.docket(docket), why),
        fetched ->
            switch (fetched) {
              case Fetched.Fresh(Capture capture) -> docketSeen(capture);
              case Fetched.Gone _ -> {
                if (orNothing) {
                  yield new Step.Done(DocketLook.gone(docket));
                }
                notes.set(Mark.DOCKET_ASKED, notes.now());
                notes.paid(DOCKET);
                notes.contradiction(
                    DocketMemory.By.API,
                    Optional.of(
                        "CourtListener's API says there is no docket %d (404)".formatted(docket)));
                yield next();
              }
              case Fetched.NotModified _, Fetched.TryLater _, Fetched.Blocked _, Fetched.Failed _ ->
                  failed(fetched, "");
            });
  }

  private Step docketSeen(Capture capture) {
    Optional<Docket> seen = Api.json(capture).flatMap(Docket::of);
    if (seen.isEmpty()) {
      return failed(null, "its answer is no docket");
    }
    notes.apiSpoke();
    notes.capture(capture, false);
    Item known = notes.entries().item(Docket.KEY);
    boolean reopens = seen.get().reopens(known);
    boolean twice = reopens && notes.isReopening();
    notes.entries().put(seen.get().item(known, address, twice));
    notes.set(Mark.DOCKET_ASKED, notes.now());
    notes.paid(DOCKET);
    notes.reopening(reopens && !twice);
    if (reopens && !twice) {
      notes.memo(notes.memo().again(notes.now().plus(OVERLAP)));
    }
    notes.contradiction(
        DocketMemory.By.API, name.contradiction(docket, seen.get().number(), seen.get().court()));
    notes.lastFiling(seen.get().lastFiling());
    String origin = seen.get().origin();
    Memo memo = notes.memo().with(Memo.CASE, seen.get().named().orElse(null));
    notes.memo(memo.with(Memo.ORIGIN, origin.isEmpty() ? null : origin));
    return next();
  }

  private Step asked(Request request, Function<Capture, Step> then) {
    return new Step.Ask(
        request,
        fetched ->
            fetched instanceof Fetched.Fresh(Capture capture)
                ? then.apply(capture)
                : failed(fetched, ""));
  }

  /** The feed's facts stand; what the API would have said is owed, and asked for no more now. */
  private Step failed(@Nullable Fetched fetched, String why) {
    plan.clear();
    notes.unanswered(fetched, why);
    return over.get();
  }

  /** Takes pages; a list that breaks off ends the asking, one that is long goes on later. */
  private abstract class Reading implements Paging.Reader {
    private final BiConsumer<Capture, List<JsonNode>> taker;

    Reading(BiConsumer<Capture, List<JsonNode>> taker) {
      this.taker = taker;
    }

    @Override
    public void page(Capture capture, List<JsonNode> found) {
      taker.accept(capture, found);
    }

    @Override
    public Step broken(@Nullable Fetched fetched, String why) {
      return fetched == null && why.isEmpty() ? next() : failed(fetched, why);
    }
  }
}

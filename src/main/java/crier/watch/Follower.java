package crier.watch;

import crier.difference.Paragraphs;
import crier.model.Capture;
import crier.model.Change;
import crier.model.Change.FieldEdit;
import crier.model.Content;
import crier.model.Cut;
import crier.model.Document;
import crier.model.Follow;
import crier.model.Item;
import crier.model.Listing;
import crier.model.Memo;
import crier.model.Snapshot;
import crier.model.Text;
import crier.source.Following;
import crier.source.Look;
import crier.source.Visit;
import crier.store.Follows;
import crier.watch.Comparison.Result;
import crier.watch.Tick.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the own pages of a list's new items, and looks at them again for a while: at first within
 * the hour, later once a day. What cannot be read holds up nothing: the item is told without it.
 */
final class Follower {

  static final Duration KEPT = Duration.ofDays(90);

  /** In one look, so many new pages are read, and so many known ones looked at again. */
  private static final int NEW = 8;

  private static final int AGAIN = 5;

  /** Items of one watch that are followed at a time; a list that shows more at once is old. */
  private static final int MOST = 100;

  /** Well within the lease: a look that is over this long follows no further. */
  private static final Duration TIME = Duration.ofMinutes(3);

  /** One failed look is weather. */
  private static final int FAILURES_TOLD = 2;

  /** Validators can lie; every so many looks the page is read whole. */
  private static final int WHOLE_EVERY = 6;

  private static final int MOST_WORDS = 300_000;

  private final StepRunner runner;
  private final Follows follows;
  private final InstantSource clock;

  Follower(StepRunner runner, Follows follows, InstantSource clock) {
    this.runner = runner;
    this.follows = follows;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param changes to be told: those of the list, with the text of new items, and those of pages
   * @param kept to be stored with them
   * @param troubles what could not be looked at
   */
  record Outcome(List<Change> changes, List<Follows.Kept> kept, List<String> troubles) {

    /** The memo of the list, with what the operator should know of the items' documents. */
    Memo noted(Memo memo) {
      Memo noted = memo;
      for (Follows.Kept row : kept) {
        if (!row.captures().isEmpty()
            && row.follow().content() instanceof Document document
            && document.concealedInAll() > 0) {
          noted = noted.with(Document.CONCEALED, document.concealedBeneath());
        }
      }
      return noted;
    }

    Outcome {
      changes = List.copyOf(changes);
      kept = List.copyOf(kept);
      troubles = List.copyOf(troubles);
    }

    static Outcome of(List<Change> changes) {
      return new Outcome(changes, List.of(), List.of());
    }
  }

  /** Follows what a look at a list has shown, and what is due of earlier ones. */
  Outcome follow(Task task, List<Change> changes, Instant began) {
    return task.watch().source().flag("follow")
        ? new Round(task, began).run(changes)
        : Outcome.of(changes.stream().flatMap(change -> unproven(change).stream()).toList());
  }

  /**
   * Without another document's address: a document is replaced when its bytes are, and nobody has
   * read them. What was announced or taken away is told.
   */
  static Optional<Change> unproven(Change change) {
    if (!(change instanceof Change.Edited(Item was, Item now, List<FieldEdit> edits))) {
      return Optional.of(change);
    }
    List<FieldEdit> left =
        now.kind() == Item.Kind.DOCKET_ENTRY
            ? edits
            : edits.stream().filter(edit -> !isMoved(edit)).toList();
    return left.isEmpty() ? Optional.empty() : Optional.of(new Change.Edited(was, now, left));
  }

  /** Whether a document stood there before and stands there now, at another address. */
  private static boolean isMoved(FieldEdit edit) {
    return edit.field().equals(Item.DOCUMENT)
        && edit.before() != null
        && edit.after() != null
        && Item.isPlaceholder(edit.before()) == Item.isPlaceholder(edit.after());
  }

  /** What is left to tell once another document's address is left out. */
  private static void tell(Change change, List<Change> told) {
    unproven(change).ifPresent(told::add);
  }

  /** One look's worth of following. */
  private final class Round {
    private final Task task;
    private final String watch;
    private final Instant began;
    private final Revisits revisits;
    private final Set<String> touched = new HashSet<>();
    private final List<Change> told = new ArrayList<>();
    private final List<Follows.Kept> kept = new ArrayList<>();
    private int room;
    private boolean flood;
    private int read;

    Round(Task task, Instant began) {
      this.task = task;
      this.watch = task.watch().id();
      this.began = began;
      this.revisits = new Revisits(began);
    }

    Outcome run(List<Change> changes) {
      List<Follows.Listed> before = follows.of(watch, began);
      room = MOST - before.size();
      flood = changes.stream().filter(Change.Added.class::isInstance).count() > NEW;
      for (Change change : changes) {
        switch (change) {
          case Change.Added(Item item) -> told.add(new Change.Added(added(item)));
          case Change.Edited(Item was, Item now, List<FieldEdit> edits) -> edited(was, now, edits);
          case Change other -> told.add(other);
        }
      }
      for (Follow due : follows.due(watch, began, AGAIN)) {
        if (!touched.contains(due.item().key()) && inTime()) {
          again(due);
        }
      }
      return new Outcome(told, kept, troubles(before));
    }

    private boolean inTime() {
      return clock.instant().isBefore(began.plus(TIME));
    }

    /** Of many at once the old ones are an archive being filled in; few are news, whatever date. */
    private boolean isNews(Item item) {
      return !flood
          || item.published() == null
          || item.published().forSorting().isAfter(began.minus(KEPT));
    }

    private List<String> troubles(List<Follows.Listed> before) {
      List<String> all = new ArrayList<>();
      before.stream()
          .filter(row -> !touched.contains(row.item().key()))
          .filter(row -> row.trouble() != null && row.failures() >= FAILURES_TOLD)
          .forEach(row -> all.add(row.item().title() + ": " + row.trouble()));
      kept.stream()
          .map(Follows.Kept::follow)
          .filter(row -> row.trouble() != null && row.failures() >= FAILURES_TOLD)
          .forEach(row -> all.add(row.item().title() + ": " + row.trouble()));
      return all.isEmpty()
          ? List.of()
          : List.of(
              "%d of the items' own pages could not be read; %s"
                  .formatted(all.size(), all.getFirst()));
    }

    private Look look(Follow follow, boolean whole) {
      Content known = follow.content();
      Snapshot snapshot = known == null ? null : new Snapshot(known, List.of());
      Visit visit = Visit.of(began, follow.memo(), snapshot, whole || known == null);
      try {
        return runner.look(Following.source(task.watch().source(), follow.address()), visit);
      } catch (IllegalArgumentException e) {
        return new Look.CouldNot(
            Look.Reason.FAILED, String.valueOf(e.getMessage()), Optional.empty());
      }
    }

    private void keep(Follow follow, List<Capture> captures, boolean tells) {
      touched.add(follow.item().key());
      kept.add(new Follows.Kept(follow, captures, tells));
    }

    /** The new item, with its own page's words when they could be read just now. */
    private Item added(Item item) {
      Optional<String> address = Following.address(task.watch().source(), item);
      if (address.isEmpty() || !isNews(item) || room-- <= 0) {
        return item;
      }
      Follow follow =
          new Follow(item, address.get(), null, Memo.EMPTY, 0, 0, 0, null, began, began.plus(KEPT));
      if (read++ >= NEW || !inTime()) {
        keep(follow, List.of(), false);
        return item;
      }
      return switch (look(follow, true)) {
        case Look.Seen seen -> {
          keep(revisits.reached(follow, seen.content(), seen.memo()), seen.captures(), false);
          yield withWords(item, seen.content());
        }
        case Look.Unchanged(Memo memo, _) -> {
          keep(revisits.reached(follow, null, memo), List.of(), false);
          yield item;
        }
        case Look.CouldNot couldNot -> {
          keep(revisits.failed(follow, couldNot), List.of(), false);
          yield item;
        }
      };
    }

    private void edited(Item was, Item now, List<FieldEdit> edits) {
      Follow known = follows.find(watch, now.key()).orElse(null);
      Optional<String> address = Following.address(task.watch().source(), now);
      if (known == null || address.isEmpty()) {
        tell(new Change.Edited(was, now, edits), told);
        return;
      }
      Follow follow = revisits.at(known, now, address.get());
      boolean moved = edits.stream().anyMatch(edit -> edit.field().equals(Item.DOCUMENT));
      if (!moved || !inTime()) {
        keep(follow, List.of(), false);
        tell(new Change.Edited(was, now, edits), told);
        return;
      }
      List<FieldEdit> others =
          edits.stream().filter(edit -> !edit.field().equals(Item.DOCUMENT)).toList();
      switch (look(follow, true)) {
        // The same bytes at another address: it moved, and that is no news.
        case Look.Unchanged(Memo memo, _) -> {
          keep(revisits.reached(follow, follow.content(), memo), List.of(), false);
          addEdited(was, now, others);
        }
        case Look.Seen seen -> {
          Optional<Change> replaced = replaced(follow.content(), seen.content());
          keep(
              revisits.reached(follow, seen.content(), seen.memo()),
              seen.captures(),
              replaced.isPresent());
          if (replaced.isPresent()) {
            told.add(new Change.Followed(now, replaced.get()));
            addEdited(was, now, others);
          } else {
            tell(new Change.Edited(was, now, edits), told);
          }
        }
        case Look.CouldNot couldNot -> {
          keep(revisits.failed(follow, couldNot), List.of(), false);
          tell(new Change.Edited(was, now, edits), told);
        }
      }
    }

    private void addEdited(Item was, Item now, List<FieldEdit> edits) {
      if (!edits.isEmpty()) {
        told.add(new Change.Edited(was, now, edits));
      }
    }

    private void again(Follow follow) {
      boolean whole =
          follow.looks() % WHOLE_EVERY == WHOLE_EVERY - 1 || Settling.waits(follow.memo());
      switch (look(follow, whole)) {
        case Look.Unchanged(Memo memo, _) -> {
          boolean back = back(follow);
          keep(revisits.reached(follow, follow.content(), memo), List.of(), back);
        }
        case Look.Seen seen -> seen(follow, seen);
        case Look.CouldNot couldNot -> {
          Follow row = revisits.failed(follow, couldNot);
          boolean gone = row.goneLooks() == 2 && follow.goneLooks() == 1 && row.content() != null;
          if (gone) {
            told.add(new Change.Followed(row.item(), new Change.PageGone(row.address())));
          }
          keep(row, List.of(), gone);
        }
      }
    }

    private void seen(Follow follow, Look.Seen seen) {
      Content now = seen.content();
      Content before = follow.content();
      if (before == null) {
        told.add(
            new Change.Followed(follow.item(), new Change.Added(withWords(follow.item(), now))));
        keep(revisits.reached(follow, now, seen.memo()), seen.captures(), true);
        return;
      }
      boolean back = back(follow);
      // A carousel never says the same twice; an edit beside it does.
      Settling settling = Settling.of(follow.memo(), began, false);
      Result result =
          Comparison.of(
              new Snapshot(before, List.of()), now, began, Comparison.Expectation.NONE, settling);
      Memo memo = settling.noted(seen.memo());
      switch (result) {
        case Result.Same(), Result.FirstSight(_) ->
            keep(after(follow, before, memo, settling), List.of(), back);
        case Result.Partly(_, _, String why) ->
            keep(
                revisits.failed(
                    follow, new Look.CouldNot(Look.Reason.UNRECOGNISED, why, Optional.empty())),
                List.of(),
                back);
        case Result.Implausible(String why, _) ->
            keep(
                revisits.failed(
                    follow, new Look.CouldNot(Look.Reason.UNRECOGNISED, why, Optional.empty())),
                List.of(),
                back);
        case Result.Different(Snapshot after, List<Change> changes) -> {
          changes.forEach(change -> told.add(new Change.Followed(follow.item(), change)));
          keep(
              after(follow, after.content(), memo, settling),
              seen.captures(),
              back || !changes.isEmpty());
        }
      }
    }

    private Follow after(Follow follow, Content content, Memo memo, Settling settling) {
      return settling.unsettled()
          ? revisits.waiting(follow, content, memo)
          : revisits.reached(follow, content, memo);
    }

    private boolean back(Follow follow) {
      boolean back = follow.goneLooks() >= 2;
      if (back) {
        told.add(new Change.Followed(follow.item(), new Change.PageBack(follow.address())));
      }
      return back;
    }
  }

  /** A document in place of another; what stood there until it was ready is none. */
  private static Optional<Change> replaced(@Nullable Content before, Content now) {
    return before instanceof Document was
            && now instanceof Document is
            && !was.sha256().equals(is.sha256())
            && !Item.isPlaceholder(was.title())
        ? Optional.of(new Change.DocumentReplaced(was, is))
        : Optional.empty();
  }

  /** The item with what its own page says. */
  static Item withWords(Item item, Content content) {
    String words =
        switch (content) {
          case Text(_, String text) -> text;
          case Document document ->
              document.pages().stream().map(Paragraphs::of).collect(Collectors.joining("\n"));
          case Listing _ -> "";
        };
    String all = (item.text().isBlank() ? "" : item.text() + "\n") + words;
    return new Item(
        item.kind(),
        item.key(),
        item.title(),
        item.link(),
        item.published(),
        Cut.beginning(all, MOST_WORDS),
        item.fields());
  }
}

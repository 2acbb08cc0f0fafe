package crier.web;

import crier.alert.subscribers.ChoiceWords;
import crier.model.Event;
import crier.model.MailAddress;
import crier.model.Significance;
import crier.model.Story;
import crier.model.Subscription;
import crier.model.Subscription.Cadence;
import crier.model.Subscription.QuietHours;
import crier.model.Watch;
import crier.rules.Terms;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what somebody chose on a form, and says what cannot be. */
final class ChoiceForm {

  /** Sent with every form that shows watches or events: nothing ticked is then a choice, too. */
  static final String WATCHES_ASKED = "watches-asked";

  static final String EVENTS_ASKED = "events-asked";

  private static final int MOST_TERMS = 30;
  private static final int LONGEST_TERM = 100;

  private final Context context;
  private final Subscription before;
  private final List<String> mistakes = new ArrayList<>();

  /**
   * Reads a form.
   *
   * @param before what holds for everything that the form does not ask about
   */
  ChoiceForm(Context context, Subscription before) {
    this.context = context;
    this.before = before;
  }

  /** What somebody has who chose nothing yet: everything notable, at once. */
  static Subscription usual(ZoneId zone) {
    return Subscription.immediate(List.of(), Significance.NOTABLE, zone);
  }

  /** What cannot be, each with its remedy; to be asked after everything was read. */
  List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /** The address, or empty with a mistake noted. */
  Optional<String> address() {
    Optional<String> address = MailAddress.of(field("email"));
    if (address.isEmpty()) {
      mistakes.add("That is no mail address; write one such as name@example.org.");
    }
    return address;
  }

  /** The choices; what is mistaken in them stays as it was. */
  Subscription choices(ChoiceWords there) {
    ZoneId zone = zone();
    return new Subscription(
        chosen("story", there.stories().stream().map(Story::id).toList(), before.stories()),
        isAsked(WATCHES_ASKED, "watch")
            ? chosen("watch", there.watches().stream().map(Watch::id).toList(), before.watches())
            : before.watches(),
        minimum(),
        events(),
        terms("require", before.require()),
        terms("exclude", before.exclude()),
        cadence(),
        quiet(),
        zone,
        reminders());
  }

  /** Whether the form showed them: it says so itself, or something of them is ticked. */
  private boolean isAsked(String sent, String name) {
    return context.formParamMap().containsKey(sent) || !context.formParams(name).isEmpty();
  }

  /**
   * Ids that are there, and those chosen before that are there no more, if still ticked. One that
   * is neither is a mistake: left out, the choice could come to nothing, which means everything.
   */
  private List<String> chosen(String name, List<String> there, List<String> before) {
    List<String> ticked = context.formParams(name);
    if (!ticked.stream().allMatch(id -> there.contains(id) || before.contains(id))) {
      mistakes.add(
          "This page is not up to date: a %s that you chose is no longer here. Load it again and choose anew."
              .formatted(name));
    }
    return ticked.stream()
        .filter(id -> there.contains(id) || before.contains(id))
        .distinct()
        .toList();
  }

  private List<Event> events() {
    if (!isAsked(EVENTS_ASKED, "event")) {
      return before.events();
    }
    List<String> ticked = context.formParams("event");
    List<String> there = Arrays.stream(Event.values()).map(Event::name).toList();
    if (!there.containsAll(ticked)) {
      mistakes.add(
          "This page is not up to date: an event that you chose does not exist. Load it again and choose anew.");
    }
    return Arrays.stream(Event.values()).filter(event -> ticked.contains(event.name())).toList();
  }

  private Significance minimum() {
    try {
      return Significance.ofWord(field("minimum"));
    } catch (IllegalArgumentException _) {
      return before.minimum();
    }
  }

  private Cadence cadence() {
    return switch (field("cadence")) {
      case "immediate" -> new Cadence.Immediate();
      case "hourly" -> new Cadence.Hourly();
      case "daily" ->
          time("at").<Cadence>map(Cadence.Daily::new).orElse(new Cadence.Daily(LocalTime.of(8, 0)));
      default -> before.cadence();
    };
  }

  private @Nullable QuietHours quiet() {
    if (!context.formParamMap().containsKey("quiet-asked")) {
      return before.quiet();
    }
    if (field("quiet").isEmpty()) {
      return null;
    }
    Optional<LocalTime> from = time("quiet-from");
    Optional<LocalTime> until = time("quiet-until");
    if (from.isEmpty() || until.isEmpty() || from.equals(until)) {
      mistakes.add("Quiet hours have a beginning and an end, such as 22:00 and 07:00.");
      return before.quiet();
    }
    return new QuietHours(from.get(), until.get(), !field("critical-passes").isEmpty());
  }

  private boolean reminders() {
    return context.formParamMap().containsKey("reminders-asked")
        ? !field("reminders").isEmpty()
        : before.reminders();
  }

  private ZoneId zone() {
    String zone = field("zone");
    try {
      return zone.isEmpty() ? before.zone() : ZoneId.of(zone);
    } catch (DateTimeException _) {
      mistakes.add("There is no such time zone; write one such as America/New_York.");
      return before.zone();
    }
  }

  private Optional<LocalTime> time(String name) {
    try {
      String text = field(name);
      return text.isEmpty() ? Optional.empty() : Optional.of(LocalTime.parse(text));
    } catch (DateTimeException _) {
      mistakes.add("A time is written such as 08:00.");
      return Optional.empty();
    }
  }

  private List<String> terms(String name, List<String> otherwise) {
    if (!context.formParamMap().containsKey(name)) {
      return otherwise;
    }
    List<String> terms =
        field(name).lines().map(String::strip).filter(line -> !line.isEmpty()).distinct().toList();
    if (terms.size() > MOST_TERMS || terms.stream().anyMatch(t -> t.length() > LONGEST_TERM)) {
      mistakes.add(
          "At most %d words or phrases, of %d letters each.".formatted(MOST_TERMS, LONGEST_TERM));
      return otherwise;
    }
    try {
      var _ = Terms.of(terms);
      return terms;
    } catch (IllegalArgumentException e) {
      mistakes.add(e.getMessage() + ".");
      return otherwise;
    }
  }

  private String field(String name) {
    String value = context.formParam(name);
    return value == null ? "" : value.strip();
  }
}

package crier.app;

import crier.model.Bounce;
import crier.model.Event;
import crier.model.MailAddress;
import crier.model.Significance;
import crier.model.Subscriber;
import crier.model.Subscription;
import crier.model.Subscription.Cadence;
import crier.rules.Terms;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The mailing list. */
@Command(
    name = "subscribers",
    mixinStandardHelpOptions = true,
    description = "The mailing list.",
    subcommands = {})
final class SubscribersVerb extends Verb {

  private static final LocalTime MORNING = LocalTime.of(8, 0);

  @Parameters(
      index = "0",
      paramLabel = "ACTION",
      description = "list, add, remove, export or erase.")
  private String action = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "EMAIL", description = "A mail address.")
  private String address = "";

  @Option(
      names = "--story",
      split = ",",
      paramLabel = "ID",
      description = "Stories to follow; no story and no watch: everything.")
  private List<String> stories = List.of();

  @Option(
      names = "--watch",
      split = ",",
      paramLabel = "ID",
      description = "Watches to follow, beside the stories.")
  private List<String> watches = List.of();

  @Option(
      names = "--event",
      split = ",",
      paramLabel = "EVENT",
      description = "Only alerts with one of these events, such as STAY_LIFTED; none: all.")
  private List<String> events = List.of();

  @Option(
      names = "--words",
      paramLabel = "WORDS",
      description = "Only alerts with one of these words, phrases or /patterns/; may be repeated.")
  private List<String> words = List.of();

  @Option(
      names = "--without",
      paramLabel = "WORDS",
      description = "No alert with any of these words, phrases or /patterns/; may be repeated.")
  private List<String> without = List.of();

  @Option(
      names = "--minimum",
      paramLabel = "RANK",
      description = "critical, notable or routine (default: notable; with --event: routine).")
  private String minimum = "";

  @Option(
      names = "--cadence",
      paramLabel = "WHEN",
      description = "immediate, hourly, daily or daily@08:00 (default: immediate).")
  private String cadence = "immediate";

  @Option(
      names = "--reminders",
      description = "Also remind them, the day before, of hearings and due dates.")
  private boolean reminders;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean asJson;

  @Override
  public Integer call() {
    return context()
        .with(crier ->
            switch (action) {
              case "list" -> list(crier);
              case "add" -> add(crier);
              case "remove" -> remove(crier);
              case "export" -> export(crier);
              case "erase" -> erase(crier);
              default ->
                  throw Refused.usage(
                      "`%s` is none of list, add, remove, export, erase".formatted(action));
            });
  }

  private int list(Crier crier) {
    for (Subscriber subscriber : crier.subscribers.all()) {
      if (asJson) {
        Map<String, Object> object = crier.optIn.export(subscriber);
        object.put("bounces", bounces(crier, subscriber).strip());
        json(object);
      } else {
        out()
            .printf(
                "%s  %s  %s  %s%s%n",
                subscriber.id(),
                subscriber.standing().name().toLowerCase(Locale.ROOT),
                subscriber.address(),
                crier.optIn.words().sentence(subscriber.subscription()),
                bounces(crier, subscriber));
      }
    }
    return ExitCode.DONE;
  }

  /** What came back from somebody, for the list: why they are paused, or may soon be. */
  private static String bounces(Crier crier, Subscriber subscriber) {
    List<Bounce> bounces = crier.bounced.of(subscriber.id());
    if (bounces.isEmpty()) {
      return "";
    }
    Bounce last = bounces.getFirst();
    return "  %d bounced, last %s %s at %s"
        .formatted(
            bounces.size(), last.kind().name().toLowerCase(Locale.ROOT), last.status(), last.at());
  }

  /** Who runs the command vouches for the consent, and is recorded as having done so. */
  private int add(Crier crier) {
    String plain =
        MailAddress.of(address())
            .orElseThrow(() ->
                Refused.usage(
                    "`%s` is no mail address; write one: name@example.org".formatted(address())));
    Subscription choices = choices(crier);
    var now = crier.clock.instant();
    String consent =
        "added by the operator on the command line, " + now.truncatedTo(ChronoUnit.SECONDS);
    Optional<Subscriber> known = crier.subscribers.byAddress(plain);
    if (known.isPresent()) {
      return again(crier, known.get(), choices, consent);
    }
    crier.subscribers.add(
        new Subscriber(
            crier.ids.next(now), plain, Subscriber.Standing.CONFIRMED, choices, consent, now, now));
    return done(crier, "added", plain, "they get what is found from now on");
  }

  private int again(Crier crier, Subscriber known, Subscription choices, String consent) {
    return switch (known.standing()) {
      case PAUSED -> {
        crier.bounces.resume(known.id());
        yield done(
            crier,
            "resumed",
            known.address(),
            "they were paused, and get what is found from now on, as they chose before");
      }
      case PENDING -> {
        crier.subscribers.confirm(known.id(), choices, consent, crier.clock.instant());
        yield done(crier, "added", known.address(), "they get what is found from now on");
      }
      case CONFIRMED ->
          done(
              crier,
              "unchanged",
              known.address(),
              "they are on the list already, and what they chose stays; they change it on the page"
                  + " /preferences");
      case UNSUBSCRIBED ->
          throw Refused.failed(
              "they have left; only they can come back, on the page /subscribe; or `erase` them"
                  + " first, when they asked you to be added again");
    };
  }

  private int done(Crier crier, String what, String address, String words) {
    if (asJson) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("result", what);
      crier.subscribers.byAddress(address).ifPresent(one -> object.put("id", one.id()));
      object.put("text", words);
      json(object);
      return ExitCode.DONE;
    }
    out().println(what + "; " + words);
    crier
        .subscribers
        .byAddress(address)
        .filter(one -> one.standing() == Subscriber.Standing.CONFIRMED)
        .ifPresent(one -> out().println(crier.optIn.words().sentence(one.subscription())));
    return ExitCode.DONE;
  }

  /** What the options say, or all that is wrong with them. */
  private Subscription choices(Crier crier) {
    List<String> wrong = new ArrayList<>();
    for (String story : stories) {
      if (crier.settings().story(story).isEmpty()) {
        wrong.add("there is no story `%s`".formatted(story));
      }
    }
    for (String watch : watches) {
      if (crier.settings().watches().stream().noneMatch(one -> one.id().equals(watch))) {
        wrong.add("there is no watch `%s`".formatted(watch));
      }
    }
    for (String event : events) {
      if (event(event).isEmpty()) {
        wrong.add(
            "there is no event `%s`; there are %s"
                .formatted(
                    event,
                    Arrays.stream(Event.values())
                        .map(Enum::name)
                        .collect(Collectors.joining(", "))));
      }
    }
    terms(words, wrong);
    terms(without, wrong);
    if (!wrong.isEmpty()) {
      throw Refused.usage(String.join("\n", wrong));
    }
    return new Subscription(
        stories,
        watches,
        rank(),
        events.stream().flatMap(event -> event(event).stream()).distinct().toList(),
        words,
        without,
        cadence(),
        null,
        crier.settings().site().zone(),
        reminders);
  }

  private static void terms(List<String> terms, List<String> wrong) {
    try {
      var _ = Terms.of(terms);
    } catch (IllegalArgumentException e) {
      wrong.add(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Event> event(String word) {
    String name = word.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(Event.values()).filter(event -> event.name().equals(name)).findFirst();
  }

  /** Who names events wants to hear of them, whatever their rank. */
  private Significance rank() {
    if (minimum.isEmpty()) {
      return events.isEmpty() ? Significance.NOTABLE : Significance.ROUTINE;
    }
    try {
      return Significance.ofWord(minimum);
    } catch (IllegalArgumentException e) {
      throw Refused.usage("`%s` is none of critical, notable, routine".formatted(minimum));
    }
  }

  private Cadence cadence() {
    String word = cadence.strip().toLowerCase(Locale.ROOT);
    if (word.equals("immediate")) {
      return new Cadence.Immediate();
    }
    if (word.equals("hourly")) {
      return new Cadence.Hourly();
    }
    if (word.equals("daily")) {
      return new Cadence.Daily(MORNING);
    }
    try {
      if (word.matches("daily[@ ].*")) {
        return new Cadence.Daily(LocalTime.parse(word.substring("daily@".length())));
      }
    } catch (DateTimeException _) {
      // told below
    }
    throw Refused.usage("`%s` is none of immediate, hourly, daily, daily@08:00".formatted(cadence));
  }

  private int remove(Crier crier) {
    Subscriber subscriber = known(crier);
    crier.optIn.leave(subscriber);
    return done("removed", "nothing more is sent, what was waiting for them is cancelled");
  }

  private int export(Crier crier) {
    if (address.isEmpty()) {
      crier.subscribers.all().forEach(subscriber -> json(crier.optIn.export(subscriber)));
    } else {
      json(crier.optIn.export(known(crier)));
    }
    return ExitCode.DONE;
  }

  private int erase(Crier crier) {
    crier.optIn.erase(known(crier));
    return done("erased", "the person and every delivery that named them");
  }

  private int done(String what, String words) {
    if (asJson) {
      json(Map.of("result", what, "text", words));
    } else {
      out().println(what + "; " + words);
    }
    return ExitCode.DONE;
  }

  private Subscriber known(Crier crier) {
    return crier
        .subscribers
        .byAddress(MailAddress.of(address()).orElse(address()))
        .orElseThrow(() -> Refused.failed("nobody of this address is on the list"));
  }

  private String address() {
    if (address.isEmpty()) {
      throw Refused.usage("name the mail address: `crier subscribers %s EMAIL`".formatted(action));
    }
    return address;
  }
}

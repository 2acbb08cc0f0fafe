package crier.app;

import crier.model.Bounce;
import crier.model.MailAddress;
import crier.model.Significance;
import crier.model.Subscriber;
import crier.model.Subscription;
import java.util.List;
import java.util.Map;
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

  @Parameters(
      index = "0",
      paramLabel = "ACTION",
      description = "list, add, remove, export or erase.")
  private String action = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "EMAIL", description = "A mail address.")
  private String address = "";

  @Option(names = "--story", description = "Stories to follow; none: all.")
  private List<String> stories = List.of();

  @Option(names = "--minimum", description = "critical, notable or routine (default: notable).")
  private String minimum = "notable";

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean asJson;

  @Override
  public Integer call() {
    return door()
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
                "%s  %s  %s  %s  %s%s%n",
                subscriber.id(),
                subscriber.standing().name().toLowerCase(java.util.Locale.ROOT),
                subscriber.address(),
                subscriber.subscription().minimum().word(),
                subscriber.subscription().stories().isEmpty()
                    ? "all stories"
                    : String.join(", ", subscriber.subscription().stories()),
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
            bounces.size(),
            last.kind().name().toLowerCase(java.util.Locale.ROOT),
            last.status(),
            last.at());
  }

  /** Who runs the command vouches for the consent, and is recorded as having done so. */
  private int add(Crier crier) {
    String plain =
        MailAddress.of(address())
            .orElseThrow(() ->
                Refused.usage(
                    "`%s` is no mail address; write one: name@example.org".formatted(address())));
    for (String story : stories) {
      if (crier.settings.story(story).isEmpty()) {
        throw Refused.usage("there is no story `%s`".formatted(story));
      }
    }
    var known = crier.subscribers.byAddress(plain);
    if (known.isPresent() && known.get().standing() == Subscriber.Standing.PAUSED) {
      crier.bounces.resume(known.get().id());
      out().println("resumed; they were paused, and get what is found from now on");
      return ExitCode.DONE;
    }
    var now = crier.clock.instant();
    boolean added =
        crier.subscribers.add(
            new Subscriber(
                crier.ids.next(now),
                plain,
                Subscriber.Standing.CONFIRMED,
                Subscription.immediate(stories, rank(), crier.settings.site().zone()),
                "added by the operator on the command line, " + now,
                now,
                now));
    out()
        .println(
            added ? "added; they get what is found from now on" : "they are on the list already");
    return ExitCode.DONE;
  }

  private Significance rank() {
    try {
      return Significance.ofWord(minimum);
    } catch (IllegalArgumentException e) {
      throw Refused.usage("`%s` is none of critical, notable, routine".formatted(minimum));
    }
  }

  private int remove(Crier crier) {
    Subscriber subscriber = known(crier);
    crier.optIn.leave(subscriber);
    out().println("removed; nothing more is sent, what was waiting for them is cancelled");
    return ExitCode.DONE;
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
    out().println("erased: the person and every delivery that named them");
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

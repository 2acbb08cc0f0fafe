package crier.app;

import crier.model.Delivery;
import crier.model.DeliveryState;
import crier.web.Words;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The outbox, dead letters first. */
@Command(
    name = "deliveries",
    mixinStandardHelpOptions = true,
    description = "The outbox, dead letters first.")
final class DeliveriesVerb extends Verb {

  private static final int MOST = 200;

  @Parameters(index = "0", paramLabel = "ACTION", description = "list, retry or drop.")
  private String action = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "A delivery, or the beginning of its id.")
  private String id = "";

  @Option(names = "--all", description = "List what was delivered, too; retry every dead letter.")
  private boolean all;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean asJson;

  @Override
  public Integer call() {
    return context()
        .with(crier ->
            switch (action) {
              case "list" -> list(crier);
              case "retry" -> retry(crier);
              case "drop" -> drop(crier);
              default -> throw Refused.usage("`%s` is none of list, retry, drop".formatted(action));
            });
  }

  private int list(Crier crier) {
    crier.outbox.list(all, MOST).forEach(this::print);
    return ExitCode.DONE;
  }

  private void print(Delivery delivery) {
    if (asJson) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("id", delivery.id());
      object.put("state", delivery.state().word());
      object.put("at", at(delivery.state()).toString());
      object.put("recipient", delivery.recipient());
      object.put("channel", delivery.channel());
      object.put("alert", delivery.alert());
      object.put("attempts", delivery.attempts());
      object.put("error", delivery.lastError());
      json(object);
    } else {
      String when =
          switch (delivery.state()) {
            case DeliveryState.Pending(var due) -> "due " + due;
            case DeliveryState.Leased(_, var until) -> "being sent, until " + until;
            case DeliveryState.Delivered(var at, _) -> "at " + at;
            case DeliveryState.Dead(var at) -> "since " + at;
          };
      out()
          .printf(
              "%s  %s %s  %s  %s%s%n",
              delivery.id(),
              delivery.state().word(),
              when,
              delivery.recipient(),
              Words.count(delivery.attempts(), "try", "tries"),
              delivery.lastError() == null ? "" : "  " + delivery.lastError());
    }
  }

  /** When it is due, freed, was accepted, or given up. */
  private static Instant at(DeliveryState state) {
    return switch (state) {
      case DeliveryState.Pending(Instant due) -> due;
      case DeliveryState.Leased(var _, Instant until) -> until;
      case DeliveryState.Delivered(Instant at, var _) -> at;
      case DeliveryState.Dead(Instant at) -> at;
    };
  }

  private int retry(Crier crier) {
    if (id.isEmpty() && !all) {
      throw Refused.usage("name a dead letter, or `--all`");
    }
    int retried = crier.outbox.retry(id.isEmpty() ? null : id, crier.clock.instant());
    if (retried == 0 && !all) {
      return none("dead letter");
    }
    crier.dispatcher.lift();
    int sent = crier.dispatcher.run();
    if (asJson) {
      json(Map.of("retried", retried, "delivered", sent));
    } else {
      out()
          .printf(
              "%d to be sent again; %s accepted%n",
              retried, Words.count(sent, "delivery", "deliveries"));
    }
    return ExitCode.DONE;
  }

  private int none(String what) {
    if (asJson) {
      json(Map.of("error", "there is no such " + what, "id", id));
    } else {
      err().printf("there is no %s `%s`; `crier deliveries list` shows them%n", what, id);
    }
    return ExitCode.FAILED;
  }

  private int drop(Crier crier) {
    if (id.isEmpty()) {
      throw Refused.usage("name a delivery: `crier deliveries drop ID`");
    }
    int dropped = crier.outbox.drop(id);
    if (dropped == 0) {
      return none("delivery");
    }
    if (asJson) {
      json(Map.of("dropped", dropped));
    } else {
      out().printf("%d dropped%n", dropped);
    }
    return ExitCode.DONE;
  }
}

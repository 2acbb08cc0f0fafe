package crier.app;

import crier.alert.Recipient;
import crier.alert.SendResult;
import crier.model.Alert;
import crier.model.Significance;
import crier.model.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One marked test message through the real channel. */
@Command(
    name = "send-test",
    mixinStandardHelpOptions = true,
    description = "One marked test message through the real channel.")
final class SendTestVerb extends Verb {

  @Parameters(
      paramLabel = "DESTINATION|EMAIL",
      description = "Id of a destination, or a mail address.")
  private String to = "";

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean asJson;

  @Override
  public Integer call() {
    return context().with(this::send);
  }

  private int send(Crier crier) {
    var now = crier.clock.instant();
    Recipient recipient =
        crier
            .recipient(to)
            .or(() -> to.contains("@") ? Optional.of(mailbox(crier)) : Optional.empty())
            .orElseThrow(() ->
                Refused.usage(
                    "`%s` is neither a destination's id nor a mail address".formatted(to)));
    Alert test =
        new Alert(
            crier.ids.next(now),
            Alert.Kind.TEST,
            null,
            "",
            null,
            "A test message",
            Significance.ROUTINE,
            now,
            List.of(),
            "Somebody who runs this installation asked for a test message. Nothing happened anywhere.",
            null,
            null);
    var message = crier.composer.message(crier.ids.next(now), recipient, List.of(test), now);
    SendResult result =
        crier
            .channels
            .of(recipient.channel())
            .orElseThrow(() ->
                Refused.failed(
                    "messages of type %s cannot be sent yet; there are %s"
                        .formatted(recipient.channel(), String.join(", ", crier.channels.types()))))
            .send(message);
    return switch (result) {
      case SendResult.Accepted(String receipt) -> answered("accepted", "accepted: ", receipt);
      case SendResult.TryLater(String reason, _) -> answered("retry", "not now: ", reason);
      case SendResult.Rejected(String reason) -> answered("rejected", "refused: ", reason);
      case SendResult.OperatorProblem(String reason) ->
          answered("operator", "something is set up wrongly: ", reason);
    };
  }

  /** The outcomes are those of {@code crier_deliveries_total}. */
  private int answered(String outcome, String words, String text) {
    boolean accepted = outcome.equals("accepted");
    if (asJson) {
      json(Map.of("outcome", outcome, "text", text));
    } else {
      (accepted ? out() : err()).println(words + text);
    }
    return accepted ? ExitCode.DONE : ExitCode.FAILED;
  }

  private Recipient mailbox(Crier crier) {
    return new Recipient(
        Recipient.DESTINATION + "test",
        "email",
        to,
        Map.of(),
        Subscription.immediate(List.of(), Significance.ROUTINE, crier.settings().site().zone()));
  }
}

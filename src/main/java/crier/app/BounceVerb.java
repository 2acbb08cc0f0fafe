package crier.app;

import crier.alert.channel.email.ReturnPath;
import crier.alert.channel.email.ReturnPath.Named;
import crier.alert.channel.email.ReturnPath.Purpose;
import crier.alert.channel.email.Returned;
import crier.alert.subscribers.Bounces;
import crier.model.Bounce.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes in one mail that came back, from a mail server's pipe. */
@Command(
    name = "bounce",
    mixinStandardHelpOptions = true,
    description = "Read one bounce message (RFC 3464) or complaint from stdin: `crier bounce -`.")
final class BounceVerb extends Verb {

  @Parameters(paramLabel = "-", description = "The message is read from stdin.")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      description = "The address that it came to, where the mail server can say so: best.")
  private @Nullable String to;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean asJson;

  /** The message, when this runs inside the daemon: there stdin is somebody else's. */
  @Option(names = "--message", hidden = true)
  private @Nullable String handedOver;

  private byte[] read = new byte[0];

  @Override
  boolean endsByItself() {
    return false;
  }

  @Override
  public Integer call() throws IOException {
    if (!from.equals("-")) {
      throw Refused.usage("`%s` is not `-`: a bounce is read from stdin".formatted(from));
    }
    if (handedOver == null) {
      read = System.in.readNBytes(Returned.MOST_BYTES);
      // a pipe whose reader goes early is an error to the mail server
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    } else {
      read = Base64.getDecoder().decode(handedOver);
    }
    return context().with(this::take);
  }

  @Override
  List<String> argsFor(List<String> args) {
    List<String> there = new ArrayList<>(args);
    there.add("--message=" + Base64.getEncoder().encodeToString(read));
    return there;
  }

  private int take(Crier crier) {
    Optional<ReturnPath> returnPath = crier.returnPath();
    if (returnPath.isEmpty()) {
      throw Refused.usage(
          "`mail.bounces.address` is not set, so no bounce can be told from a forgery; write one"
              + " such as bounce@example.org");
    }
    Optional<Returned> returned = Returned.read(read);
    if (returned.isEmpty()) {
      return done("ignored: this is no mail");
    }
    List<String> addresses = new ArrayList<>();
    if (to != null) {
      addresses.add(to);
    }
    addresses.addAll(returned.get().addresses());
    return addresses.stream()
        .flatMap(address -> returnPath.get().read(address).stream())
        .findFirst()
        .map(named -> take(crier, named, returned.get()))
        .orElseGet(() -> done("ignored: no address in it is one that we sealed"));
  }

  private int take(Crier crier, Named named, Returned returned) {
    Kind kind = returned.kind();
    if (named.purpose() == Purpose.UNSUBSCRIBE && kind != Kind.COMPLAINT) {
      if (returned.automatic()) {
        return done("ignored: a program wrote this, not the subscriber");
      }
      return done(
          crier.bounces.unsubscribed(named.recipient())
              ? "unsubscribed: " + named.recipient()
              : "ignored: " + named.recipient() + " is not on the list any more");
    }
    if (kind == null) {
      return done("ignored: an automatic reply, a delay or a letter, but no failure");
    }
    String what =
        "%s%s".formatted(word(kind), returned.status().isEmpty() ? "" : " " + returned.status());
    Bounces.Done result = crier.bounces.bounced(named.recipient(), kind, returned.status());
    return done(
        switch (result) {
          case COUNTED -> "counted: %s of %s".formatted(what, named.recipient());
          case PAUSED -> "paused: %s after %s".formatted(named.recipient(), what);
          case NOT_MAILED ->
              "counted: %s of %s, who gets no mail now".formatted(what, named.recipient());
          case NOBODY -> "ignored: %s is not on the list any more".formatted(named.recipient());
          case TOLD -> "told the operator: %s of %s".formatted(what, named.recipient());
        });
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case REFUSED, HARD -> "a hard bounce";
      case SOFT -> "a soft bounce";
      case COMPLAINT -> "a complaint";
    };
  }

  private int done(String what) {
    if (asJson) {
      String[] parts = what.split(": ", 2);
      json(Map.of("result", parts[0], "text", parts[1]));
    } else {
      out().println(what);
    }
    return ExitCode.DONE;
  }
}

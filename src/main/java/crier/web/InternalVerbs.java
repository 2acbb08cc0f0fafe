package crier.web;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs verbs for the command line while the daemon holds the database: for whoever is on this
 * machine and can read the token's file. Answers with a JSON object a line: {@code out}, {@code
 * err}, and at last {@code exit}.
 */
final class InternalVerbs implements Handler {

  private static final Logger LOG = LoggerFactory.getLogger(InternalVerbs.class);

  private final WebContext shared;

  InternalVerbs(WebContext shared) {
    this.shared = shared;
  }

  @Override
  public void handle(Context context) throws IOException {
    // what a proxy on this machine passes on comes from elsewhere
    boolean here =
        InetAddress.ofLiteral(context.req().getRemoteAddr()).isLoopbackAddress()
            && context.header("X-Forwarded-For") == null
            && context.header("Forwarded") == null;
    String given = context.header("Authorization");
    if (!here || !Secret.matches("Bearer " + shared.verbsToken(), given)) {
      throw new NotFoundResponse(Refusals.NOTHING_HERE);
    }
    List<String> args = args(context.body());
    context.contentType("application/x-ndjson").header("Cache-Control", "no-store");
    Lines lines = new Lines(context.res().getOutputStream());
    int exit =
        shared
            .verbs()
            .run(args, line -> lines.write("out", line), line -> lines.write("err", line));
    lines.write("exit", exit);
  }

  private static List<String> args(String body) {
    List<String> args = new ArrayList<>();
    try {
      for (JsonNode arg : JsonMapper.shared().readTree(body).path("args")) {
        args.add(arg.asString());
      }
    } catch (JacksonException _) {
      throw new BadRequestResponse("The body is {\"args\": [\"check\", …]}.");
    }
    if (args.isEmpty()) {
      throw new BadRequestResponse("The body is {\"args\": [\"check\", …]}.");
    }
    return args;
  }

  /** Lines on their way; a verb whose reader has gone runs to its end all the same. */
  private static final class Lines {
    private final OutputStream out;
    private boolean gone;

    Lines(OutputStream out) {
      this.out = out;
    }

    synchronized void write(String name, Object value) {
      if (gone) {
        return;
      }
      try {
        out.write(JsonMapper.shared().writeValueAsBytes(Map.of(name, value)));
        out.write('\n');
        out.flush();
      } catch (IOException e) {
        gone = true;
        LOG.debug("nobody reads what a verb prints any more", e);
      }
    }
  }
}

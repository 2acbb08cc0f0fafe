package crier.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs verbs for the command line while the daemon holds the database. For whoever has the token.
 */
final class InternalVerbs {

  private final Deps deps;

  InternalVerbs(Deps deps) {
    this.deps = deps;
  }

  void run(Context context) throws IOException {
    String given = String.valueOf(context.header("Authorization"));
    String expected = "Bearer " + deps.verbsToken();
    if (!MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8))) {
      throw new NotFoundResponse("There is nothing here.");
    }
    List<String> args = new ArrayList<>();
    JsonNode body = JsonMapper.shared().readTree(context.body());
    body.path("args").forEach(arg -> args.add(arg.asString("")));
    context.contentType("application/x-ndjson");
    OutputStream out = context.res().getOutputStream();
    int exit =
        deps.verbs().run(args, line -> write(out, "out", line), line -> write(out, "err", line));
    write(out, "exit", exit);
  }

  private static synchronized void write(OutputStream out, String name, Object value) {
    try {
      out.write(JsonMapper.shared().writeValueAsBytes(Map.of(name, value)));
      out.write('\n');
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package crier.app;

import crier.web.VerbRunner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.function.Consumer;

/** Carries verbs out inside the daemon, with what is open and in force there. */
record VerbHost(Crier crier) implements VerbRunner {

  @Override
  public int run(List<String> args, Consumer<String> out, Consumer<String> err) {
    return Main.runWith(
        VerbContext.into(crier),
        args,
        new PrintWriter(new Lines(out), true),
        new PrintWriter(new Lines(err), true));
  }

  /** Hands over whole lines. */
  private static final class Lines extends Writer {
    private final StringWriter line = new StringWriter();
    private final Consumer<String> to;

    Lines(Consumer<String> to) {
      this.to = to;
    }

    @Override
    public void write(char[] signs, int from, int length) {
      for (int i = from; i < from + length; i++) {
        if (signs[i] == '\n') {
          to.accept(line.toString());
          line.getBuffer().setLength(0);
        } else if (signs[i] != '\r') {
          line.append(signs[i]);
        }
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      if (line.getBuffer().length() > 0) {
        to.accept(line.toString());
      }
    }
  }
}

package crier.alert.channel.email;

import crier.alert.wording.Brief;
import crier.alert.wording.Brief.Fact;
import crier.alert.wording.Brief.Part;
import org.jspecify.annotations.Nullable;

/** The plain text part: complete by itself. */
final class MailText {

  private static final String RULE = "\n----------------------------------------\n\n";

  private final StringBuilder text = new StringBuilder();
  private final MailView view;

  private MailText(MailView view) {
    this.view = view;
  }

  static String of(MailView view) {
    MailText made = new MailText(view);
    Brief brief = view.brief();
    boolean several = brief.parts().size() > 1 || !brief.others().isEmpty();
    if (several) {
      made.text
          .append(
              "%d alerts in this message\n"
                  .formatted(brief.parts().size() + brief.others().size() + brief.more()))
          .append(RULE.stripLeading());
    }
    for (int i = 0; i < brief.parts().size(); i++) {
      if (i > 0) {
        made.text.append(RULE);
      }
      made.part(brief.parts().get(i));
      if (i == 0 && several) {
        made.leave();
      }
    }
    if (!brief.others().isEmpty()) {
      made.text.append(RULE).append("Also in this message:\n\n");
      brief.others().forEach(made::named);
    }
    if (brief.more() > 0) {
      made.text.append(RULE);
      made.line("…and %d more:".formatted(brief.more()), brief.rest());
    }
    if (!view.letter() && !view.because().isEmpty()) {
      made.line("Why you get this:", view.because());
    }
    made.text.append("\n-- \n").append(view.site()).append('\n');
    made.line("Pages:", view.home());
    made.leave();
    made.line("Who speaks:", view.speakers().isEmpty() ? null : view.speakers());
    return made.text.toString();
  }

  private void leave() {
    line("Unsubscribe:", view.unsubscribe());
    line("Change what you get:", view.preferences());
  }

  private void part(Part part) {
    text.append(part.title()).append('\n');
    if (!part.story().isEmpty()) {
      text.append(part.story()).append('\n');
    }
    text.append('\n');
    if (!part.text().isEmpty()) {
      text.append(part.text()).append("\n\n");
    }
    part.facts().forEach(fact -> fact(part, fact));
    if (!part.others().isEmpty()) {
      text.append("Also in this look:\n\n");
      part.others().forEach(this::named);
      text.append('\n');
    }
    if (part.more() > 0) {
      line("…and %d more in this look:".formatted(part.more()), part.page());
      text.append('\n');
    }
    if (view.letter()) {
      return;
    }
    part.questions().forEach(ask -> line("Bears on the question:", ask));
    line("First seen:", part.seen());
    line("Evidence:", part.page());
    line("Told before about this:", part.earlier());
    line("SHA-256 of the capture:", part.sha256());
    if (view.because().isEmpty()) {
      line("Why you get this:", part.because());
    }
  }

  private void fact(Part part, Fact fact) {
    if (view.names(part, fact)) {
      text.append("* ").append(fact.headline()).append('\n');
    }
    line("  ", fact.title());
    quoted("", fact.quote());
    fact.measured().lines().forEach(line -> line("  ", line));
    quoted("Before:", fact.before());
    quoted("Now:", fact.now());
    line("  ", fact.dated());
    line("  Source:", fact.link());
    text.append("  Rank: %s (%s)\n".formatted(fact.rank(), fact.because()));
    line("  ", fact.proof().isEmpty() ? null : fact.proof());
    text.append('\n');
  }

  private void named(Brief.Line other) {
    line("*", other.words());
    line("  ", other.link());
  }

  private void quoted(String label, String quote) {
    if (!quote.isEmpty()) {
      if (!label.isEmpty()) {
        text.append("  ").append(label).append('\n');
      }
      quote.lines().forEach(line -> text.append("  > ").append(line).append('\n'));
    }
  }

  private void line(String label, @Nullable String words) {
    if (words != null) {
      text.append(label).append(label.isBlank() ? "" : " ").append(words).append('\n');
    }
  }
}

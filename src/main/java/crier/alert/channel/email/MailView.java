package crier.alert.channel.email;

import crier.alert.Message;
import crier.alert.wording.Brief;
import crier.alert.wording.Wording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What both parts of a mail are made from.
 *
 * @param brief what happened
 * @param letter whether it is about the recipient's own subscription
 * @param site the installation's name
 * @param home its address
 * @param unsubscribe where this recipient ends it with one click, or null
 * @param preferences where they change what they get, or null
 * @param speakers whose words it tells, and under which numbers, in a line; or empty
 */
public record MailView(
    Brief brief,
    boolean letter,
    String site,
    String home,
    @Nullable String unsubscribe,
    @Nullable String preferences,
    String speakers) {

  /** So many are named; of more than a few each stands with its own words above. */
  private static final int NAMED = 3;

  private static final int SPEAKER = 120;

  MailView(Brief brief, Message message) {
    this(
        brief,
        message.first().alert().kind().isLetter(),
        Wording.line(message.site().name()),
        message.site().link("/"),
        message.unsubscribe(),
        message.preferences(),
        speakers(message));
  }

  private static String speakers(Message message) {
    List<String> all =
        message.tellings().stream()
            .flatMap(telling -> telling.alert().findings().stream())
            .map(finding -> Wording.cut(Wording.line(finding.speaker()), SPEAKER))
            .filter(speaker -> !speaker.isEmpty())
            .distinct()
            .toList();
    String named = String.join("; ", all.subList(0, Math.min(NAMED, all.size())));
    return all.size() <= NAMED ? named : named + " and %d more".formatted(all.size() - NAMED);
  }

  /** Whether a fact's headline says more than the title above it does. */
  public boolean names(Brief.Part part, Brief.Fact fact) {
    return part.facts().size() > 1
        || !part.others().isEmpty()
        || part.more() > 0
        || !part.title().startsWith(fact.headline());
  }

  /** Whether a line of text is an address and nothing else. */
  public boolean isLink(String line) {
    return line.matches("https?://\\S+");
  }

  /** Why this recipient gets it, where that is the same for all of it; empty where it is not. */
  public String because() {
    List<String> reasons = brief.parts().stream().map(Brief.Part::because).distinct().toList();
    return reasons.size() == 1 ? reasons.getFirst() : "";
  }

  /** Never shows the links that only the recipient may know. */
  @Override
  public String toString() {
    return "MailView[" + brief.headline() + "]";
  }
}

package crier.watch;

import com.google.re2j.Pattern;
import crier.model.Consequences;
import crier.model.Deadline;
import java.util.EnumSet;
import java.util.Set;

/** The kinds of paper that orders ask for, and what answers each. Pure. */
enum Paper {
  SHOW_CAUSE(
      "show cause",
      "(response|answer|reply|show cause).{0,40}show cause|show cause (response|answer)"),
  REPORT(
      "status (report|letter|update)|joint (report|statement|submission|proposal|letter|notice|status)"
          + "|report|proposed (briefing )?schedule|(scheduling|briefing) proposal|status",
      "(joint )?(supplemental |further |final |interim )*(status (report|letter|update)|report|joint statement|joint"
          + " submission|joint proposal|proposed (briefing )?schedul)|response to order of the"
          + " court|response to .{0,20}(minute )?order|notice of joint|letter.{0,80}status"
          + "|motion for (entry of )?(a )?(briefing |proposed )?schedul"),
  ANSWER(
      "answer(?!ing)|respon(d|se|sive pleading).{0,30}(complaint|petition)|responsive pleading|otherwise respond",
      "(amended )?answer\\b|(corrected |consent |joint )?motion (to dismiss|for (partial )?(summary )?judgment|for judgment)"),
  REPLY("\\breply\\b", "(memorandum.{0,20}|brief.{0,20})?reply"),
  RESPONSE(
      "response|opposition|respond|objection",
      "memorandum in (opposition|response)|response|opposition|notice of non-?opposition|objection|brief in"
          + " (opposition|response)"),
  BRIEF(
      "brief|memorandum|memoranda|points and authorities|appendix",
      "(corrected |joint |supplemental |amicus |opening |answering )*(appell(ant|ee)|petitioner|respondent|intervenor)?.{0,20}brief|memorandum|joint"
          + " appendix|appendix"),
  RECORD(
      "declaration|affidavit|certified (list|index|copy)|administrative record|\\brecord\\b|certification",
      "declaration|affidavit|certified|administrative record|notice of filing|certification|notice of"
          + " (lodging|administrative record)"),
  DISMISSAL(
      "dismiss|stipulation",
      "stipulation|notice of (voluntary )?dismissal|joint (stipulation|motion to dismiss)|motion to dismiss"),
  NOTICE("notice", "(joint )?notice");

  /** What asks for more time answers nothing, whatever paper it names; nor does a mere proposal. */
  private static final Pattern ASKS =
      Pattern.compile(
          "(?i)^\\W*(\\w+ ){0,4}(motion|request|stipulation|application|letter motion)\\b.{0,60}(extension|extend|enlarge|more"
              + " time|continu|stay|excuse)");

  /** Notices that say nothing of what a court asked for. */
  private static final Pattern OF_ELSE =
      Pattern.compile(
          "(?i)^(joint )?notice of (\\w+ ){0,3}(appearance|withdrawal|substitution|change|supplemental|additional authorit|appeal|hearing"
              + "|related|removal|assignment|motion|unavailab|association|pro hac)|^notice to (take|the bar)");

  /** What goes from party to party and not onto the docket. */
  private static final Pattern APART =
      Pattern.compile("(?i)expert|discovery|disclosure|mediat|transcript|redact|chambers|courtesy");

  private static final Pattern HEAD = Pattern.compile("^[\\s\\[(]*(?:\\d+\\s+)?");

  @SuppressWarnings("ImmutableEnumChecker")
  private final Pattern asked;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Pattern filed;

  Paper(String asked, String filed) {
    // RE2 knows no look-ahead
    this.asked = Pattern.compile("(?i)" + asked.replace("(?!ing)", "\\b"));
    this.filed = Pattern.compile("(?i)^(?:" + filed + ")");
  }

  /** The papers of which one answers this deadline; empty where none is expected on the docket. */
  static Set<Paper> answering(Deadline deadline) {
    if (deadline.kind() != Deadline.Kind.DUE || APART.matcher(deadline.what()).find()) {
      return EnumSet.noneOf(Paper.class);
    }
    for (Paper paper : values()) {
      if (paper.asked.matcher(deadline.what()).find()) {
        return switch (paper) {
          case NOTICE -> EnumSet.of(NOTICE, REPORT);
          case BRIEF -> EnumSet.of(BRIEF, RESPONSE, REPLY);
          case SHOW_CAUSE, RECORD, REPORT, ANSWER, REPLY, RESPONSE, DISMISSAL -> EnumSet.of(paper);
        };
      }
    }
    return EnumSet.noneOf(Paper.class);
  }

  /** Whether somebody must file something: of a reply that nobody files nothing is to be said. */
  static boolean isOwed(Deadline deadline) {
    Set<Paper> answering = answering(deadline);
    return !answering.isEmpty() && !answering.equals(EnumSet.of(REPLY));
  }

  /** What papers an entry is, by how it begins and by what its reader says. */
  static Set<Paper> of(String words, Consequences leadsTo) {
    Set<Paper> papers = EnumSet.noneOf(Paper.class);
    String head = HEAD.matcher(words).replaceFirst("");
    if (ASKS.matcher(head).find()) {
      return papers;
    }
    for (Paper paper : values()) {
      if (paper.filed.matcher(head).find() && !(paper == NOTICE && OF_ELSE.matcher(head).find())) {
        papers.add(paper);
      }
      for (Consequences.Answer answer : leadsTo.answers()) {
        if (paper.asked.matcher(answer.what()).find()) {
          papers.add(paper);
          break;
        }
      }
    }
    return papers;
  }
}

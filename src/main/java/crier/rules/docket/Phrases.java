package crier.rules.docket;

import static crier.model.Event.*;
import static crier.rules.docket.Speaker.ANYBODY;
import static crier.rules.docket.Speaker.COURT;
import static crier.rules.docket.Speaker.MOVANT;
import static crier.rules.docket.Speaker.PARTY;

import crier.model.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * All phrases. To teach one more: one line with the event, who speaks, a word, a pattern, an
 * example.
 */
final class Phrases {

  private static final List<Phrase> ALL = new ArrayList<>();

  private Phrases() {}

  static List<Phrase> all() {
    return List.copyOf(ALL);
  }

  private static void add(
      Event event, Speaker speaker, String word, String pattern, String example) {
    ALL.add(Phrase.of(event, speaker, word, pattern, example));
  }

  static {
    stays();
    injunctions();
    rulings();
    appeals();
    calendar();
    caseLife();
    requests();
  }

  private static void stays() {
    add(
        STAY_LIFTED,
        COURT,
        "stay",
        "<granting><…><motion><…>(?:to|for)<few>\\b(?:lift|vacate|dissolve|terminate|annul|modify|relief from|reopen)<few><stay>",
        "ORDER granting 62 Motion to Lift Stay");
    add(
        STAY_LIFTED,
        COURT,
        "stay",
        "<motion><…>(?:to|for)<few>\\b(?:lift|vacate|dissolve|terminate|annul|relief from)<few><stay><…><is><granting>",
        "Motion for Relief from Automatic Stay is GRANTED");
    add(
        STAY_LIFTED,
        COURT,
        "stay",
        "<stay>[^.;]{0,60}?\\b(?:is|are|was|has been|be|hereby)(?: (?:hereby|now|further|also))*[ ,]*<lifted>",
        "It is ORDERED that the stay entered on May 1, 2025, is LIFTED");
    add(STAY_LIFTED, COURT, "stay", "<lifting><few><stay>", "ORDER lifting stay");
    add(
        STAY_LIFTED,
        COURT,
        "stay",
        "\\bstay (?:lifted|vacated|dissolved|terminated|annulled)\\b",
        "Stay lifted; parties to file schedule");
    add(
        STAY_LIFTED,
        COURT,
        "relief from",
        "(?:<granting>|\\border for\\b)<few>relief from<few><stay>",
        "Order Granting Relief From Stay as to Wells Bank");
    add(
        STAY_LIFTED,
        COURT,
        "relief from",
        "relief from<few><stay><few><is>?<granting>",
        "Relief from stay granted by consent");
    add(
        STAY_LIFTED,
        COURT,
        "active docket",
        "\\b(?:return|restor|reinstat)(?:ed|ing|es)?<few>to the (?:court's )?active docket",
        "Case returned to the active docket");
    add(
        STAY_EXTENDED,
        COURT,
        "stay",
        "<stay>[^.;]{0,50}?\\b(?:is|are|shall|be|hereby|will)[ ,]*(?:(?:is|are|be|hereby) )*(?:extended|continued|remain(?:s)? in (?:effect|place|force))",
        "The stay is EXTENDED to June 1, 2026");
    add(
        STAY_EXTENDED,
        COURT,
        "stay",
        "(?:<granting><…><motion><…>to\\b<few>)?\\b(?:extend(?:ing|s)?|continu(?:ing|es|e))\\b<few><stay>",
        "ORDER extending the stay until further notice");
    add(
        STAY_EXTENDED,
        COURT,
        "abeyance",
        "\\bcontinues? to be held in abeyance|remain(?:s)? (?:held )?in abeyance",
        "The appeal remains in abeyance");
    add(
        STAY_LIFT_DENIED,
        COURT,
        "stay",
        "<denying><…><motion><…>(?:to|for)<few>\\b(?:lift|vacate|dissolve|terminate|relief from)<few><stay>",
        "ORDER denying 70 Motion to Lift Stay");
    add(
        STAY_LIFT_DENIED,
        COURT,
        "stay",
        "<motion><…>(?:to|for)<few>\\b(?:lift|vacate|dissolve|terminate|relief from)<few><stay><…><is><denying>",
        "The motion for relief from stay is DENIED");
    add(
        STAY_LIFT_DENIED,
        COURT,
        "relief from",
        "<denying><few>relief from<few><stay>",
        "Order denying relief from the automatic stay");
    add(
        STAY_DENIED,
        COURT,
        "stay",
        "<denying><…><motion><few>(?:to|for)(?: an?)?(?: [a-z]+)?(?: [a-z]+)? ?stay\\b",
        "MINUTE ORDER denying 12 Motion to Stay");
    add(
        STAY_DENIED,
        COURT,
        "stay",
        "<motion><few>(?:to|for)(?: an?)?(?: [a-z]+)? ?stay\\b<…><is><denying>",
        "The motion for a stay pending appeal is denied");
    add(
        STAY_DENIED,
        COURT,
        "stay",
        "<denying> (?:an? )?(?:administrative |emergency )?stay\\b",
        "ORDER denying administrative stay");
    add(
        STAY_ENTERED,
        COURT,
        "stay",
        "<granting><…><motion><few>(?:to|for)(?: an?| the)?(?: [a-z-]+)?(?: [a-z]+)? ?stay\\b",
        "ORDER granting 33 Motion to Stay");
    add(
        STAY_ENTERED,
        COURT,
        "stay",
        "<motion><few>(?:to|for)(?: an?)?(?: [a-z]+)? ?stay\\b<…><is><granting>",
        "The consent motion to stay is GRANTED");
    add(
        STAY_ENTERED,
        COURT,
        "stay",
        "<case>[^.;]{0,60}?<is>(?:administratively )?stayed\\b",
        "This case is STAYED pending the decision on appeal");
    add(
        STAY_ENTERED,
        COURT,
        "stay",
        "\\bstay(?:ing|s)\\b (?:the |this |all |these |further |briefing|discovery|proceedings|case|action|deadlines)",
        "ORDER staying case pending appeal");
    add(
        STAY_ENTERED,
        COURT,
        "stay",
        "\\b(?:case|proceedings|action|matter|discovery) stayed\\b",
        "Case stayed");
    add(
        STAY_ENTERED,
        COURT,
        "stay",
        "\\b(?:administrative |temporary )?stay (?:is |be )?(?:hereby )?(?:entered|imposed|issued|granted)\\b|\\border (?:imposing|entering|of) (?:an? |the )?(?:automatic |administrative )?stay\\b",
        "ORDER of stay pending appeal");
    add(
        STAY_ENTERED,
        COURT,
        "abeyance",
        "\\b(?:held|hold(?:ing|s)?|placed?|placing)\\b<…>in abeyance",
        "ORDER that this case be held in abeyance");
    add(
        STAY_ENTERED,
        COURT,
        "suspended",
        "<case>[^.;]{0,50}?<is>(?:suspended|tolled)\\b",
        "The briefing schedule is suspended");
  }

  private static void injunctions() {
    add(
        INJUNCTION_GRANTED,
        COURT,
        "injunction",
        "<granting><…><motion><…>(?:for|to)<few><injunction>",
        "ORDER granting 5 Motion for Preliminary Injunction");
    add(
        INJUNCTION_GRANTED,
        COURT,
        "restraining",
        "<granting><…><motion><…>for<few>\\b(?:temporary restraining order|TRO)\\b",
        "ORDER granting 5 Motion for Temporary Restraining Order");
    add(
        INJUNCTION_GRANTED,
        COURT,
        "injunction",
        "<motion><…>for<few><injunction><…><is><granting>",
        "The motion for a preliminary injunction is GRANTED");
    add(
        INJUNCTION_GRANTED,
        COURT,
        "restraining",
        "<motion><…>for<few>temporary restraining order<…><is><granting>",
        "The motion for a temporary restraining order is GRANTED");
    add(
        INJUNCTION_GRANTED,
        COURT,
        "",
        "(?:^|order[: ]+)(?:PRELIMINARY INJUNCTION|PERMANENT INJUNCTION|TEMPORARY RESTRAINING ORDER)\\b|\\b(?:granting|entering|issuing|issues|grants|extending) (?:an? |the )?<injunction>",
        "PRELIMINARY INJUNCTION against defendants");
    add(
        INJUNCTION_GRANTED,
        COURT,
        "enjoined",
        "\\b(?:is|are|be) (?:hereby )?(?:preliminarily |permanently |temporarily )?enjoined\\b",
        "Defendants are hereby ENJOINED from enforcing the rule");
    add(
        INJUNCTION_DENIED,
        COURT,
        "",
        "<denying><…><motion><…>(?:for|to)<few>(?:<injunction>|temporary restraining order)",
        "ORDER denying 5 Motion for TRO");
    add(
        INJUNCTION_DENIED,
        COURT,
        "",
        "<motion><…>for<few>(?:<injunction>|temporary restraining order)<…><is><denying>",
        "The motion for a temporary restraining order is DENIED");
    add(
        INJUNCTION_DENIED,
        COURT,
        "",
        "<denying> (?:an? |the )?(?:<injunction>|temporary restraining order)",
        "ORDER denying preliminary injunction");
    add(
        INJUNCTION_DISSOLVED,
        COURT,
        "",
        "(?:<injunction>|temporary restraining order)[^.;]{0,50}?<is><lifted>|<lifting><few>(?:<injunction>|temporary restraining order)",
        "ORDER dissolving preliminary injunction");
  }

  private static void rulings() {
    add(
        OPINION_ISSUED,
        COURT,
        "opinion",
        "(?:^|filed |issued |: )(?:published |unpublished |sealed |redacted |amended )*(?:per curiam |slip |memorandum |authored |written )*opinion\\b",
        "MEMORANDUM OPINION");
    add(
        OPINION_ISSUED,
        COURT,
        "memorandum",
        "^(?:amended )?memorandum (?:and|&) order\\b|^(?:amended )?memorandum (?:decision|disposition|ruling)\\b|^order and memorandum\\b",
        "MEMORANDUM AND ORDER granting motion");
    add(
        OPINION_ISSUED,
        COURT,
        "",
        "\\b(?:opinion|decision|ruling) (?:and|&) order\\b|\\border and (?:opinion|reasons)\\b|^(?:written )?ruling\\b|\\bfindings of fact and conclusions of law\\b|\\bmemorandum opinion\\b",
        "OPINION AND ORDER");
    add(
        JUDGMENT_ENTERED,
        COURT,
        "judgment",
        "^(?:clerk'?s |final |amended |default |consent |agreed |partial |summary |stipulated |joint |second amended )*judgment\\b|\\b(?:filed and entered|entry of|enters?|entered) (?:final |default )?judgment\\b|\\bjudgment (?:is |was |be )?(?:hereby )?entered\\b",
        "CLERK'S JUDGMENT in favor of plaintiff");
    add(
        SUMMARY_JUDGMENT_RULED,
        COURT,
        "summary judgment",
        "(?:<granting>|<denying>)<…><motion><…>for<few>summary judgment|<motion><…>for<few>summary judgment<…><is>(?:<granting>|<denying>)",
        "ORDER granting 40 Motion for Summary Judgment");
    add(
        DISMISSED,
        COURT,
        "dismiss",
        "<granting><…><motion><…>to<few>\\bdismiss\\b",
        "ORDER granting 20 Motion to Dismiss");
    add(
        DISMISSED,
        COURT,
        "dismiss",
        "<motion><…>to<few>\\bdismiss\\b<…><is><granting>",
        "The motion to dismiss is GRANTED");
    add(
        DISMISSED,
        COURT,
        "dismiss",
        "\\b(?:case|action|appeal|petition|complaint|matter|proceeding|adversary(?: proceeding)?|lawsuit)s?\\b[^.;]{0,50}?(?:<is>)dismissed\\b",
        "This action is DISMISSED without prejudice");
    add(
        DISMISSED,
        COURT,
        "dismiss",
        "\\b(?:order (?:of|for) (?:voluntary )?dismissal|order dismissing (?:the |this )?(?:case|action|appeal|petition|complaint|adversary)|dismisses (?:the |this )?(?:case|action|appeal|petition)|(?:case|appeal|action|petition) dismissed|dismissing (?:the |this )?(?:case|action|appeal|petition))\\b",
        "Order dismissing case");
    add(
        DISMISSED,
        PARTY,
        "dismissal",
        "^(?:joint |agreed )?(?:notice|stipulation)(?: and [a-z ]+)? (?:of|for) (?:voluntary |joint )?dismissal\\b",
        "NOTICE of Voluntary Dismissal by Acme Corp.");
    add(
        CLASS_CERTIFIED,
        COURT,
        "certif",
        "<granting><…><motion><…>(?:to|for)<few>certif(?:y|ication)<few>class|<granting><…>class certification|\\bclass (?:is |be )?(?:hereby |provisionally |conditionally )*certified\\b|\\bcertif(?:ies|ying) (?:the |a )?(?:settlement )?class\\b",
        "ORDER granting Motion to Certify Class");
    add(
        UNSEALED,
        COURT,
        "unseal",
        "<granting><…><motion><…>to<few>unseal|\\b(?:order unsealing|unsealed|unsealing)\\b",
        "ORDER unsealing the indictment");
    add(
        SEALED,
        ANYBODY,
        "seal",
        "^(?:\\*+ ?)?sealed (?:motion|document|order|exhibit|memorandum|entry|brief|response|reply|opinion|transcript)|\\bfiled (?:ex parte and )?under seal\\b",
        "SEALED DOCUMENT filed by plaintiff");
    add(
        SEALED,
        COURT,
        "seal",
        "<granting><…><motion><…>(?:to|for)<few>\\bseal\\b|\\b(?:is|are|be|shall be|remain) (?:placed )?(?:under seal|sealed)\\b|\\border sealing\\b|<granting><…>\\bunder seal\\b",
        "ORDER granting Motion to Seal");
    add(
        SETTLEMENT,
        ANYBODY,
        "settle",
        "^(?:joint )?(?:notice|stipulation|suggestion) (?:of|regarding|re:?) (?:\\w+ )?(?:settlement|compromise)|\\b(?:case|parties|matter)(?: have| has)? (?:been )?(?:reached (?:an? )?settlement|settled)\\b",
        "NOTICE of Settlement");
    add(
        SETTLEMENT,
        COURT,
        "settle",
        "(?:<granting>|\\bapprov(?:ing|es|ed)\\b)<…>(?:settlement|compromise|consent decree)",
        "ORDER approving class settlement");
  }

  private static void appeals() {
    add(
        APPEAL_FILED,
        ANYBODY,
        "appeal",
        "^(?:amended |cross |joint |interlocutory |protective |conditional )*notice of (?:cross[- ]|interlocutory |bankruptcy |civil )*appeal\\b|^(?:civil |agency |\\w+ )?(?:case|appeal) docketed\\. (?:notice|date filed)",
        "NOTICE OF APPEAL as to 90 Order by Defendant");
    add(
        MANDATE_ISSUED,
        ANYBODY,
        "mandate",
        "^(?:certified copy of )?(?:formal )?mandate\\b|\\bmandate (?:is |was |has )?(?:hereby )?issued\\b|\\bmandate of (?:the )?(?:USCA|U\\.?S\\.? court|court of appeals)|\\bissued as (?:and for )?(?:the )?mandate\\b|\\bUSCA mandate\\b|\\bmandate received\\b|\\bissu(?:ing|es) (?:the )?mandate\\b",
        "MANDATE of USCA as to 30 Notice of Appeal");
    add(
        AFFIRMED,
        ANYBODY,
        "affirm",
        "\\b(?:is|are|was|were|be|hereby)[ ,]+(?:\\w+ )?(?:affirmed|sustained)\\b|\\baffirm(?:s|ing)\\b<few>\\b(?:decision|judgment|order|commissioner|district court|conviction|sentence)|\\baffirmed\\b[.;,]?(?: |$)",
        "The judgment of the district court is AFFIRMED");
    add(
        REVERSED_OR_VACATED,
        ANYBODY,
        "",
        "\\b(?:judgment|order|decision|opinion|conviction|sentence|rule|ruling|determination)s?\\b[^.;]{0,70}?\\b(?:is|are|was|were|be|hereby)[ ,]+(?:\\w+ )?(?:reversed|vacated|set aside)\\b|^(?:\\*+ ?)?(?:reversed|vacated)\\b|\\b(?:reversing|vacating)\\b<few>\\b(?:judgment|decision|order|conviction|sentence|rule)\\b|\\breversed and remanded\\b|\\bvacated and remanded\\b",
        "The decision is REVERSED");
    add(
        REMANDED,
        COURT,
        "remand",
        "\\b(?:case|action|matter|proceeding|claim)s?\\b[^.;]{0,50}?<is>remanded\\b|\\border (?:of|for) remand\\b|\\bremand(?:ing|s)\\b<few>\\b(?:case|action|matter|to)\\b|\\b(?:and|be|is) remanded\\b|<granting><…><motion><…>to<few>remand\\b|\\bcase remanded\\b",
        "ORDER remanding case to Superior Court");
  }

  private static void calendar() {
    add(
        STATUS_REPORT_FILED,
        PARTY,
        "status",
        "^(?:\\w+[- ]){0,4}?status (?:report|letter)\\b|^(?:joint )?report (?:on|regarding|of) (?:the )?status\\b|^letter<…>(?:status update|status report)",
        "JOINT STATUS REPORT by parties");
    add(
        STATUS_REPORT_ORDERED,
        COURT,
        "status",
        "\\b(?:shall|must|directed to|ordered to|to)\\b<…>(?:file|submit|provide)?<…>(?:status|progress) (?:report|letter)|\\b(?:status|progress) reports?\\b[^.;]{0,40}?\\b(?:due|by|on or before|is to be)\\b",
        "The parties shall file a joint status report by May 1");
    add(
        HEARING_SET,
        ANYBODY,
        "",
        "\\b(?:hearing|conference|argument|trial|sentencing|mediation|arraignment|trial date|plea)s?\\b[^.;]{0,70}?\\b(?:set|reset|scheduled|rescheduled|continued|noticed|calendared|to be held)\\b[^.;]{0,30}?(?:\\b(?:for|to|on|at|before|in)\\b|$)",
        "Status Conference set for 5/1/2026 at 10:00 AM");
    add(
        HEARING_SET,
        COURT,
        "",
        "^(?:order )?(?:set(?:/reset)?|reset|setting|scheduling)[^.;]{0,40}?\\b(?:hearing|conference|trial|argument)s?\\b|^notice (?:of|setting|resetting|rescheduling)[^.;]{0,40}?\\b(?:hearing|conference|argument|trial)\\b|\\b(?:sets?|scheduling|scheduled|resets?|continuing|setting)\\b<few>\\b(?:hearing|conference|trial|argument)\\b",
        "Set/Reset Hearings: Motion Hearing 3/2/2026");
    add(
        HEARING_HELD,
        COURT,
        "",
        "^(?:minute entry|minutes?|courtroom minutes|electronic minute|civil minutes|criminal minutes|minute sheet|proceeding memo)[^.]{0,200}?\\b(?:held|hearing|conference|trial|argument|arraignment|proceedings)\\b|\\b(?:hearing|conference|trial|argument|sentencing|arraignment)\\b[^.;]{0,60}?\\bheld\\b",
        "Minute Entry: Status Conference held on 3/2/2026");
  }

  private static void caseLife() {
    add(
        TRANSFERRED,
        COURT,
        "transfer",
        "\\b(?:case|action|matter|appeal|petition|jurisdiction)s?\\b[^.;]{0,50}?\\btransferred\\b|\\border (?:of |for )?transfer(?:ring)?\\b|<granting><…><motion><…>to<few>transfer\\b|\\btransferr(?:ed|ing)\\b<few>\\b(?:to|from|in from)\\b<few>\\b(?:district|court|MDL|division)\\b|\\bcase transferred\\b",
        "ORDER transferring case to D. Md.");
    add(
        JUDGE_REASSIGNED,
        COURT,
        "",
        "\\b(?:case |matter |action )?(?:is |be |was )?(?:hereby )?(?:directly |randomly )?reassigned\\b|\\border of recusal\\b|\\brecus(?:es|ed|ing|al)\\b|\\bassigned to (?:chief |district |senior |magistrate )*judge<…>\\bno longer assigned\\b|\\badded\\. judge<…>no longer\\b",
        "Case reassigned to Judge A. Smith");
    add(
        CASE_CLOSED,
        COURT,
        "",
        "\\b(?:civil |adversary |member |bankruptcy |administratively )*case (?:is |be |has been |was )?(?:hereby )?(?:administratively )?(?:closed|terminated)\\b|\\bclos(?:e|ing|es) (?:the |this )?(?:case|matter|action|file)\\b|\\badministratively clos(?:ed|ing|e)\\b|^closed\\b",
        "Civil Case Terminated");
    add(
        CASE_REOPENED,
        COURT,
        "",
        "\\bcase (?:is |be |was )?(?:hereby )?(?:reopened|reinstated)\\b|\\breopening (?:the )?case\\b|\\border (?:reopening|reinstating)\\b|<granting><…><motion><…>to<few>(?:reopen|reinstate)\\b",
        "Case reopened");
  }

  private static void requests() {
    add(
        STAY_LIFT_REQUESTED,
        MOVANT,
        "stay",
        "<motion><…>(?:to|for)<few>\\b(?:lift|vacate|dissolve|terminate|annul|modify|relief from)<few><stay>",
        "MOTION to Lift Stay by PLAINTIFF");
    add(
        STAY_REQUESTED,
        MOVANT,
        "stay",
        "<motion>[^.;]{0,60}?(?:to|for)(?: an?| the)?(?: [a-z-]+){0,3}? ?\\bstay\\b",
        "Consent MOTION to Stay by DEFENDANT");
    add(
        STAY_REQUESTED,
        MOVANT,
        "abeyance",
        "<motion><…>in abeyance",
        "MOTION to hold case in abeyance");
    add(
        INJUNCTION_REQUESTED,
        MOVANT,
        "",
        "<motion>[^.;]{0,80}?for<few>(?:<injunction>|temporary restraining order)",
        "MOTION for Preliminary Injunction by PLAINTIFF");
  }
}

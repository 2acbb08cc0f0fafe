package crier.rules.docket;

import static crier.model.Event.AFFIRMED;
import static crier.model.Event.APPEAL_FILED;
import static crier.model.Event.CLASS_CERTIFIED;
import static crier.model.Event.DISMISSED;
import static crier.model.Event.JUDGMENT_ENTERED;
import static crier.model.Event.MANDATE_ISSUED;
import static crier.model.Event.OPINION_ISSUED;
import static crier.model.Event.REMANDED;
import static crier.model.Event.REVERSED_OR_VACATED;
import static crier.model.Event.SEALED;
import static crier.model.Event.SETTLEMENT;
import static crier.model.Event.SUMMARY_JUDGMENT_RULED;
import static crier.model.Event.UNSEALED;
import static crier.rules.docket.Speaker.ANYBODY;
import static crier.rules.docket.Speaker.COURT;
import static crier.rules.docket.Speaker.PARTY;

/** Opinions, judgments, dismissals, and what courts of appeals do. */
final class RulingPhrases extends Phrases {

  RulingPhrases() {
    rulings();
    appeals();
  }

  private void rulings() {
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

  private void appeals() {
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
}

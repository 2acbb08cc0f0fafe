package crier.rules.docket;

import static crier.model.Event.CASE_CLOSED;
import static crier.model.Event.CASE_REOPENED;
import static crier.model.Event.HEARING_HELD;
import static crier.model.Event.HEARING_SET;
import static crier.model.Event.INJUNCTION_REQUESTED;
import static crier.model.Event.JUDGE_REASSIGNED;
import static crier.model.Event.STATUS_REPORT_FILED;
import static crier.model.Event.STATUS_REPORT_ORDERED;
import static crier.model.Event.STAY_LIFT_REQUESTED;
import static crier.model.Event.STAY_REQUESTED;
import static crier.model.Event.TRANSFERRED;
import static crier.rules.docket.Speaker.ANYBODY;
import static crier.rules.docket.Speaker.COURT;
import static crier.rules.docket.Speaker.MOVANT;
import static crier.rules.docket.Speaker.PARTY;

/** Hearings, reports, the life of a case, and what parties ask for. */
final class CasePhrases extends Phrases {

  CasePhrases() {
    calendar();
    caseLife();
    requests();
  }

  private void calendar() {
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

  private void caseLife() {
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

  private void requests() {
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

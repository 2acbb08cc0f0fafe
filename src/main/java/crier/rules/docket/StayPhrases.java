package crier.rules.docket;

import static crier.model.Event.INJUNCTION_DENIED;
import static crier.model.Event.INJUNCTION_DISSOLVED;
import static crier.model.Event.INJUNCTION_GRANTED;
import static crier.model.Event.STAY_DENIED;
import static crier.model.Event.STAY_ENTERED;
import static crier.model.Event.STAY_EXTENDED;
import static crier.model.Event.STAY_LIFTED;
import static crier.model.Event.STAY_LIFT_DENIED;
import static crier.rules.docket.Speaker.COURT;

/** Stays, abeyances and injunctions: entered, lifted, extended, denied. */
final class StayPhrases extends Phrases {

  StayPhrases() {
    stays();
    injunctions();
  }

  private void stays() {
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
        "ORDER. The Motion for Relief from Automatic Stay is GRANTED");
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
        "relief from<few><stay><few>(?:<is>)?<granting>",
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

  private void injunctions() {
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
}

package crier.model;

import static crier.model.Significance.CRITICAL;
import static crier.model.Significance.NOTABLE;
import static crier.model.Significance.ROUTINE;

/**
 * What happened, from a closed list: the events a docket entry records, and the changes any source
 * can show. Rules, subscriptions, alerts and {@code classify} use these names.
 *
 * <p>The significance is what an event has when no rule says otherwise: acts of a court that decide
 * something are critical, steps on the way notable, the rest routine.
 */
public enum Event {
  STAY_ENTERED("Stay entered", CRITICAL),
  STAY_LIFTED("Stay lifted", CRITICAL),
  STAY_EXTENDED("Stay extended", CRITICAL),
  STAY_DENIED("Stay denied", CRITICAL),
  STAY_LIFT_DENIED("Request to lift stay denied", CRITICAL),
  STAY_REQUESTED("Stay requested", NOTABLE),
  STAY_LIFT_REQUESTED("Lifting of stay requested", NOTABLE),
  INJUNCTION_GRANTED("Injunction granted", CRITICAL),
  INJUNCTION_DENIED("Injunction denied", CRITICAL),
  INJUNCTION_REQUESTED("Injunction requested", NOTABLE),
  INJUNCTION_DISSOLVED("Injunction dissolved", CRITICAL),
  OPINION_ISSUED("Opinion issued", CRITICAL),
  JUDGMENT_ENTERED("Judgment entered", CRITICAL),
  DISMISSED("Dismissed", CRITICAL),
  APPEAL_FILED("Appeal filed", NOTABLE),
  MANDATE_ISSUED("Mandate issued", CRITICAL),
  AFFIRMED("Affirmed", CRITICAL),
  REVERSED_OR_VACATED("Reversed or vacated", CRITICAL),
  REMANDED("Remanded", CRITICAL),
  STATUS_REPORT_FILED("Status report filed", NOTABLE),
  STATUS_REPORT_ORDERED("Status report ordered", NOTABLE),
  HEARING_SET("Hearing set", NOTABLE),
  HEARING_HELD("Hearing held", NOTABLE),
  SUMMARY_JUDGMENT_RULED("Ruling on summary judgment", CRITICAL),
  CLASS_CERTIFIED("Class certified", CRITICAL),
  UNSEALED("Unsealed", NOTABLE),
  SEALED("Sealed", NOTABLE),
  TRANSFERRED("Transferred", NOTABLE),
  JUDGE_REASSIGNED("Judge reassigned", NOTABLE),
  SETTLEMENT("Settlement", CRITICAL),
  CASE_CLOSED("Case closed", CRITICAL),
  CASE_REOPENED("Case reopened", CRITICAL),

  NEW_ITEM("New item", NOTABLE),
  NEW_REPORT("New report", NOTABLE),
  ITEM_EDITED("Edited", NOTABLE),
  ITEM_WITHDRAWN("Withdrawn", NOTABLE),
  DOCUMENT_AVAILABLE("Document available", ROUTINE),
  DOCUMENT_REPLACED("Document replaced", NOTABLE),
  REDACTION_CHANGED("Redactions changed", CRITICAL),
  TEXT_CHANGED("Text changed", NOTABLE),
  PAGE_GONE("Page gone", NOTABLE),
  PAGE_BACK("Page back", NOTABLE);

  private final String label;
  private final Significance usual;

  Event(String label, Significance usual) {
    this.label = label;
    this.usual = usual;
  }

  /** Words for a subject line: {@code Stay lifted}. */
  public String label() {
    return label;
  }

  /** The rank this event has when no rule of a watch says otherwise. */
  public Significance usual() {
    return usual;
  }

  /** Whether a docket entry's text records this event, as opposed to a change of a page. */
  public boolean isDocketEvent() {
    return compareTo(NEW_ITEM) < 0;
  }
}

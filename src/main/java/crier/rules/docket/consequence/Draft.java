package crier.rules.docket.consequence;

import crier.model.Deadline;
import org.jspecify.annotations.Nullable;

/** A deadline while its entry is still being read. */
final class Draft {
  Deadline.Kind kind;
  Deadline.Status status = Deadline.Status.SET;
  String what = "";
  String who = "";
  @Nullable String date;
  Deadline.@Nullable Period period;
  @Nullable String conditional;
  @Nullable String was;
  @Nullable String computed;
  String quote = "";
  boolean routine;

  /** Stands in parentheses: a clerk's repetition, perhaps. */
  boolean aside;

  /** "The hearing set for 5/4/2026 …": tells which one, may not set it. */
  boolean reference;

  /** Where its date stands in the text, or -1. */
  int place = -1;

  Draft(Deadline.Kind kind) {
    this.kind = kind;
  }

  Deadline done() {
    return new Deadline(
        kind, what, who, date, period, conditional, status, quote, was, computed, routine);
  }
}

package crier.rules.docket;

/** Who speaks in an entry: what a party asks for, a court has not done. */
enum Speaker {
  /** Orders, opinions, judgments, minutes, the clerk's own notes. */
  COURT,
  /** Motions, notices, briefs, letters: whatever somebody files. */
  PARTY,
  /** A party whose paper is itself the request: a motion, not a reply about one. */
  MOVANT,
  /** Either: what it records happened by being docketed. */
  ANYBODY
}

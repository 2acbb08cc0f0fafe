package crier.watch;

import crier.model.Consequences;
import crier.model.Item;
import crier.rules.docket.DocketText;
import org.jspecify.annotations.Nullable;

/**
 * A docket entry that a look showed, with what it leads to.
 *
 * @param court CourtListener's id of its court, or null when unknown
 * @param docketNumber of its docket, in any spelling, or null when unknown
 * @param consequences what its words lead to; nothing when it is gone
 * @param historic whether it stood there before anybody looked
 * @param gone whether it was withdrawn
 */
record Lead(
    Item item,
    @Nullable String court,
    @Nullable String docketNumber,
    Consequences consequences,
    boolean historic,
    boolean gone) {

  /** Its words, to be read. */
  DocketText text() {
    return new DocketText(item.text().isBlank() ? item.title() : item.text(), court, docketNumber);
  }
}

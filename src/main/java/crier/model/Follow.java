package crier.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item's own page or document, looked at again for a while after the item was new.
 *
 * @param item as last listed
 * @param address of the page or document
 * @param content what it said when it was last told of; null until it could be read
 * @param memo what its source remembers, and what waits for its second look
 * @param looks that reached it
 * @param failures looks in a row that did not
 * @param goneLooks looks in a row told "no such page"
 * @param trouble why the last look did not reach it, or null
 * @param nextLookAt when it is due
 * @param until when it is let go
 */
public record Follow(
    Item item,
    String address,
    @Nullable Content content,
    Memo memo,
    int looks,
    int failures,
    int goneLooks,
    @Nullable String trouble,
    Instant nextLookAt,
    Instant until) {}

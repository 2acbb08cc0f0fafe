package crier.model;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an address that was read, to ask for it again cheaply.
 *
 * @param sha256 of the body, lower-case hex; null: only its validators are known
 * @param etag as the server said it
 * @param lastModified as the server said it
 */
public record PageMemory(
    @Nullable String sha256, @Nullable String etag, @Nullable String lastModified) {

  public static final PageMemory NONE = new PageMemory(null, null, null);
}

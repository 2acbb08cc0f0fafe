package crier.model;

/**
 * The bytes are not the page this source knows: a changed layout, an error page with status 200.
 * Never to be read as an empty list.
 *
 * @param why what was expected and not found, for the operator
 */
public record Unrecognised(String why) implements Extracted {}

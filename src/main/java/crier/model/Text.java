package crier.model;

/**
 * The readable text of a page.
 *
 * @param title the page's title, or empty
 * @param text paragraphs separated by single line feeds; white space folded
 */
public record Text(String title, String text) implements Content {}

package crier.model;

/** What a page says, normalised: the same words give an equal value, whatever the markup did. */
public sealed interface Content extends Extracted permits Listing, Text, Document {}

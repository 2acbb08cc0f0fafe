package crier.model;

/** What a source could read out of what it fetched: content, or nothing it recognises. */
public sealed interface Extracted permits Content, Holed, Unrecognised {}

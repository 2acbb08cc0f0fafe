package crier.rules.docket;

import org.jspecify.annotations.Nullable;

public record DocketText(String text, @Nullable String court, @Nullable String docketNumber) {}

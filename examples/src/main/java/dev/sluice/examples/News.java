package dev.sluice.examples;

import java.util.List;

/** What a search found. */
record News(List<String> snippetIds, String text) {}

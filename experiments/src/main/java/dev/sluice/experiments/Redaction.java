package dev.sluice.experiments;

import tools.jackson.databind.JsonNode;

/** Redacts. */
final class Redaction {
    private Redaction() {}

    static JsonNode of(JsonNode node) {
        return node;
    }
}

package dev.sluice.logging.event;

/** How much is logged of what models are asked and what they answer; always redacted. */
public enum ContentMode {
    /** Lengths alone. */
    OFF,
    /** Lengths and beginnings. */
    PREVIEW,
    /** Lengths, beginnings, and the whole up to 65,536 characters. */
    FULL,
    /** Lengths and keyed hashes (HMAC-SHA256), by which equal texts can be told, and nothing else. */
    HASH
}

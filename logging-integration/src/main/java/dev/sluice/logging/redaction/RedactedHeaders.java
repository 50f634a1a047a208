package dev.sluice.logging.redaction;

/** Headers that went through {@link HeaderRules}: who is given them need not redact them again. */
final class RedactedHeaders extends FieldMap<String> {
    RedactedHeaders(int usual) {
        super(usual);
    }
}

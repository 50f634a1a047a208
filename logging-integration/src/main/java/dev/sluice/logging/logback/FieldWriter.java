package dev.sluice.logging.logback;

/** Takes the fields of one line, each name once, in order. */
@FunctionalInterface
interface FieldWriter {
    /** One field; the value is what a redacted snapshot consists of: text, number, boolean, or a map or collection of these. */
    void field(String name, Object value);
}

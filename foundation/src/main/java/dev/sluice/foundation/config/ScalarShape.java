package dev.sluice.foundation.config;

import java.util.function.Function;

/**
 * A single value.
 *
 * @param expected what to write
 * @param quotable whether quoted text will do; numbers and switches are written plain
 * @param parser from the text; throws {@link IllegalArgumentException} with {@code fact (expected: …)}, never quoting the text
 * @param json the same for a schema
 */
record ScalarShape(String expected, boolean quotable, Function<String, Object> parser, JsonForm json) implements Shape {

    /** A shape whose parser says only what is wrong, the expectation being always the same. */
    static ScalarShape plain(String expected, Function<String, Object> parser, JsonForm json) {
        return new ScalarShape(expected, false, parser, json);
    }

    static ScalarShape text(String expected, Function<String, Object> parser, JsonForm json) {
        return new ScalarShape(expected, true, parser, json);
    }

    Object read(Node.Scalar scalar, KeyPath path) {
        if (scalar.quoted() && !quotable) {
            throw path.refuse(scalar.place(), "quoted text (expected: " + expected + ", without quotes)");
        }
        try {
            return parser.apply(scalar.text());
        } catch (IllegalArgumentException refused) {
            // Not kept as the cause: what the JDK's parsers say quotes the text.
            throw path.refuse(scalar.place(), Redaction.quoted(path, scalar.text()) + refused.getMessage());
        }
    }
}

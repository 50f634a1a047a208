package dev.sluice.openrouter.structured;

import dev.sluice.logging.redaction.Redactor;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** What Jackson could not read, in words that quote no value: its own do. */
final class ReadingFault {
    private static final int REASON_CHARS = 300;

    private ReadingFault() {}

    static String notJson(JacksonException malformed) {
        TokenStreamLocation at = malformed.getLocation();
        String place =
                at == null || at.getLineNr() < 0 ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return "$: no JSON" + place + " (expected: one JSON object and nothing else)";
    }

    /** The constructor's own words, where the record refused: it is the bot's code, and says what it wants. */
    static String of(JacksonException unreadable) {
        StringBuilder path = new StringBuilder("$");
        for (JacksonException.Reference step : unreadable.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append('.').append(name(step.getPropertyName()));
            }
        }
        return path + ": " + fact(unreadable);
    }

    /** Keys of a map are the model's text. */
    private static String name(String property) {
        return property.matches("[A-Za-z0-9_-]{1,40}") ? property : "?";
    }

    private static String fact(JacksonException unreadable) {
        Throwable refusal = unreadable.getCause();
        if (unreadable instanceof ValueInstantiationException && refusal != null && refusal.getMessage() != null) {
            return "refused: " + Redactor.standard().preview(refusal.getMessage(), REASON_CHARS);
        }
        if (unreadable instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return "unreadable (expected: a value of "
                    + mismatch.getTargetType().getSimpleName() + ")";
        }
        if (unreadable instanceof InputCoercionException coercion && coercion.getTargetType() != null) {
            return "does not fit (expected: a value of "
                    + coercion.getTargetType().getSimpleName() + ")";
        }
        return "unreadable (expected: a value of its type)";
    }
}

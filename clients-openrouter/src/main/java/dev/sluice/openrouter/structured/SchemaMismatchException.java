package dev.sluice.openrouter.structured;

/**
 * A JSON text that does not follow its {@link ObjectSchema}. The message names the place, the fact and what was expected, for example
 * {@code $.legs[1].price: missing (expected: a number)}, and can be told to a model; it quotes no value of the text.
 */
public final class SchemaMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaMismatchException(String message) {
        super(message);
    }
}

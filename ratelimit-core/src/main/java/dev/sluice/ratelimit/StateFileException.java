package dev.sluice.ratelimit;

import org.jspecify.annotations.Nullable;

/** A state file cannot be used: somebody else has it, it cannot be read or written, or a line in it is no charge. Nothing was changed in it. */
public final class StateFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

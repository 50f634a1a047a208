package dev.sluice.experiments;

import org.jspecify.annotations.Nullable;

/** An experiment's files cannot be used: unwritable directory, full disk, second writer, damaged journal. One line says which and why. */
public final class ExperimentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ExperimentException(String message) {
        super(message);
    }

    ExperimentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

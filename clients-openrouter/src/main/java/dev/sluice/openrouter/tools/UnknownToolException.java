package dev.sluice.openrouter.tools;

import java.util.Set;

/** A model called a tool that it was not offered. */
final class UnknownToolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownToolException(Set<String> offered) {
        super("no such tool (expected: one of " + String.join(", ", offered) + ")");
    }
}

package dev.sluice.openrouter.tools;

/** What becomes of a tool that fails: that it is unknown, its arguments do not follow its schema, or it throws. */
public enum ToolFailures {
    /** The model is told what went wrong, redacted and without a stack trace, and may try something else. */
    TOLD,
    /** The loop ends with a {@link ToolLoopException} whose cause is the tool's exception. */
    THROWN
}

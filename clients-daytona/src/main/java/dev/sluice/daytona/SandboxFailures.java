package dev.sluice.daytona;

import dev.sluice.client.error.FailedCall;
import dev.sluice.client.error.FailedResponse;
import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.ResponseException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Failures that no single answer says: they come out of what several answers have in common. */
final class SandboxFailures {

    private SandboxFailures() {}

    static ResponseException neverStarts(SandboxState state, @Nullable String reason) {
        return failure(SandboxOperations.START, 500, "SANDBOX_" + word(state), reason, Repeatability.FINAL);
    }

    static ResponseException notInTime(Duration within) {
        String fact = "not started within " + within.toMillis() + " ms";
        return failure(SandboxOperations.START, 504, "SANDBOX_START_TIMEOUT", fact, Repeatability.RETRYABLE);
    }

    static ResponseException incompleteUpload(long sent, long written) {
        String fact = "sent " + sent + " bytes, written " + written;
        return failure(SandboxOperations.UPLOAD, 500, "UPLOAD_INCOMPLETE", fact, Repeatability.RETRYABLE);
    }

    private static ResponseException failure(
            String operation, int status, String code, @Nullable String message, Repeatability repeatability) {
        FailedCall call = new FailedCall(DaytonaModule.NAME, operation, "", 1);
        return ResponseException.of(
                call, new FailedResponse(200, status, code, message, null, null, ""), repeatability);
    }

    /** A state's word comes from the server: only what looks like a word goes into an exception's message. */
    private static String word(SandboxState state) {
        return state.word().matches("[a-z_]{1,40}") ? state.word().toUpperCase(Locale.ROOT) : "UNKNOWN";
    }
}

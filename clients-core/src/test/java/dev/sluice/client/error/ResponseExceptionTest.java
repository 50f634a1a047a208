package dev.sluice.client.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The tree: which status is which type, and what a message says. */
class ResponseExceptionTest {
    private static final FailedCall CALL = new FailedCall("exa", "search", "req_1", 2);

    @ParameterizedTest
    @CsvSource({
        "400, InvalidRequestException",
        "413, InvalidRequestException",
        "422, InvalidRequestException",
        "401, AuthenticationException",
        "402, InsufficientCreditsException",
        "403, PermissionDeniedException",
        "404, NotFoundException",
        "409, ConflictException",
        "429, RateLimitedException",
        "408, ServerErrorException",
        "425, ServerErrorException",
        "500, ServerErrorException",
        "503, ServerErrorException",
        "529, ServerErrorException",
        "302, ResponseException",
        "405, ResponseException",
        "410, ResponseException"
    })
    void status_decidesTheType(int status, String type) {
        ResponseException exception = of(200, status, null, Repeatability.FINAL);

        assertThat(exception.getClass().getSimpleName()).isEqualTo(type);
        assertThat(exception.status()).isEqualTo(status);
        assertThat(exception.effectiveStatus()).contains(status);
    }

    @Test
    void message_namesOperationAndFact() {
        assertThat(of(429, 429, "RATE_LIMIT_EXCEEDED", Repeatability.RETRYABLE))
                .hasMessage("exa search: status 429 RATE_LIMIT_EXCEEDED (expected: 2xx)");
        assertThat(of(200, 502, null, Repeatability.RETRYABLE))
                .hasMessage("exa search: status 502 inside HTTP 200 (expected: 2xx)");
        assertThat(of(500, 500, null, Repeatability.OUTCOME_UNKNOWN))
                .hasMessage("exa search: status 500 (expected: 2xx): outcome unknown");
    }

    @ParameterizedTest
    @EnumSource(Repeatability.class)
    void repeatability_isOneOfThree(Repeatability repeatability) {
        ResponseException exception = of(500, 500, null, repeatability);

        assertThat(exception.isRetryable()).isEqualTo(repeatability == Repeatability.RETRYABLE);
        assertThat(exception.isOutcomeUnknown()).isEqualTo(repeatability == Repeatability.OUTCOME_UNKNOWN);
    }

    @Test
    void everythingKnown_isThere() {
        ResponseException exception = of(429, 429, "CODE", Repeatability.RETRYABLE);

        assertThat(exception.provider()).isEqualTo("exa");
        assertThat(exception.operation()).isEqualTo("search");
        assertThat(exception.requestId()).isEqualTo("req_1");
        assertThat(exception.attempts()).isEqualTo(2);
        assertThat(exception.call()).isEqualTo(CALL);
        assertThat(exception.code()).contains("CODE");
        assertThat(exception.providerMessage()).contains("slow down");
        assertThat(exception.providerRequestId()).contains("theirs");
        assertThat(exception.retryAt()).contains(Instant.EPOCH);
        assertThat(exception.body()).isEqualTo("{}");
        assertThat(exception.response().httpStatus()).isEqualTo(429);
    }

    @Test
    void failureWithoutAnswer_saysSo() {
        TransportException exception =
                new TransportException(CALL, "no answer", Repeatability.RETRYABLE, new IOException("reset"));

        assertThat(exception.effectiveStatus()).isEmpty();
        assertThat(exception.providerRequestId()).isEmpty();
        assertThat(exception.retryAt()).isEmpty();
        assertThat(exception.body()).isEmpty();
        assertThat(exception).hasMessage("exa search: no answer").hasCauseInstanceOf(IOException.class);
    }

    @Test
    void missingCredential_namesItsVariable() {
        MissingCredentialException exception = new MissingCredentialException("exa", "EXA_API_KEY");

        assertThat(exception).hasMessage("exa: API key missing (expected: environment variable EXA_API_KEY)");
        assertThat(exception.environmentVariable()).isEqualTo("EXA_API_KEY");
    }

    @Test
    void exception_survivesSerialisation() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(of(429, 429, "CODE", Repeatability.RETRYABLE));
        }

        Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(read).isInstanceOf(RateLimitedException.class);
        assertThat(((RateLimitedException) read).retryAt()).contains(Instant.EPOCH);
    }

    private static ResponseException of(int http, int effective, String code, Repeatability repeatability) {
        return ResponseException.of(
                CALL,
                new FailedResponse(http, effective, code, "slow down", "theirs", Instant.EPOCH, "{}"),
                repeatability);
    }
}

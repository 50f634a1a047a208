package dev.sluice.client;

import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.FailedResponse;
import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.error.TransportException;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.ResponseHead;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.logging.redaction.Redactor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Says in the one exception tree what went wrong, and whether a repeat does harm. */
final class Failures {
    private static final int BODY_CHARS = 2_000;
    private static final int MESSAGE_CHARS = 500;

    /** Of a given client whose {@code Authenticator} was asked again and again, by a proxy or a server that wants to know first who asks. */
    private static final String TOO_MANY_ATTEMPTS = "too many authentication attempts";

    /** The exchange broke before there was a head. */
    RuntimeException beforeHead(Call call, IOException broken) {
        if (broken instanceof SSLHandshakeException || isNoTls(broken)) {
            return new RequestNotSentException(
                    call.failed(), "TLS handshake failed", Repeatability.FINAL, Causes.redactedIo(broken));
        }
        if (broken instanceof TunnelRefusedException refused) {
            return new RequestNotSentException(
                    call.failed(),
                    "proxy refused the tunnel with status " + refused.status() + " (expected: 2xx)",
                    refused.status() < 500 ? Repeatability.FINAL : Repeatability.RETRYABLE,
                    Causes.redactedIo(broken));
        }
        if (String.valueOf(broken.getMessage()).startsWith(TOO_MANY_ATTEMPTS)) {
            return new RequestNotSentException(
                    call.failed(),
                    "credentials of the HTTP client refused (expected: an Authenticator that the proxy knows)",
                    Repeatability.FINAL,
                    Causes.redactedIo(broken));
        }
        if (neverSent(broken)) {
            return new RequestNotSentException(
                    call.failed(), "no connection", Repeatability.RETRYABLE, Causes.redactedIo(broken));
        }
        if (Unprocessed.isSaidBy(broken, call.operation().method())) {
            return new TransportException(
                    call.failed(),
                    "refused by the server, which did not process it",
                    repeat(call, true, true),
                    Causes.redactedIo(broken));
        }
        return transport(call, "no answer", broken);
    }

    /** The body broke off. */
    RuntimeException broken(Call call, Answer answer, IOException broken) {
        if (broken instanceof ZipException) {
            return decoding(call, answer.head(), new byte[0], "broken gzip");
        }
        return transport(call, "body broke off", broken);
    }

    TransportException transport(Call call, String fact, IOException cause) {
        String reason = cause instanceof StoppedException stopped ? fact + ": " + stopped.reason() : fact;
        return new TransportException(call.failed(), reason, repeat(call, true, false), Causes.redactedIo(cause));
    }

    TruncatedStreamException truncated(Call call, String fact, long delivered, @Nullable IOException cause) {
        String reason = cause instanceof StoppedException stopped ? fact + ": " + stopped.reason() : fact;
        return new TruncatedStreamException(
                call.failed(),
                reason,
                delivered,
                repeat(call, true, false),
                cause == null ? null : Causes.redactedIo(cause));
    }

    ResponseException response(Call call, ResponseHead head, Classification meaning, byte[] body) {
        FailedResponse response = new FailedResponse(
                head.status(),
                meaning.effectiveStatus(),
                meaning.code().map(Failures::word).orElse(null),
                meaning.message()
                        .map(text -> Redactor.standard().preview(text, MESSAGE_CHARS))
                        .orElse(null),
                call.providerRequestId(),
                meaning.retryAt().orElse(null),
                excerpt(head, body),
                meaning.details().orElse(null));
        boolean transientFailure = meaning.isTransient() || meaning.isNotProcessed();
        boolean unclear = transientFailure || meaning.effectiveStatus() >= 500;
        return ResponseException.of(
                call.failed(),
                response,
                call.retry() == RetryClass.EFFECT
                        ? repeat(call, unclear, meaning.isNotProcessed())
                        : repeat(call, transientFailure, false));
    }

    DecodingException decoding(Call call, ResponseHead head, byte[] body, String fact) {
        FailedResponse response = new FailedResponse(
                head.status(), head.status(), null, null, call.providerRequestId(), null, excerpt(head, body));
        return new DecodingException(
                call.failed(),
                response,
                fact,
                call.operation().retry() == RetryClass.EFFECT ? Repeatability.OUTCOME_UNKNOWN : Repeatability.FINAL);
    }

    private static Repeatability repeat(Call call, boolean transientFailure, boolean notProcessed) {
        if (!transientFailure) {
            return Repeatability.FINAL;
        }
        boolean harmless = call.retry() != RetryClass.EFFECT || notProcessed;
        return harmless ? Repeatability.RETRYABLE : Repeatability.OUTCOME_UNKNOWN;
    }

    /** Whether what answered speaks no TLS: the JDK looks at the form of the first record alone, before which nothing is sent. */
    private static boolean isNoTls(IOException broken) {
        return broken instanceof SSLException
                && String.valueOf(broken.getMessage()).startsWith("Unrecognized SSL message");
    }

    /** Whether no byte of the request can have left: there was no connection to send it on. */
    private static boolean neverSent(IOException broken) {
        return broken instanceof ConnectException
                || broken instanceof HttpConnectTimeoutException
                || broken.getCause() instanceof UnresolvedAddressException;
    }

    private static String excerpt(ResponseHead head, byte[] body) {
        return body.length == 0
                ? ""
                : Redactor.standard().body(body, head.header("content-type").orElse(null), BODY_CHARS);
    }

    /** A code is a word; anything longer is a text that does not belong in an exception's message. */
    private static String word(String code) {
        String safe = code.replaceAll("[^A-Za-z0-9_.:-]", "_");
        return Redactor.standard().preview(safe.length() > 80 ? safe.substring(0, 80) : safe, 80);
    }
}

package dev.sluice.client;

import dev.sluice.client.error.MissingCredentialException;
import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.UnusableCredentialException;
import dev.sluice.client.spi.RequestSigner;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Signs after all waiting, and lets no credential travel where it can be read. */
final class SigningExchange implements Exchange {
    private final RequestSigner signer;
    private final Exchange next;

    SigningExchange(RequestSigner signer, Exchange next) {
        this.signer = signer;
        this.next = next;
    }

    @Override
    public @Nullable Object run(Call call, AttemptRequest request) {
        sign(call, request);
        if (request.carriesCredentials()
                && "http".equalsIgnoreCase(request.uri().getScheme())
                && !isLoopback(request)) {
            throw notSent(call, "credentials over plain http (expected: https)", null);
        }
        return next.run(call, request);
    }

    private void sign(Call call, AttemptRequest request) {
        try {
            signer.sign(request);
        } catch (MissingCredentialException | UnusableCredentialException missing) {
            throw notSent(call, String.valueOf(missing.getMessage()), missing);
        } catch (RuntimeException failure) {
            throw notSent(call, "signer failed with " + failure.getClass().getSimpleName(), Causes.redacted(failure));
        }
    }

    private static RequestNotSentException notSent(Call call, String fact, @Nullable Throwable cause) {
        return new RequestNotSentException(call.failed(), fact, Repeatability.FINAL, cause);
    }

    /** By name or literal address, without asking a name server: what it answers could change between check and use. */
    private static boolean isLoopback(AttemptRequest request) {
        String host = request.uri().getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}

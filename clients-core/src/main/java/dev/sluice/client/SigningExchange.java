package dev.sluice.client;

import dev.sluice.client.error.MissingCredentialException;
import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.UnusableCredentialException;
import dev.sluice.client.spi.RequestSigner;
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
                && !Loopback.isHost(request.uri().getHost())) {
            throw notSent(call, "credentials over plain http (expected: https)", null);
        }
        return next.run(call, request);
    }

    private void sign(Call call, AttemptRequest request) {
        try {
            signer.sign(request);
        } catch (MissingCredentialException | UnusableCredentialException missing) {
            throw notSent(call, String.valueOf(missing.getMessage()), missing);
        } catch (Exception failure) {
            throw notSent(call, "signer failed with " + failure.getClass().getSimpleName(), Causes.redacted(failure));
        }
    }

    private static RequestNotSentException notSent(Call call, String fact, @Nullable Throwable cause) {
        return new RequestNotSentException(call.failed(), fact, Repeatability.FINAL, cause);
    }
}

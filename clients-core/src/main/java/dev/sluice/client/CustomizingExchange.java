package dev.sluice.client;

import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.spi.RetryClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds to a request what the bot wants in it, before it is signed. */
final class CustomizingExchange implements Exchange {
    private final String keyHeader;
    private final List<RequestInterceptor> interceptors;
    private final Exchange next;

    CustomizingExchange(String keyHeader, List<RequestInterceptor> interceptors, Exchange next) {
        this.keyHeader = keyHeader;
        this.interceptors = interceptors;
        this.next = next;
    }

    @Override
    public @Nullable Object run(Call call, AttemptRequest request) {
        String key = call.options().idempotencyKey();
        if (key != null && call.operation().retry() != RetryClass.SAFE) {
            request.header(keyHeader, key);
        }
        if (!interceptors.isEmpty()) {
            intercept(call, request);
        }
        return next.run(call, request);
    }

    private void intercept(Call call, AttemptRequest request) {
        CallStep attempt = Listeners.nextAttempt(call);
        try {
            interceptors.forEach(interceptor -> interceptor.intercept(attempt, request));
        } catch (Exception refusal) {
            throw new RequestNotSentException(
                    call.failed(),
                    "interceptor failed with " + refusal.getClass().getSimpleName(),
                    Repeatability.FINAL,
                    Causes.redacted(refusal));
        }
    }
}

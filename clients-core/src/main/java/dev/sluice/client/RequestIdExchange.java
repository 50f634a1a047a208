package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/** Tells the provider our id of the call, in every attempt; before signing, for a signature may cover it. */
final class RequestIdExchange implements Exchange {
    private final String header;
    private final Exchange next;

    RequestIdExchange(String header, Exchange next) {
        this.header = header;
        this.next = next;
    }

    @Override
    public @Nullable Object run(Call call, AttemptRequest request) {
        request.header(header, call.requestId());
        return next.run(call, request);
    }
}

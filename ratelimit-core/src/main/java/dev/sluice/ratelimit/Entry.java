package dev.sluice.ratelimit;

/**
 * One part of {@link Limiters#acquireAll}.
 *
 * @param limiter of the same {@link Limiters}
 * @param request what is asked of it; its priority counts, its own bound on waiting does not
 */
public record Entry(Limiter limiter, AcquireRequest request) {
    /** One request of weight 1 and normal priority. */
    public static Entry of(Limiter limiter) {
        return new Entry(limiter, AcquireRequest.one());
    }

    /** This request. */
    public static Entry of(Limiter limiter, AcquireRequest request) {
        return new Entry(limiter, request);
    }
}

package dev.sluice.ratelimit;

import java.util.Objects;

/** One limiter's part of a request, as the model sees it. */
record ModelPart(String provider, String group, AcquireRequest request) {
    boolean sameQueue(ModelPart other) {
        return provider.equals(other.provider)
                && Objects.equals(group, other.group)
                && request.priority() == other.request.priority();
    }

    boolean isCritical() {
        return request.priority() == Priority.CRITICAL;
    }
}

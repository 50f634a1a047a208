package dev.sluice.ratelimit;

import java.util.Objects;

/** What a server said is left, as the model counts it; of weight where no kind is named. */
final class ModelAllowance {
    final String kind;
    final String target;
    final long until;
    long left;

    ModelAllowance(String kind, String target, long left, long until) {
        this.kind = kind;
        this.target = target;
        this.left = left;
        this.until = until;
    }

    long amount(AcquireRequest request) {
        return kind == null ? request.weight() : request.demand(kind);
    }

    boolean isSame(String otherKind, String otherTarget) {
        return Objects.equals(kind, otherKind) && Objects.equals(target, otherTarget);
    }
}

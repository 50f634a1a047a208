package dev.sluice.ratelimit;

/**
 * What charges of a state file belong to.
 *
 * @param group empty for the provider's own
 * @param money whether amounts are billionths of money; else permits
 * @param window how long they count; the same quota may have had another before
 */
record ChargeKey(String limiter, String group, String quota, boolean money, ChargeWindow window) {
    boolean isSameQuota(ChargeKey other) {
        return limiter.equals(other.limiter)
                && group.equals(other.group)
                && quota.equals(other.quota)
                && money == other.money;
    }
}

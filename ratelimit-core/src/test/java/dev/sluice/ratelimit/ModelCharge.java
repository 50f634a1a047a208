package dev.sluice.ratelimit;

/** Something charged to one quota: a departure, or what it used beyond its estimate. */
final class ModelCharge {
    final long stamp;
    final boolean departure;
    long amount;

    ModelCharge(long stamp, long amount, boolean departure) {
        this.stamp = stamp;
        this.amount = amount;
        this.departure = departure;
    }
}

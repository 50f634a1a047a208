package dev.sluice.ratelimit;

/** Concurrency that gives way to a server that throttles, written down anew. */
final class ModelAdaptive {
    private int left = Integer.MAX_VALUE;
    private long since;

    void throttle(AdaptiveConfig config, int max, long now, long pauseEnd) {
        if (config == null) {
            return;
        }
        int allowed = allowed(config, max, now);
        boolean burst = left < Integer.MAX_VALUE && now < since + config.recoverNanos();
        if (!burst) {
            left = Math.max(1, (int) Math.floor(allowed * config.ratio()));
            since = Math.max(now, pauseEnd);
        } else if (pauseEnd > now) {
            since = Math.max(since, pauseEnd);
        }
    }

    int allowed(AdaptiveConfig config, int max, long now) {
        if (config == null) {
            left = Integer.MAX_VALUE;
            return max;
        }
        long back = now < since ? 0 : (now - since) / config.recoverNanos();
        if (left >= max - back) {
            left = Integer.MAX_VALUE;
            return max;
        }
        return (int) (left + back);
    }
}

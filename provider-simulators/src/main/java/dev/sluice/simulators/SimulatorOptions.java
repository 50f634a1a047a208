package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What may be chosen about the simulated accounts. Immutable; start from {@link #defaults()} and change what matters.
 *
 * @param time clock of windows, pauses, sandbox states and latencies
 * @param seed of everything invented: prices, search results, latencies; the same seed gives the same answers to the same requests
 * @param latency of one answer; a stream's pauses are a fraction of it
 * @param maxConcurrent requests one account may have in flight, by provider ({@code daytona_toolbox} is the sandboxes' own host)
 * @param sandboxStart from the creation of a sandbox until it is started; deletion takes a quarter of it
 * @param diskQuotaGiB disk of the Daytona organization; a sandbox takes 10 GiB unless it asks otherwise
 * @param freeModelsPerDay what OpenRouter's free models allow from midnight to midnight UTC: 1000, or 50 for who never bought 10 credits
 */
public record SimulatorOptions(
        TimeSource time,
        long seed,
        Latency latency,
        Map<String, Integer> maxConcurrent,
        Duration sandboxStart,
        int diskQuotaGiB,
        int freeModelsPerDay) {

    /** Copies the map. */
    public SimulatorOptions {
        maxConcurrent = Map.copyOf(maxConcurrent);
        if (freeModelsPerDay < 1) {
            throw new IllegalArgumentException("freeModelsPerDay: " + freeModelsPerDay + " (expected: at least 1)");
        }
    }

    /**
     * Real time, seed 1, 5 to 30 ms, room for two sandboxes, and for each account the concurrency Sluice ships for it (polymarket, exa,
     * its contents, and openrouter 10, daytona 2, its toolbox 10): what a bot that runs with the shipped limits must never exceed.
     */
    public static SimulatorOptions defaults() {
        Map<String, Integer> concurrency = Map.of(
                "polymarket", 10, "exa", 10, "exa_contents", 10, "openrouter", 10, "daytona", 2, "daytona_toolbox", 10);
        return new SimulatorOptions(
                TimeSource.system(), 1, Latency.ofMillis(5, 30), concurrency, Duration.ofMillis(120), 20, 1_000);
    }

    /** These options with another clock. */
    public SimulatorOptions withTime(TimeSource newTime) {
        return new SimulatorOptions(
                newTime, seed, latency, maxConcurrent, sandboxStart, diskQuotaGiB, freeModelsPerDay);
    }

    /** These options with another seed. */
    public SimulatorOptions withSeed(long newSeed) {
        return new SimulatorOptions(
                time, newSeed, latency, maxConcurrent, sandboxStart, diskQuotaGiB, freeModelsPerDay);
    }

    /** These options with another latency. */
    public SimulatorOptions withLatency(Latency newLatency) {
        return new SimulatorOptions(
                time, seed, newLatency, maxConcurrent, sandboxStart, diskQuotaGiB, freeModelsPerDay);
    }

    /** These options with another concurrency of one account. */
    public SimulatorOptions withMaxConcurrent(String provider, int max) {
        Map<String, Integer> changed = new HashMap<>(maxConcurrent);
        changed.put(provider, max);
        return new SimulatorOptions(time, seed, latency, changed, sandboxStart, diskQuotaGiB, freeModelsPerDay);
    }

    /** These options with another time a sandbox needs to start. */
    public SimulatorOptions withSandboxStart(Duration start) {
        return new SimulatorOptions(time, seed, latency, maxConcurrent, start, diskQuotaGiB, freeModelsPerDay);
    }

    /** These options with another disk quota. */
    public SimulatorOptions withDiskQuotaGiB(int quota) {
        return new SimulatorOptions(time, seed, latency, maxConcurrent, sandboxStart, quota, freeModelsPerDay);
    }

    /** These options with another number of requests a day to OpenRouter's free models. */
    public SimulatorOptions withFreeModelsPerDay(int requests) {
        return new SimulatorOptions(time, seed, latency, maxConcurrent, sandboxStart, diskQuotaGiB, requests);
    }

    int maxConcurrentOf(String account) {
        return maxConcurrent.getOrDefault(account, Integer.MAX_VALUE);
    }
}

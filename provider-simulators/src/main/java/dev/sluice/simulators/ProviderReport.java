package dev.sluice.simulators;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one simulated provider has seen since it was started.
 *
 * @param calls requests that arrived
 * @param rejected429 429s given because a limit was exceeded
 * @param injected429 429s given because somebody asked for them
 * @param injectedFaults all injected faults, those 429s included
 * @param violations limits exceeded: a request window or the concurrency
 * @param highestConcurrency most requests in flight together, from arrival to the last byte handed to the network; what has a concurrency of
 *     its own, such as Exa's contents, counts for itself
 * @param smallestSpacingMs smallest distance between two arrivals, or null before the second
 * @param callsDuringPause sum over {@code faults}
 * @param byOperation requests by operation; what no operation answers to is {@code unknown}
 * @param faults one entry per injected fault
 * @param sandboxesAlive sandboxes that hold disk now (Daytona alone)
 * @param highestSandboxesAlive most of them together (Daytona alone)
 * @param quotaRefusals creations refused because the disk was full (Daytona alone)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProviderReport(
        long calls,
        @JsonProperty("rejected_429") long rejected429,
        @JsonProperty("injected_429") long injected429,
        @JsonProperty("injected_faults") long injectedFaults,
        long violations,
        @JsonProperty("highest_concurrency") int highestConcurrency,
        @JsonProperty("smallest_spacing_ms") @Nullable Double smallestSpacingMs,
        @JsonProperty("calls_during_pause") long callsDuringPause,
        @JsonProperty("by_operation") Map<String, Long> byOperation,
        List<FaultReport> faults,
        @JsonProperty("sandboxes_alive") @Nullable Integer sandboxesAlive,
        @JsonProperty("highest_sandboxes_alive") @Nullable Integer highestSandboxesAlive,
        @JsonProperty("quota_refusals") @Nullable Long quotaRefusals) {

    /** Copies the collections. */
    public ProviderReport {
        byOperation = Map.copyOf(byOperation);
        faults = List.copyOf(faults);
    }

    /** Counts of both; concurrency and spacing stay this one's, since the other host is limited on its own. */
    ProviderReport plus(ProviderReport apart) {
        Map<String, Long> operations = new TreeMap<>(byOperation);
        apart.byOperation.forEach((name, count) -> operations.merge(name, count, Long::sum));
        List<FaultReport> allFaults = new ArrayList<>(faults);
        allFaults.addAll(apart.faults);
        return new ProviderReport(
                calls + apart.calls,
                rejected429 + apart.rejected429,
                injected429 + apart.injected429,
                injectedFaults + apart.injectedFaults,
                violations + apart.violations,
                highestConcurrency,
                smallestSpacingMs,
                callsDuringPause + apart.callsDuringPause,
                operations,
                allFaults,
                sandboxesAlive,
                highestSandboxesAlive,
                quotaRefusals);
    }

    ProviderReport withSandboxes(int alive, int highest, long refusals) {
        return new ProviderReport(
                calls,
                rejected429,
                injected429,
                injectedFaults,
                violations,
                highestConcurrency,
                smallestSpacingMs,
                callsDuringPause,
                byOperation,
                faults,
                alive,
                highest,
                refusals);
    }
}

package dev.sluice.examples;

import dev.sluice.client.CallListener;
import dev.sluice.client.CallRecord;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers every call, for the table at the end. Thread-safe. */
final class CallStats implements CallListener {
    private final Map<String, Queue<CallRecord>> calls = new ConcurrentHashMap<>();

    @Override
    public void onCall(CallRecord call) {
        calls.computeIfAbsent(call.provider(), provider -> new ConcurrentLinkedQueue<>())
                .add(call);
    }

    /** The calls of one provider so far. */
    List<CallRecord> of(String provider) {
        return List.copyOf(calls.getOrDefault(provider, new ConcurrentLinkedQueue<>()));
    }
}

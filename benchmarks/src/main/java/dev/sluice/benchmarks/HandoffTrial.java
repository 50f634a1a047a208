package dev.sluice.benchmarks;

import dev.sluice.benchmarks.peers.Chain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Threads that take and give back permits without work in between. All of them wait when the time begins; otherwise whoever runs finds a free
 * permit every time, and nothing is handed from one to the other until, by chance, so many are interrupted that a queue forms.
 */
final class HandoffTrial<H> {
    private final Chain<H> chain;
    private final int permits;
    private final Crowd crowd;
    private final Waits[] waits;
    private final boolean[] entered;

    HandoffTrial(Chain<H> chain, int permits, Crowd crowd) {
        this.chain = chain;
        this.permits = permits;
        this.crowd = crowd;
        this.waits = Stream.generate(Waits::new).limit(crowd.size()).toArray(Waits[]::new);
        this.entered = new boolean[crowd.size()];
    }

    Handoff run(Duration length) throws InterruptedException {
        List<H> held = new ArrayList<>();
        for (int i = 0; i < permits; i++) {
            held.add(chain.acquire());
        }
        Crowd.Ran ran = crowd.run(length, this::turn, threads -> {
            Threads.awaitWaiting(threads);
            held.forEach(chain::release);
        });
        Waits all = new Waits();
        Stream.of(waits).forEach(all::add);
        return new Handoff(
                ran,
                all,
                Jain.index(Arrays.stream(waits).mapToLong(Waits::count).toArray()));
    }

    private void turn(int caller) throws InterruptedException {
        if (!entered[caller]) {
            entered[caller] = true;
            chain.pass();
        }
        long asked = System.nanoTime();
        H held = chain.acquire();
        waits[caller].record(System.nanoTime() - asked);
        chain.release(held);
    }

    /**
     * How it went.
     *
     * @param waits of all requests, but for the first of each thread
     * @param jain of the threads' shares
     */
    record Handoff(Crowd.Ran ran, Waits waits, double jain) {}
}

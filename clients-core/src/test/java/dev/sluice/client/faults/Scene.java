package dev.sluice.client.faults;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One case being played: the clock, how far it has come, and what a server may do with the two. */
final class Scene {
    static final String THING = "{\"name\":\"lamp\",\"kind\":\"desk\"}";
    static final String FIRST_EVENT = "data: {\"text\":\"a\"}\n\n";
    static final String EVENTS = FIRST_EVENT + ": alive\n\ndata: {\"text\":\"b\"}\n\ndata: [DONE]\n\n";
    static final String JSON_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-echo: " + Rig.KEY + "\r\n";
    static final String EVENTS_HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nx-echo: " + Rig.KEY + "\r\n";

    private static final Duration STEP = Duration.ofSeconds(1);

    final FaultClock clock;
    final WireMockServer wireMock;
    final Case test;

    /** The client has come to where it is to be interrupted. */
    final CountDownLatch stage = new CountDownLatch(1);

    /** What must never be called. */
    final AtomicReference<@Nullable Wire> elsewhere = new AtomicReference<>();

    /** The reader of a stream has its first event. */
    final CountDownLatch delivered = new CountDownLatch(1);

    /** Bytes of bodies that were written. */
    final AtomicLong sent = new AtomicLong();

    /** Is done before the second attempt. */
    final AtomicReference<Runnable> beforeSecond = new AtomicReference<>(() -> {});

    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger latest = new AtomicInteger();
    private volatile boolean good;

    Scene(Case test, WireMockServer wireMock) {
        this.test = test;
        this.wireMock = wireMock;
        this.clock = new FaultClock(test.fault().isInterrupt() ? VirtualTime.manual() : VirtualTime.autoAdvancing());
    }

    boolean isStream() {
        return test.isStream();
    }

    /** From now on the server is well. */
    void recover() {
        good = true;
    }

    /** The client begins an attempt. */
    void attempt() {
        if (attempts.incrementAndGet() == 2 && test.course() == Case.Course.ONCE) {
            beforeSecond.get().run();
        }
    }

    /** Whether this request meets the fault. */
    boolean isBad(int number) {
        latest.accumulateAndGet(number, Math::max);
        return !good && (test.course() == Case.Course.FOREVER || number == 1);
    }

    /** Bytes of an answer that a client has understood when this returns; false if it has hung up. */
    boolean deliver(Peer peer, String text) throws IOException {
        long mark = clock.mark();
        peer.write(text);
        clock.awaitUseSince(mark, peer::isGone);
        return clock.awaitQuiet(peer::isGone);
    }

    /** The head and a beginning of an answer: half of the value, or the first event, which the reader has taken. */
    void deliverBeginning(Peer peer) throws IOException {
        deliver(peer, beginning());
        if (isStream()) {
            await(delivered);
            clock.awaitQuiet(peer::isGone);
        }
    }

    String head() {
        return isStream() ? EVENTS_HEAD : JSON_HEAD;
    }

    private String beginning() {
        return head() + (isStream() ? "\r\n" + FIRST_EVENT : "Content-Length: 100\r\n\r\n" + THING.substring(0, 10));
    }

    /** Says nothing more, while time passes, until the client has had enough. */
    void stall(Peer peer) {
        int mine = latest.get();
        while (latest.get() == mine && clock.awaitQuiet(peer::isGone)) {
            clock.advance(STEP, peer::isGone);
        }
        peer.awaitGone();
    }

    /** Sends piece after piece, the time between them passing, until the client has had enough or so many were sent. */
    void drip(Peer peer, Duration between, int pieces) throws IOException {
        String piece = isStream() ? ": alive\n\n" : " ";
        int mine = latest.get();
        for (int left = pieces; left > 0 && latest.get() == mine && deliver(peer, piece); left--) {
            clock.advance(between, peer::isGone);
        }
    }

    static void good(Peer peer) throws IOException {
        String body = peer.wantsStream() ? EVENTS : THING;
        peer.write((peer.wantsStream() ? EVENTS_HEAD : JSON_HEAD) + "Content-Length: " + body.length() + "\r\n\r\n"
                + body);
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("not reached within 20 s");
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.sluice.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.faults.FaultApi.Chunk;
import dev.sluice.client.faults.FaultApi.Question;
import dev.sluice.client.stream.EventStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Makes the call of one case, in a thread of its own or asynchronously, ends it if that is the case, and collects what became of it. */
final class Play {
    private static final Question QUESTION = new Question("planted-in-request");

    private final Case test;
    private final Scene scene;
    private final Rig rig;
    private final List<String> received = new ArrayList<>();
    private final CompletableFuture<Outcome> ended = new CompletableFuture<>();
    private volatile @Nullable Thread caller;

    Play(Case test, Scene scene, Rig rig) {
        this.test = test;
        this.scene = scene;
        this.rig = rig;
    }

    Outcome run() throws Exception {
        return test.isAsync() ? asynchronously() : inAThread();
    }

    private Outcome inAThread() throws Exception {
        Thread thread = new Thread(this::play);
        thread.setDaemon(true);
        thread.start();
        return awaited(thread::interrupt);
    }

    /** What the work saw is what its future says; of one that was cancelled, that it was. */
    private Outcome asynchronously() throws Exception {
        CompletableFuture<Object> future = rig.sluice.async(() -> {
            Outcome outcome = play();
            if (outcome.thrown() instanceof RuntimeException failure) {
                throw failure;
            }
            return outcome.value();
        });
        Outcome outcome = awaited(() -> future.cancel(true));
        Throwable told = future.handle((value, failure) -> failure).get(60, TimeUnit.SECONDS);
        if (test.fault().isInterrupt()) {
            assertThat(future).as("future").isCancelled();
        } else {
            assertThat(told).as("exception of the future").isSameAs(outcome.thrown());
        }
        return outcome;
    }

    private Outcome awaited(Runnable giveUp) throws Exception {
        if (test.fault().isInterrupt()) {
            Scene.await(test.fault().trouble().stage(scene));
            scene.clock.awaitQuiet(() -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                return ended.isDone();
            });
            giveUp.run();
        }
        try {
            return ended.get(60, TimeUnit.SECONDS);
        } catch (TimeoutException hanging) {
            AssertionError error = new AssertionError(test + ": the call does not end");
            Thread thread = caller;
            error.setStackTrace(thread == null ? new StackTraceElement[0] : thread.getStackTrace());
            throw error;
        }
    }

    private Outcome play() {
        caller = Thread.currentThread();
        try {
            Outcome outcome = outcome();
            ended.complete(outcome);
            return outcome;
        } catch (Throwable ofTheTest) {
            ended.completeExceptionally(ofTheTest);
            throw ofTheTest;
        }
    }

    private Outcome outcome() {
        Object value = null;
        Throwable thrown = null;
        try {
            value = test.isStream() ? read(stream()) : value();
        } catch (RuntimeException failure) {
            thrown = failure;
        }
        boolean interrupted = Thread.interrupted();
        return new Outcome(value, thrown, interrupted, List.copyOf(received));
    }

    private Object value() {
        return switch (test.retry()) {
            case SAFE -> rig.api.read();
            case BILLED -> rig.api.ask(QUESTION);
            case EFFECT -> rig.api.order(QUESTION);
        };
    }

    private EventStream<Chunk> stream() {
        return switch (test.retry()) {
            case SAFE -> rig.api.watch();
            case BILLED -> rig.api.chat(QUESTION);
            case EFFECT -> rig.api.run(QUESTION);
        };
    }

    private Object read(EventStream<Chunk> stream) {
        try (stream) {
            for (Chunk chunk : stream) {
                received.add(chunk.text());
                scene.delivered.countDown();
                test.fault().trouble().onEvent(scene);
            }
        }
        return received;
    }

    /** Another call through the same pipeline, which nothing stands in the way of. */
    void again() {
        rig.api.read();
    }

    /**
     * What the caller got.
     *
     * @param received events of a stream, also of one that failed
     */
    record Outcome(@Nullable Object value, @Nullable Throwable thrown, boolean interrupted, List<String> received) {}
}

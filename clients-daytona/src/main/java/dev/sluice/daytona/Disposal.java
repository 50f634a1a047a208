package dev.sluice.daytona;

import dev.sluice.client.error.ClientException;
import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one leased sandbox down, once, whoever asks first: the lease's owner, a failed start, or the limiters' close.
 * Knows the sandbox by its name before its id is known, so that one whose creation had an unknown outcome is found
 * too. Bounded in time, works on interrupted threads, never throws: what cannot be deleted is logged as left behind.
 */
final class Disposal {

    /** The label that tells one lease's sandbox from all others. */
    static final String MARK = "sluice-lease";

    private static final Logger LOG = LoggerFactory.getLogger(Disposal.class);

    /** A creation whose answer was lost may still be on its way: looked for so long, six times, before it counts as none. */
    private static final Duration LOOK_BY_NAME = Duration.ofMillis(2_400);

    private final Sandboxes sandboxes;
    private final TimeSource time;
    private final Duration within;
    private final String name;
    private final String mark;
    private @Nullable String id;
    private final CountDownLatch settled = new CountDownLatch(1);
    private boolean nothingMade = true;
    private boolean begun;

    /** @param mark value of the label {@link #MARK}, so that nobody else's sandbox of the same name is deleted */
    Disposal(Sandboxes sandboxes, TimeSource time, Duration within, String name, String mark) {
        this.sandboxes = sandboxes;
        this.time = time;
        this.within = within;
        this.name = name;
        this.mark = mark;
    }

    /** From now on there may be a sandbox of this name. */
    synchronized void creating() {
        nothingMade = false;
    }

    /** Daytona said for certain that it made none. */
    synchronized void refused() {
        nothingMade = true;
    }

    /** There is one. If somebody wanted it gone before it was there, it is to be disposed of again. */
    void created(String itsId) {
        synchronized (this) {
            id = itsId;
            begun = false;
        }
        settle();
    }

    /** Whether there is a sandbox, and which, will not become clearer than it is. */
    void settle() {
        settled.countDown();
    }

    /** Waits until a creation under way has its answer, for as long as a deletion may take; an interrupt ends the wait. */
    void awaitSettled() {
        try {
            if (!settled.await(within.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.debug("sandbox {}: its creation has no answer yet, looking for it by name", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes the sandbox and waits until its disk is given back. */
    void run() {
        synchronized (this) {
            if (begun || nothingMade) {
                return;
            }
            begun = true;
        }
        boolean interrupted = Thread.interrupted();
        try {
            delete();
        } catch (ClientException e) {
            leftBehind(e);
        } catch (InterruptedException e) {
            interrupted = true;
            leftBehind(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void delete() throws InterruptedException {
        long end = time.nanoTime() + within.toNanos();
        String known = find();
        if (known == null) {
            return;
        }
        Looks looks = new Looks();
        Duration left = Duration.ofNanos(end - time.nanoTime());
        if (Sandboxes.polling(time, left).until(() -> looks.gone(known)).isEmpty()) {
            leftBehind(looks.failure);
        }
    }

    /** The id; null if nothing of ours is there. */
    private @Nullable String find() throws InterruptedException {
        synchronized (this) {
            if (id != null) {
                return id;
            }
        }
        Looks looks = new Looks();
        Duration lookFor = within.compareTo(LOOK_BY_NAME) < 0 ? within : LOOK_BY_NAME;
        Optional<Sandbox> found = Sandboxes.polling(time, lookFor).until(looks::byName);
        if (found.isEmpty() && looks.failure != null) {
            throw looks.failure;
        }
        return found.filter(sandbox -> sandbox.label(MARK).filter(mark::equals).isPresent())
                .map(Sandbox::id)
                .orElse(null);
    }

    /** What one wait has seen. */
    private final class Looks {
        private boolean asked;
        private @Nullable ClientException failure;

        /** The sandbox of our name. */
        private Optional<Sandbox> byName() {
            return tolerantly(() -> sandboxes.find(name));
        }

        /** Present when the sandbox is gone. Its deletion is asked for until Daytona has heard it. */
        private Optional<String> gone(String known) {
            return tolerantly(() -> {
                Optional<Sandbox> sandbox = asked ? sandboxes.find(known) : sandboxes.deleteAndTell(known);
                asked = true;
                boolean there = sandbox.isPresent()
                        && sandbox.map(Sandbox::state)
                                .filter(SandboxState::isGone)
                                .isEmpty();
                return there ? Optional.empty() : Optional.of(known);
            });
        }

        private <T> Optional<T> tolerantly(Supplier<Optional<T>> look) {
            try {
                Optional<T> answer = look.get();
                failure = null;
                return answer;
            } catch (ClientException e) {
                failure = tolerated(e);
                return Optional.empty();
            }
        }
    }

    private static ClientException tolerated(ClientException e) {
        if (!e.isRetryable()) {
            throw e;
        }
        return e;
    }

    private void leftBehind(@Nullable Exception cause) {
        LOG.warn("sandbox {} (id {}) may be left behind: not deleted within {}", name, id, within, cause);
    }
}

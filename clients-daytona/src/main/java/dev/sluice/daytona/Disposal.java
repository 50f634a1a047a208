package dev.sluice.daytona;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one leased sandbox down, once, whoever asks first: the lease's owner, a failed start, or the limiters' close.
 * Knows the sandbox by its name before its id is known, so that one whose creation had an unknown outcome is found
 * too. Bounded in time, works on interrupted threads, never throws: what cannot be deleted is logged as left behind.
 */
final class Disposal {

    private static final Logger LOG = LoggerFactory.getLogger(Disposal.class);

    private final Sandboxes sandboxes;
    private final TimeSource time;
    private final Duration within;
    private final String name;
    private @Nullable String id;
    private boolean nothingMade = true;
    private boolean begun;

    Disposal(Sandboxes sandboxes, TimeSource time, Duration within, String name) {
        this.sandboxes = sandboxes;
        this.time = time;
        this.within = within;
        this.name = name;
    }

    /** From now on there may be a sandbox of this name. */
    synchronized void creating() {
        nothingMade = false;
    }

    /** Daytona said for certain that it made none. */
    synchronized void refused() {
        nothingMade = true;
    }

    /** There is one. */
    synchronized void created(String itsId) {
        id = itsId;
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
        Polling polling = new Polling(time, within);
        boolean asked = false;
        ClientException last = null;
        do {
            try {
                String found = find();
                Sandbox sandbox = asked ? sandboxes.get(found) : sandboxes.deleteAndTell(found);
                asked = true;
                if (sandbox.state() != null && sandbox.state().isGone()) {
                    return;
                }
            } catch (NotFoundException gone) {
                return;
            } catch (ClientException e) {
                if (!e.isRetryable()) {
                    throw e;
                }
                last = e;
            }
        } while (polling.pause());
        if (!asked) {
            leftBehind(last);
        }
    }

    private String find() {
        String known;
        synchronized (this) {
            known = id;
        }
        return known == null ? sandboxes.get(name).id() : known;
    }

    private void leftBehind(@Nullable Exception cause) {
        LOG.warn("sandbox {} (id {}) may be left behind: not deleted within {}", name, id, within, cause);
    }
}

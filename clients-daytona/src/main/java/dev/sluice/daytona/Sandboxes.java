package dev.sluice.daytona;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sandboxes of the account. Thread-safe; every method blocks and waits for the account's limits. */
public final class Sandboxes {

    private final SandboxApi api;
    private final TimeSource time;

    Sandboxes(SandboxApi api, TimeSource time) {
        this.api = api;
        this.time = time;
    }

    /**
     * Makes a sandbox; it may still be starting when this returns. Never repeated by itself once the request may have
     * arrived: give it a name, and look for that after an unknown outcome. {@link DaytonaClient#openSandbox} does.
     *
     * @throws dev.sluice.client.error.RateLimitedException with code {@code QUOTA_DISK}, {@code QUOTA_CPU}, … if the
     *     organization's quota is used up
     * @throws dev.sluice.client.error.ConflictException with code {@code NAME_EXISTS} if the name is taken
     * @throws ClientException if it fails otherwise
     */
    public Sandbox create(CreateSandbox request) {
        return api.create(request);
    }

    /**
     * A sandbox by its id, or by its name while it lives.
     *
     * @throws NotFoundException if there is none, which is also how a destroyed one ends
     */
    public Sandbox get(String idOrName) {
        return api.get(idOrName);
    }

    /**
     * All sandboxes that have all these labels; all of the account if there are none. Daytona's list lags behind:
     * never conclude from it that a sandbox is gone.
     */
    public List<Sandbox> list(Map<String, String> labels) {
        String wanted = labels.isEmpty() ? null : DaytonaJson.mapper().writeValueAsString(labels);
        List<Sandbox> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String cursor = null;
        do {
            SandboxPage page = api.list(wanted, cursor);
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null && seen.add(cursor));
        return all;
    }

    /**
     * Asks for a sandbox to be destroyed; one that is gone already is fine. Its disk counts against the quota a moment
     * longer, until its state is {@code destroying}.
     *
     * @throws dev.sluice.client.error.ConflictException with code {@code STATE_CHANGE_IN_PROGRESS} while it is starting
     */
    public void delete(String id) {
        try {
            api.delete(id);
        } catch (NotFoundException alreadyGone) {
            // what was asked for
        }
    }

    /**
     * Polls a sandbox until commands can run in it. Holds no permit between polls; failed polls are repeated.
     *
     * @param within the longest wait
     * @return the sandbox, started
     * @throws dev.sluice.client.error.ServerErrorException if it failed, was stopped, or did not start in time
     * @throws ClientException if Daytona refuses to tell
     */
    public Sandbox awaitStarted(String id, Duration within) throws InterruptedException {
        Polling polling = new Polling(time, within);
        Sandbox last = null;
        do {
            last = poll(id, last);
            SandboxState state = last == null ? null : last.state();
            if (last != null && last.hasStarted()) {
                return last;
            }
            if (state != null && state.neverStarts()) {
                throw SandboxFailures.neverStarts(state, last == null ? null : last.errorReason());
            }
        } while (polling.pause());
        throw SandboxFailures.notInTime(within);
    }

    private @Nullable Sandbox poll(String id, @Nullable Sandbox last) {
        try {
            return api.get(id);
        } catch (RequestNotSentException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return last;
        } catch (ClientException e) {
            if (!e.isRetryable()) {
                throw e;
            }
            return last;
        }
    }

    /** As {@link #delete}, with Daytona's answer: a state that is gone saves a poll. */
    Sandbox deleteAndTell(String id) {
        return api.delete(id);
    }
}

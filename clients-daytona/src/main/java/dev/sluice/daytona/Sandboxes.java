package dev.sluice.daytona;

import dev.sluice.client.Page;
import dev.sluice.client.Pages;
import dev.sluice.client.Polling;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * The same; empty if there is none.
     *
     * @throws ClientException if Daytona refuses to tell
     */
    public Optional<Sandbox> find(String idOrName) {
        return api.find(idOrName);
    }

    /**
     * All sandboxes that have all these labels; all of the account if there are none. Daytona's list lags behind:
     * never conclude from it that a sandbox is gone.
     *
     * @throws ClientException if Daytona refuses to tell
     * @throws IllegalStateException if its pages run in a circle
     */
    public List<Sandbox> list(Map<String, String> labels) {
        String wanted = labels.isEmpty() ? null : DaytonaJson.mapper().writeValueAsString(labels);
        return Pages.byCursor(cursor -> page(api.list(wanted, cursor))).stream().toList();
    }

    private static Page<Sandbox> page(SandboxPage page) {
        return new Page<>(page.items(), page.nextCursor());
    }

    /**
     * Asks for a sandbox to be destroyed; one that is gone already is fine. Its disk counts against the quota a moment
     * longer, until its state is {@code destroying}.
     *
     * @throws dev.sluice.client.error.ConflictException with code {@code STATE_CHANGE_IN_PROGRESS} while it is starting
     */
    public void delete(String id) {
        deleteAndTell(id);
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
        return polling(time, within).until(() -> ifStarted(id)).orElseThrow(() -> SandboxFailures.notInTime(within));
    }

    /** Pauses of 250 ms at first, a third more each time, 2 s at most. */
    static Polling polling(TimeSource time, Duration within) {
        return Polling.every(Duration.ofMillis(250))
                .growing(Duration.ofSeconds(2))
                .within(within)
                .time(time);
    }

    private Optional<Sandbox> ifStarted(String id) {
        Optional<Sandbox> sandbox = poll(id);
        SandboxState state = sandbox.map(Sandbox::state).orElse(null);
        if (state != null && state.neverStarts()) {
            throw SandboxFailures.neverStarts(
                    state, sandbox.map(Sandbox::errorReason).orElse(null));
        }
        return sandbox.filter(Sandbox::hasStarted);
    }

    /** Empty if this poll failed in a way that the next one may not. */
    private Optional<Sandbox> poll(String id) {
        try {
            return Optional.of(api.get(id));
        } catch (RequestNotSentException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return Optional.empty();
        } catch (ClientException e) {
            if (!e.isRetryable()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** As {@link #delete}, with Daytona's answer: empty if it is gone already; a state that is gone saves a poll. */
    Optional<Sandbox> deleteAndTell(String id) {
        return api.delete(id);
    }
}

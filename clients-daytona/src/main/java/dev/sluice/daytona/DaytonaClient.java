package dev.sluice.daytona;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.foundation.TimeSource;
import dev.sluice.ratelimit.Lease;
import dev.sluice.ratelimit.LeaseRequest;
import dev.sluice.ratelimit.LimitScope;
import dev.sluice.ratelimit.Limiter;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Daytona's sandboxes. Thread-safe; from {@code sluice.client(DaytonaClient.class)}. */
public final class DaytonaClient implements AutoCloseable {

    private static final String LEASE = "sandboxes";
    private static final String OWNER = "owner";

    private final Sandboxes sandboxes;
    private final Toolboxes toolboxes;
    private final Limiter limiter;
    private final TimeSource time;
    private final SandboxConfig config;
    private final Set<Disposal> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    DaytonaClient(Sandboxes sandboxes, Toolboxes toolboxes, Limiter limiter, TimeSource time, SandboxConfig config) {
        this.sandboxes = sandboxes;
        this.toolboxes = toolboxes;
        this.limiter = limiter;
        this.time = time;
        this.config = config;
    }

    /** The account's sandboxes, without any bookkeeping: who creates one here deletes it himself. */
    public Sandboxes sandboxes() {
        return sandboxes;
    }

    /** The inside of a sandbox, at the configured toolbox address. */
    public Toolbox sandbox(String id) {
        return toolboxes.of(id, null);
    }

    /** The inside of a sandbox, at the toolbox address of its own region. */
    public Toolbox sandbox(Sandbox sandbox) {
        return toolboxes.of(sandbox.id(), sandbox.toolboxProxyUrl());
    }

    /**
     * Waits for a place among the sandboxes the account may have, makes a sandbox and waits until it runs. Whatever
     * goes wrong on the way, none is left behind: also after an unknown outcome of the creation it is looked for, by
     * its name, and deleted. What the request leaves open becomes safe: a unique name, the label {@code owner},
     * deletion as soon as it stops.
     *
     * @param within the longest wait for a place; creation and start have their own bounds ({@code deadline},
     *     {@code start-within})
     * @return the running sandbox; close it to delete it
     * @throws dev.sluice.ratelimit.PermitUnavailableException if there is no place in time
     * @throws IllegalStateException if this client is or becomes closed meanwhile; nothing is left behind
     * @throws InterruptedException if the thread is interrupted while it waits; nothing is left behind
     * @throws ClientException if the sandbox cannot be made or does not start
     */
    public SandboxLease openSandbox(CreateSandbox request, Duration within) throws InterruptedException {
        String mark = UUID.randomUUID().toString();
        String name = request.name() == null ? "sluice-" + mark : request.name();
        CreateSandbox owned = owned(request, name, mark);
        Disposal disposal = new Disposal(sandboxes, time, config.deleteWithin(), name, mark);
        // Of no scope: a sandbox is handed from thread to thread and may be closed by any of them, so that it proves
        // nothing about the thread that opened it. With a scope, a thread that opens all sandboxes for others would be
        // refused the next one as a deadlock.
        LeaseRequest place = LeaseRequest.of(LEASE).scope(LimitScope.none());
        Lease lease = limiter.lease(place.within(within).onReclaim(disposal::run));
        Runnable end = () -> end(disposal, lease);
        boolean running = false;
        try {
            open.add(disposal);
            requireOpen();
            Sandbox started = start(owned, disposal);
            requireOpen();
            running = true;
            return new SandboxLease(started, sandbox(started), end);
        } finally {
            disposal.settle();
            if (!running) {
                end.run();
            }
        }
    }

    /**
     * Deletes every sandbox that {@link #openSandbox} opened and nobody closed, and opens no more. {@code Sluice} does
     * this before it closes anything else. Bounded by {@code delete-within} for each.
     */
    @Override
    public void close() {
        closed = true;
        for (Disposal disposal : open) {
            disposal.awaitSettled();
            disposal.run();
        }
    }

    private void end(Disposal disposal, Lease lease) {
        try {
            disposal.run();
        } finally {
            open.remove(disposal);
            lease.close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "daytona: closed while a sandbox was to be opened (expected: an open Sluice)");
        }
    }

    private Sandbox start(CreateSandbox request, Disposal disposal) throws InterruptedException {
        disposal.creating();
        Sandbox created;
        try {
            created = sandboxes.create(request);
        } catch (RequestNotSentException | ResponseException e) {
            if (!e.isOutcomeUnknown() && !failedToStart(e)) {
                disposal.refused();
            }
            throw e;
        }
        disposal.created(created.id());
        return created.hasStarted() ? created : sandboxes.awaitStarted(created.id(), config.startWithin());
    }

    private static boolean failedToStart(ClientException e) {
        return e instanceof ResponseException response
                && response.code().filter(ErrorWords.FAILED_TO_START::equals).isPresent();
    }

    private CreateSandbox owned(CreateSandbox request, String name, String mark) {
        CreateSandboxBuilder builder = request.toBuilder().name(name).label(Disposal.MARK, mark);
        if (request.labels() == null || !request.labels().containsKey(OWNER)) {
            builder.label(OWNER, config.owner());
        }
        if (request.autoDeleteInterval() == null) {
            builder.autoDelete(0);
        }
        return builder.build();
    }
}

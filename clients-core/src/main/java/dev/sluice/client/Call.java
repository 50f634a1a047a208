package dev.sluice.client;

import dev.sluice.client.error.FailedCall;
import dev.sluice.client.spi.ResponseHead;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.context.RequestIds;
import dev.sluice.logging.event.CallRef;
import dev.sluice.logging.redaction.Redactor;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way through the pipeline. Run by the caller's thread; only {@link #cancel()} may come from another one. What is counted
 * here is read by the stage that records the call's end.
 */
final class Call implements Ongoing {
    private static final int ID_CHARS = 200;

    private final String provider;
    private final OperationSpec operation;
    private final CallPlan plan;
    private final TimeSource time;
    private final String requestId;
    private final @Nullable String callId;
    private final Thread caller = Thread.currentThread();
    private final CallOptions options = CallScope.options();
    private final long startNanos;
    private int attempts;
    private long waitedNanos;
    private @Nullable CallRef ref;
    private long waitedBeforeNanos;
    private long attemptWaitedNanos;
    private @Nullable ResponseHead head;
    private @Nullable BodyInput wire;
    private byte[] body = new byte[0];
    private @Nullable Integer effectiveStatus;
    private @Nullable String providerRequestId;
    private boolean refusedOnPurpose;
    private volatile @Nullable Duration total;
    private volatile boolean cancelled;
    private volatile @Nullable Runnable onCancel;

    Call(String provider, OperationSpec operation, CallPlan plan, TimeSource time) {
        this.provider = provider;
        this.operation = operation;
        this.plan = plan;
        this.time = time;
        this.startNanos = time.nanoTime();
        String inbound = RequestIds.inbound();
        this.requestId = inbound == null ? RequestIds.next() : inbound;
        this.callId = inbound == null ? null : RequestIds.nextCall();
    }

    String provider() {
        return provider;
    }

    OperationSpec operation() {
        return operation;
    }

    /** The operation's class; but what the provider does once under its key, however often it is asked, may be repeated like a read. */
    RetryClass retry() {
        boolean keyed = operation.keyed() && options.idempotencyKey() != null;
        return keyed && operation.retry() == RetryClass.EFFECT ? RetryClass.SAFE : operation.retry();
    }

    /** What the caller wants, as it was when the call was made. */
    CallOptions options() {
        return options;
    }

    CallPlan plan() {
        return plan;
    }

    String requestId() {
        return requestId;
    }

    /** Redacted once: each of the call's events names it. */
    CallRef ref() {
        CallRef known = ref;
        if (known == null) {
            known = new CallRef(requestId, callId, provider, operation.name(), operation.method(), operation.path());
            ref = known;
        }
        return known;
    }

    FailedCall failed() {
        return new FailedCall(provider, operation.name(), requestId, attempts);
    }

    /** The instant, on the time source's scale, after which nothing of this call may go on. */
    long deadlineNanos() {
        return startNanos + plan.deadline().toNanos();
    }

    Duration left() {
        return Duration.ofNanos(deadlineNanos() - time.nanoTime());
    }

    Duration elapsed() {
        Duration known = total;
        return known == null ? Duration.ofNanos(time.nanoTime() - startNanos) : known;
    }

    /** The call is over: from now on {@link #elapsed()} stands still. */
    void end() {
        total = elapsed();
    }

    int attempts() {
        return attempts;
    }

    int beginAttempt() {
        attemptWaitedNanos = waitedNanos - waitedBeforeNanos;
        waitedBeforeNanos = waitedNanos;
        head = null;
        wire = null;
        body = new byte[0];
        effectiveStatus = null;
        providerRequestId = null;
        refusedOnPurpose = false;
        return ++attempts;
    }

    Duration waited() {
        return Duration.ofNanos(waitedNanos);
    }

    void waited(Duration more) {
        waitedNanos += more.toNanos();
    }

    /** How long this attempt has waited for its permit. */
    Duration attemptWaited() {
        return Duration.ofNanos(attemptWaitedNanos);
    }

    /** Notes where the answer's body comes from. */
    void arrives(BodyInput from) {
        wire = from;
    }

    /** Bytes of the answer's body that were taken from the connection; 0 if there is no answer. */
    long responseBytes() {
        BodyInput from = wire;
        return from == null ? 0 : from.received();
    }

    /** Keeps the answer's body for the log. */
    void keep(byte[] read) {
        body = read;
    }

    /** What was kept; empty if nothing was. */
    byte[] body() {
        return body;
    }

    @Nullable
    ResponseHead head() {
        return head;
    }

    /** Notes that an answer has come, whatever it means. */
    void arrived(ResponseHead answer) {
        head = answer;
        effectiveStatus = answer.status();
        providerRequestId = null;
    }

    /** What the caller may know of the last answer; null if there is none. */
    @Nullable
    CallMetadata metadata() {
        ResponseHead answer = head;
        return answer == null
                ? null
                : new CallMetadata(
                        provider,
                        operation.name(),
                        requestId,
                        answer.status(),
                        answer.headers(),
                        providerRequestId,
                        attempts,
                        waited(),
                        elapsed());
    }

    /** Notes what the last answer means. The id is the server's text, so it is redacted here, before anybody sees it. */
    void answered(int status, @Nullable String id) {
        effectiveStatus = status;
        providerRequestId = id == null ? null : Redactor.standard().preview(id, ID_CHARS);
    }

    /** Notes whether the attempt's answer is a refusal by a server that is well. */
    void refusedOnPurpose(boolean value) {
        refusedOnPurpose = value;
    }

    boolean isRefusedOnPurpose() {
        return refusedOnPurpose;
    }

    @Nullable
    Integer effectiveStatus() {
        return effectiveStatus;
    }

    @Nullable
    String providerRequestId() {
        return providerRequestId;
    }

    /** Says what {@link #cancel()} has to break off from now on; run at once if the call is cancelled already. */
    void onCancel(@Nullable Runnable action) {
        onCancel = action;
        if (cancelled && action != null) {
            action.run();
        }
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Whether it is the caller who does not want the answer any more. */
    boolean isGivenUp() {
        return cancelled || caller.isInterrupted();
    }

    /** Breaks off the exchange and the back-off that may be going on, and any later one. */
    @Override
    public void cancel() {
        cancelled = true;
        Runnable action = onCancel;
        if (action != null) {
            action.run();
        }
        LockSupport.unpark(caller);
    }
}

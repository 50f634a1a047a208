package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A body as it arrives. Unlike the JDK's own stream (whose reader swallows interrupts on 17), a read ends on interrupt, on
 * {@link #stop(String)} and on {@link #close()}, all at once and on every JDK; each of them cuts the connection if the body is not over.
 * One reader; the rest from any thread. At most one batch of buffers is asked for ahead of the reader, so a slow one keeps the server waiting.
 */
final class BodyInput extends InputStream implements BodySubscriber<BodyInput> {
    private final TimeSource time;
    private final CompletableFuture<BodyInput> handedOver = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<ByteBuffer> buffers = new ArrayDeque<>(4);
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable StoppedException stopped;
    private @Nullable IOException failure;
    private long received;
    private boolean complete;
    private boolean waiting;
    private long waitingSinceNanos;

    BodyInput(TimeSource time) {
        this.time = time;
    }

    /** Lets the JDK's client end its own part: the head has been taken, or nobody waits for it any more. */
    void handOver() {
        handedOver.complete(this);
    }

    @Override
    public CompletionStage<BodyInput> getBody() {
        return handedOver;
    }

    @Override
    public void onSubscribe(Flow.Subscription granted) {
        lock.lock();
        try {
            subscription = granted;
        } finally {
            lock.unlock();
        }
        if (isStopped()) {
            granted.cancel();
        } else {
            granted.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> batch) {
        boolean more;
        lock.lock();
        try {
            for (ByteBuffer buffer : batch) {
                if (buffer.hasRemaining() && !isStopped()) {
                    buffers.add(buffer);
                }
            }
            more = buffers.isEmpty() && !isStopped();
            wakeReader();
        } finally {
            lock.unlock();
        }
        if (more) {
            askForMore();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        lock.lock();
        try {
            if (failure == null) {
                failure = thrown instanceof IOException io ? io : new IOException(thrown);
            }
            wakeReader();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onComplete() {
        lock.lock();
        try {
            complete = true;
            wakeReader();
        } finally {
            lock.unlock();
        }
    }

    private void wakeReader() {
        if (waiting) {
            changed.signal();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        try {
            return length == 0 ? 0 : take(target, offset, length);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            stop("interrupted");
            throw new StoppedException("interrupted");
        }
    }

    private int take(byte[] target, int offset, int length) throws IOException, InterruptedException {
        int count;
        boolean more;
        lock.lockInterruptibly();
        try {
            ByteBuffer buffer = awaitBuffer();
            if (buffer == null) {
                return -1;
            }
            count = Math.min(length, buffer.remaining());
            buffer.get(target, offset, count);
            received += count;
            if (!buffer.hasRemaining()) {
                buffers.remove();
            }
            more = buffers.isEmpty() && !complete && !isStopped();
        } finally {
            lock.unlock();
        }
        if (more) {
            askForMore();
        }
        return count;
    }

    /** The buffer to read from, null at the end. */
    private @Nullable ByteBuffer awaitBuffer() throws IOException, InterruptedException {
        while (buffers.isEmpty() && failure == null && !complete) {
            waiting = true;
            waitingSinceNanos = time.nanoTime();
            try {
                changed.await();
            } finally {
                waiting = false;
            }
        }
        if (buffers.isEmpty() && failure != null) {
            throw failure;
        }
        return buffers.peek();
    }

    /** Outside the lock: the connection has locks of its own. */
    private void askForMore() {
        Flow.Subscription granted = subscription;
        if (granted != null) {
            granted.request(1);
        }
    }

    /** Bytes that the reader has had. */
    long received() {
        lock.lock();
        try {
            return received;
        } finally {
            lock.unlock();
        }
    }

    /** For how long the reader has been waiting for the server; 0 if it does not. */
    long waitedNanos() {
        lock.lock();
        try {
            return waiting && buffers.isEmpty() ? time.nanoTime() - waitingSinceNanos : 0;
        } finally {
            lock.unlock();
        }
    }

    boolean isStopped() {
        return stopped != null;
    }

    void throwIfStopped() throws StoppedException {
        StoppedException why = stopped;
        if (why != null) {
            throw why;
        }
    }

    /** Ends the body for this reason: reads fail from now on. Without effect once the reader has had all of it. */
    void stop(String reason) {
        lock.lock();
        try {
            if (isStopped() || (complete && buffers.isEmpty())) {
                return;
            }
            stopped = new StoppedException(reason);
            failure = stopped;
            buffers.clear();
            wakeReader();
        } finally {
            lock.unlock();
        }
        Flow.Subscription granted = subscription;
        if (granted != null) {
            granted.cancel();
        }
    }

    @Override
    public void close() {
        stop("closed");
    }
}

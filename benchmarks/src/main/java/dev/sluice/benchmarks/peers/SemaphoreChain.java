package dev.sluice.benchmarks.peers;

import java.util.concurrent.Semaphore;

/** A semaphore, and what limits the rate behind it. */
final class SemaphoreChain implements Chain<Boolean> {
    private final Semaphore semaphore;
    private final Wait rate;

    SemaphoreChain(Semaphore semaphore, Wait rate) {
        this.semaphore = semaphore;
        this.rate = rate;
    }

    @Override
    public Boolean acquire() throws InterruptedException {
        semaphore.acquire();
        try {
            rate.await();
        } catch (InterruptedException e) {
            semaphore.release();
            throw e;
        }
        return Boolean.TRUE;
    }

    @Override
    public void release(Boolean held) {
        semaphore.release();
    }

    /** Waits for a start. */
    interface Wait {
        void await() throws InterruptedException;
    }
}

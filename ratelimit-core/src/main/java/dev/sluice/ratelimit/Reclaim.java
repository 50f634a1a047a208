package dev.sluice.ratelimit;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes back what is open in a ledger whose permits cannot be reached any more. */
final class Reclaim implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Reclaim.class);

    private final Ledger ledger;
    private final EventRelay events;
    private final Executor executor;

    Reclaim(Ledger ledger, EventRelay events, Executor executor) {
        this.ledger = ledger;
        this.events = events;
        this.executor = executor;
    }

    @Override
    public void run() {
        Account account = ledger.account();
        for (int number = 0; number < Ledger.SIZE; number++) {
            if (ledger.close(number)) {
                Grant grant = account.noted(ledger, number);
                String what = grant == null || grant.lease() == null
                        ? account.name()
                        : account.name() + "/" + grant.lease().kind();
                String where = String.valueOf(Objects.requireNonNullElse(ledger.site(number), "not recorded"));
                LOG.warn(
                        "{}: lost without being closed, taken back (expected: close() by its owner; asked for at: {})",
                        what,
                        where);
                events.leaked(what, where);
                takeBack(account, grant);
            }
        }
    }

    private void takeBack(Account account, @Nullable Grant grant) {
        if (grant == null) {
            account.endFast();
        } else if (grant.lease() == null) {
            account.release(grant);
        } else {
            LeaseRequest lease = grant.lease();
            try {
                executor.execute(() -> takeBack(account, grant, lease));
            } catch (RejectedExecutionException e) {
                takeBack(account, grant, lease); // an executor that was shut down must not cost a lease
            }
        }
    }

    /** The reclaim action is its owner's code: it runs elsewhere, and first, so that what it ends is gone when the next one starts. */
    private static void takeBack(Account account, Grant grant, LeaseRequest lease) {
        try {
            lease.onReclaim().run();
        } catch (RuntimeException e) {
            LOG.warn("{}/{}: reclaim of a lost lease failed; the lease is free again", account.name(), lease.kind(), e);
        } finally {
            account.release(grant);
        }
    }
}

package dev.sluice.ratelimit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one scope has open at one account, and what it waits for there. Guarded by the account's lock. */
final class Party {
    private final List<Opened> opened = new ArrayList<>(2);
    private final List<Ticket> waiting = new ArrayList<>(2);

    List<Opened> opened() {
        return opened;
    }

    List<Ticket> waiting() {
        return waiting;
    }

    boolean isGone() {
        return opened.isEmpty() && waiting.isEmpty();
    }

    /** A hold whose unit this request could use at once, rather one that holds its group's unit, too; null if there is none. */
    @Nullable
    Opened idleHold(Ticket ticket) {
        return bestHold(ticket, true);
    }

    /** A hold whose unit this request will be able to use sooner or later. */
    @Nullable
    Opened anyHold(Ticket ticket) {
        return bestHold(ticket, false);
    }

    private @Nullable Opened bestHold(Ticket ticket, boolean idleOnly) {
        Opened found = null;
        if (ticket.lease == null) {
            for (Opened open : opened) {
                boolean usable = open.isHold() && open.covers(ticket.gate().trunk()) && (open.isIdle() || !idleOnly);
                if (usable && (found == null || coversLane(open, ticket))) {
                    found = open;
                }
            }
        }
        return found;
    }

    private static boolean coversLane(Opened open, Ticket ticket) {
        Stage group = ticket.lane().stage();
        return group != null && open.covers(group);
    }
}

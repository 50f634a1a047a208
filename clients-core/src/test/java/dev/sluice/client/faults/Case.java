package dev.sluice.client.faults;

import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.faults.Seen.Fate;
import dev.sluice.client.spi.RetryClass;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One fault in one setting.
 *
 * @param retries whether the pipeline may repeat anything at all
 */
record Case(Fault fault, RetryClass retry, Form form, boolean retries, Course course, HttpClient.Version version) {
    static final int MAX_ATTEMPTS = 3;

    /** Every combination that makes sense. */
    static List<Case> all(List<Fault> faults) {
        List<Case> all = new ArrayList<>();
        for (Fault fault : faults) {
            for (RetryClass retry : RetryClass.values()) {
                for (Form form : fault.forms()) {
                    for (HttpClient.Version version : HttpClient.Version.values()) {
                        all.add(new Case(fault, retry, form, true, Course.ONCE, version));
                        all.add(new Case(fault, retry, form, true, Course.FOREVER, version));
                        all.add(new Case(fault, retry, form, false, Course.ONCE, version));
                        all.add(new Case(fault, retry, form, false, Course.FOREVER, version));
                    }
                }
            }
        }
        return all.stream().filter(one -> one.fault.allows(one)).toList();
    }

    List<Object> values() {
        return List.of(fault.name(), retry, isStream(), isAsync(), retries, course, version);
    }

    boolean isStream() {
        return form == Form.STREAM || form == Form.STREAM_ASYNC;
    }

    /** Whether the caller has a future, and gives up by cancelling that. */
    boolean isAsync() {
        return form == Form.ASYNC || form == Form.STREAM_ASYNC;
    }

    /** What the table says. */
    Seen expected() {
        return fault.seen(retry, isStream());
    }

    /** Where a BILLED call is not to be repeated, that is for its price, which nobody asks who was not reached. */
    boolean isRepeated() {
        boolean costsNothing = retry == RetryClass.BILLED && expected().type() == RequestNotSentException.class;
        return expected().fate() == Fate.REPEATED && (retries || costsNothing);
    }

    boolean succeeds() {
        return expected().fate() == Fate.SUCCESS || (isRepeated() && course == Course.ONCE);
    }

    int attempts() {
        if (!isRepeated()) {
            return fault.firstAttempts();
        }
        return course == Course.ONCE ? 2 : MAX_ATTEMPTS;
    }

    @Override
    public String toString() {
        return fault.name() + " · " + retry + " · "
                + form.name().toLowerCase(Locale.ROOT).replace('_', ' ') + (retries ? "" : " · retries off")
                + (course == Course.ONCE ? " · once" : " · for ever") + " · " + version;
    }

    /** How the call is made. */
    enum Form {
        BLOCKING,
        ASYNC,
        STREAM,
        /** Read by the asynchronous work. */
        STREAM_ASYNC
    }

    /** How long the fault lasts. */
    enum Course {
        ONCE,
        FOREVER
    }
}

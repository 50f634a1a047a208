package dev.sluice.client.faults;

import dev.sluice.client.faults.Case.Course;
import dev.sluice.client.faults.Seen.Fate;
import dev.sluice.client.spi.RetryClass;
import java.net.http.HttpClient.Version;

/** The table for readers who do not read tests. */
final class MatrixReport {
    private static final String INTRODUCTION = """
            # What callers see of faults

            For every way in which a call can go wrong: what comes out of it, by [retry class](../clients-core/README.md#what-is-repeated), and of a stream. The table is
            written by `FaultMatrixTest`, which plays each row as a blocking call and as a stream, each by a thread of the caller's and by `Sluice.async`, with `version: HTTP_1_1`
            and `HTTP_2`, with retries on and off, once and for ever; and each time it checks that all permits are free afterwards, that the call kept its deadline, that no connection is
            left hanging, that the log is complete, that no secret is in it or in the exception, that an EFFECT was sent once unless it provably had none, and that the next call succeeds.

            An asynchronous call gives up by a cancel of its future, at the same places where a blocking one is interrupted. What the table says is then what its work sees and the log
            tells; the caller sees `CancellationException` only. Where it did not give up, its future fails with just the exception of the table.

            Faults that only a raw socket can make come from a server that speaks HTTP/1.1 alone, also where HTTP/2 was asked for; resets of streams and `GOAWAY` from one that writes frames of HTTP/2 by hand;
            what WireMock can say comes over either. What is not played: flow control that stalls, bad frames, and a `GOAWAY` that lets the stream be answered: on 25 that does no harm, on 17.0.15 it breaks
            every stream of the connection.

            How to read it:

            - **repeated**: the pipeline repeats the call, `max-attempts` times at most (here 3), within the deadline and the budget. If the fault passes, the caller sees
              nothing of it; else the last exception. `isRetryable()` is true. With `retry.billed: false` a BILLED call is repeated only if it was never sent.
            - **retryable**: not repeated (events were delivered, no time is left, or the caller gave up), but the caller may: `isRetryable()` is true.
            - **final**: a repeat would fail the same way.
            - **outcome unknown**: it may have happened; `isOutcomeUnknown()` is true, and nothing is repeated.

            Streams of EFFECT operations end in the exceptions of the column "stream" and the fate of the column "EFFECT". *Sent* counts the requests that arrive at the server
            if the fault stays: of a SAFE or BILLED call / of an EFFECT.
            """;

    private final StringBuilder text = new StringBuilder(INTRODUCTION);

    static String text() {
        MatrixReport report = new MatrixReport();
        Faults.chapters().forEach((title, faults) -> {
            report.text.append("\n## ").append(title).append("\n\n");
            report.text.append("| Fault | SAFE and BILLED | EFFECT | Stream | Sent | What to do |\n");
            report.text.append("|---|---|---|---|---|---|\n");
            faults.forEach(report::row);
        });
        return report.text.toString();
    }

    private void row(Fault fault) {
        if (!fault.safe().equals(fault.billed())) {
            throw new IllegalStateException(fault.name() + ": SAFE and BILLED differ (expected: one column for both)");
        }
        boolean streamsOnly = fault.is(Fault.Trait.STREAMS_ONLY);
        text.append("| ").append(fault.name());
        text.append(" | ").append(streamsOnly ? "" : words(fault.safe()));
        text.append(" | ")
                .append(words(streamsOnly ? fault.stream().as(fault.effect().fate()) : fault.effect()));
        text.append(" | ").append(words(fault.stream()));
        text.append(" | ").append(sent(fault, RetryClass.SAFE)).append(" / ").append(sent(fault, RetryClass.EFFECT));
        text.append(" | ").append(fault.advice()).append(" |\n");
    }

    private static String words(Seen seen) {
        Class<?> type = seen.type();
        if (type == null) {
            return "success";
        }
        String fate = seen.fate() == Fate.UNKNOWN
                ? "outcome unknown"
                : seen.fate().name().toLowerCase(java.util.Locale.ROOT);
        return "`" + type.getSimpleName() + "`, " + fate;
    }

    private static int sent(Fault fault, RetryClass retry) {
        return fault.is(Fault.Trait.NOT_ARRIVING)
                ? 0
                : new Case(fault, retry, fault.forms().get(0), true, Course.FOREVER, Version.HTTP_1_1).attempts();
    }
}

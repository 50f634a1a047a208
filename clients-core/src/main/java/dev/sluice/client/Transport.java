package dev.sluice.client;

import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.spi.ResponseHead;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/** Sends a request over {@code java.net.http} and waits for the answer's head, under the call's time limits. Redirects are answers. */
final class Transport {
    /** Headers the JDK's client writes itself and refuses from others. */
    private static final Set<String> WRITTEN_BY_CLIENT =
            caseless("Connection", "Content-Length", "Expect", "Host", "Upgrade");

    private final HttpClients clients;
    private final HttpConfig config;
    private final Failures failures;
    private final TimeLimits limits;
    private final StartRule startRule;

    Transport(HttpClients clients, HttpConfig config, Failures failures, TimeLimits limits, StartRule startRule) {
        this.clients = clients;
        this.config = config;
        this.failures = failures;
        this.limits = limits;
        this.startRule = startRule;
    }

    /** The answer; the caller closes it. Blocks until the head has arrived. */
    Answer send(Call call, AttemptRequest request) {
        HttpRequest http = httpRequest(call, request);
        checkWanted(call);
        Sending sending = new Sending(limits.time());
        ExchangeLimits timer = new ExchangeLimits(limits, sending, config, call.deadlineNanos());
        call.onCancel(() -> sending.stop("cancelled"));
        try {
            ResponseInfo head = answered(sending, http);
            timer.headArrived();
            return answer(call, head, sending.body(), timer);
        } catch (InterruptedException interrupt) {
            timer.end();
            Thread.currentThread().interrupt();
            throw failures.beforeHead(call, new StoppedException("interrupted"));
        } catch (IOException broken) {
            timer.end();
            throw failures.beforeHead(call, broken);
        }
    }

    /** Interceptors and signers take time: what is not wanted any more is not sent, so that an effect is certain not to have happened. */
    private void checkWanted(Call call) {
        Exception why = null;
        if (Thread.currentThread().isInterrupted()) {
            why = new InterruptedException("interrupted");
        } else if (call.isCancelled()) {
            why = new CancellationException("cancelled");
        } else if (limits.time().nanoTime() - call.deadlineNanos() >= 0) {
            why = new TimeoutException("deadline over");
        }
        if (why != null) {
            throw new RequestNotSentException(
                    call.failed(), why.getMessage() + " before it was sent", Repeatability.RETRYABLE, why);
        }
    }

    private ResponseInfo answered(Sending sending, HttpRequest request) throws IOException, InterruptedException {
        HttpClient client = clients.client(config);
        String host = request.uri().getHost();
        if (startRule.mayStartHere(host)) {
            sending.start(client, request);
            return sending.await();
        }
        long startedNanos = limits.time().nanoTime();
        sending.start(client, request, clients.executor());
        ResponseInfo head = sending.await();
        startRule.reached(host, startedNanos);
        return head;
    }

    private Answer answer(Call call, ResponseInfo arrived, BodyInput wire, ExchangeLimits timer) {
        ResponseHead head = new ResponseHead(
                call.operation().name(),
                arrived.statusCode(),
                arrived.headers().map(),
                limits.time().instant());
        return Answer.of(head, wire, timer);
    }

    private HttpRequest httpRequest(Call call, AttemptRequest request) {
        request.defaultHeader("User-Agent", UserAgent.VALUE);
        request.defaultHeader("Accept", call.operation().isStream() ? "text/event-stream" : "application/json");
        if (!call.operation().isStream()) {
            request.defaultHeader("Accept-Encoding", "gzip");
        }
        try {
            HttpRequest.Builder http = HttpRequest.newBuilder(request.uri())
                    .version(config.version())
                    .method(request.method(), publisher(request));
            for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
                if (!WRITTEN_BY_CLIENT.contains(header.getKey())) {
                    add(call, http, header.getKey(), header.getValue());
                }
            }
            return http.build();
        } catch (IllegalArgumentException refused) {
            throw invalid(call, "its method or address");
        }
    }

    private static void add(Call call, HttpRequest.Builder request, String name, List<String> values) {
        try {
            for (String value : values) {
                request.header(name, value);
            }
        } catch (IllegalArgumentException refused) {
            throw invalid(call, "header " + name);
        }
    }

    /** Without the JDK's words, which quote the value. */
    private static RequestNotSentException invalid(Call call, String what) {
        return new RequestNotSentException(
                call.failed(),
                "not a valid HTTP request: " + what + " (expected: as RFC 9110 has it)",
                Repeatability.FINAL,
                null);
    }

    private static HttpRequest.BodyPublisher publisher(AttemptRequest request) {
        return new OncePublisher(
                request.body().length == 0
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(request.body()));
    }

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }
}

package dev.sluice.client;

import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.spi.ResponseHead;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Set;
import java.util.TreeSet;

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
            request.headers().forEach((name, values) -> {
                if (!WRITTEN_BY_CLIENT.contains(name)) {
                    values.forEach(value -> http.header(name, value));
                }
            });
            return http.build();
        } catch (IllegalArgumentException refused) {
            throw new RequestNotSentException(
                    call.failed(), "not a valid HTTP request", Repeatability.FINAL, Causes.redacted(refused));
        }
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

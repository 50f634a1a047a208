package dev.sluice.client;

import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.spi.ResponseHead;
import dev.sluice.foundation.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;

/** Sends a request over {@code java.net.http} and waits for the answer's head, under the call's time limits. Redirects are answers. */
final class Transport {
    /** Headers the JDK's client writes itself and refuses from others. */
    private static final Set<String> WRITTEN_BY_CLIENT =
            caseless("Connection", "Content-Length", "Expect", "Host", "Upgrade");

    private final HttpClient client;
    private final Executor executor;
    private final HttpConfig config;
    private final Failures failures;
    private final TimeSource time;

    Transport(HttpClient client, Executor executor, HttpConfig config, Failures failures, TimeSource time) {
        this.client = client;
        this.executor = executor;
        this.config = config;
        this.failures = failures;
        this.time = time;
    }

    /** The answer; the caller closes it. Blocks until the head has arrived. */
    Answer send(Call call, AttemptRequest request) {
        Sending sending = new Sending(client, httpRequest(call, request), time);
        boolean deadlineFirst = call.left().compareTo(config.firstByteTimeout()) < 0;
        Duration limit = deadlineFirst ? call.left() : config.firstByteTimeout();
        String limitName = deadlineFirst ? "deadline over" : "first-byte timeout over";
        TimeSource.Cancellable timer = time.schedule(limit, () -> sending.stop(limitName));
        call.onCancel(() -> sending.stop("cancelled"));
        try {
            sending.start(executor);
            return answer(call, sending.await());
        } catch (InterruptedException interrupt) {
            sending.stop("interrupted");
            Thread.currentThread().interrupt();
            throw failures.beforeHead(call, new StoppedException("interrupted"));
        } catch (IOException broken) {
            throw failures.beforeHead(call, broken);
        } finally {
            timer.cancel();
        }
    }

    private Answer answer(Call call, HttpResponse<BodyInput> response) {
        BodyInput wire = response.body();
        ResponseHead head = new ResponseHead(
                call.operation().name(),
                response.statusCode(),
                response.headers().map(),
                time.instant());
        BodyTimer timer = new BodyTimer(wire, time, config.idleTimeout(), call.deadlineNanos());
        call.onCancel(() -> wire.stop("cancelled"));
        boolean gzip =
                head.header("content-encoding").filter("gzip"::equalsIgnoreCase).isPresent();
        InputStream body = gzip ? new GzipBody(wire) : wire;
        return new Answer(head, body, wire, timer);
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
            request.headers()
                    .forEach((name, values) -> values.stream()
                            .filter(value -> !WRITTEN_BY_CLIENT.contains(name))
                            .forEach(value -> http.header(name, value)));
            return http.build();
        } catch (IllegalArgumentException refused) {
            throw new RequestNotSentException(
                    call.failed(), "not a valid HTTP request", Repeatability.FINAL, Causes.redacted(refused));
        }
    }

    private HttpRequest.BodyPublisher publisher(AttemptRequest request) {
        HttpRequest.BodyPublisher body = request.body().length == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(request.body());
        return new OncePublisher(body);
    }

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }
}

package dev.sluice.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.sluice.logging.event.ApiRequest;
import dev.sluice.logging.event.ApiResponse;
import dev.sluice.logging.event.CallRef;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.event.ExternalApiCall;
import dev.sluice.logging.event.ResponseDetails;
import dev.sluice.logging.redaction.Redactor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.slf4j.LoggerFactory;
import org.zalando.logbook.HttpHeaders;
import org.zalando.logbook.HttpRequest;
import org.zalando.logbook.HttpResponse;
import org.zalando.logbook.Logbook;
import org.zalando.logbook.Origin;
import org.zalando.logbook.core.DefaultHttpLogFormatter;
import org.zalando.logbook.core.DefaultHttpLogWriter;
import org.zalando.logbook.core.DefaultSink;
import org.zalando.logbook.core.WithoutBodyStrategy;

/**
 * What logging one successful call without bodies costs the thread that makes it: everything up to an appender that readies the line for
 * another thread, as an asynchronous one does, and throws it away. Sluice: {@code api_request}, {@code api_response},
 * {@code external_api_call}, redacted. Logbook: request and response with its default filters and formatter.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider")
public class EventsBenchmark {
    private static final Map<String, List<String>> REQUEST = Map.of(
            "Authorization", List.of("Bearer sk-made-up-0123456789abcdef"),
            "Accept", List.of("application/json"),
            "Accept-Encoding", List.of("gzip"),
            "Content-Type", List.of("application/json"),
            "User-Agent", List.of("sluice/0.1"));
    private static final Map<String, List<String>> RESPONSE = Map.of(
            "Content-Type", List.of("application/json"),
            "Content-Length", List.of("2048"),
            "Date", List.of("Sat, 21 Nov 2026 12:00:00 GMT"),
            "Server", List.of("cloudflare"),
            "CF-Ray", List.of("8f0123456789abcd-FRA"),
            "X-Request-Id", List.of("7f1d2c3b-4a5e-6f70-8192-a3b4c5d6e7f8"),
            "Set-Cookie", List.of("__cf_bm=made-up; path=/"),
            "Vary", List.of("Accept-Encoding"));

    private final EventSink events = EventSink.slf4j();
    private final HttpRequest request = new Request();
    private final HttpResponse response = new Response();
    private final Logbook logbook = Logbook.builder()
            .strategy(new WithoutBodyStrategy())
            .sink(new DefaultSink(new DefaultHttpLogFormatter(), new DefaultHttpLogWriter()))
            .build();

    @Setup
    public void setUp(Blackhole blackhole) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        context.getLogger(Logbook.class).setLevel(Level.TRACE);
        UnsynchronizedAppenderBase<ILoggingEvent> appender = new UnsynchronizedAppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                event.prepareForDeferredProcessing();
                blackhole.consume(event);
            }
        };
        appender.setContext(context);
        appender.start();
        root.addAppender(appender);
        // a type of event that nobody wants, for what is switched off
        context.getLogger(EventSink.API_LOGGER + ".api_error").setLevel(Level.OFF);
    }

    @Benchmark
    public boolean sluiceOff() {
        return events.wants("api_error", org.slf4j.event.Level.INFO, "req_0123456789abcdef01234567");
    }

    @Benchmark
    public void sluiceOneEvent() {
        if (events.wants("api_request", org.slf4j.event.Level.INFO, "req_0123456789abcdef01234567")) {
            request(call());
        }
    }

    @Benchmark
    public void sluiceCall() {
        CallRef call = call();
        request(call);
        events.emit(ApiResponse.of(call, 1, 200, Duration.ofMillis(120))
                .with(ResponseDetails.NONE
                        .rateLimitWait(Duration.ofMillis(50))
                        .providerRequestId("7f1d2c3b-4a5e-6f70-8192-a3b4c5d6e7f8")
                        .responseBytes(2_048)
                        .headers(Redactor.standard().headers(RESPONSE))));
        events.emit(ExternalApiCall.of(
                        call, ExternalApiCall.Outcome.SUCCESS, 1, Duration.ofMillis(50), Duration.ofMillis(171))
                .answered(200, "7f1d2c3b-4a5e-6f70-8192-a3b4c5d6e7f8")
                .to("https://api.exa.ai"));
    }

    @Benchmark
    public void logbookCall() throws IOException {
        logbook.process(request).write().process(response).write();
    }

    private void request(CallRef call) {
        events.emit(new ApiRequest(
                call,
                1,
                Redactor.standard().headers(REQUEST),
                Redactor.standard().query("limit=10&offset=20"),
                null));
    }

    private static CallRef call() {
        return new CallRef("req_0123456789abcdef01234567", "exa", "search", "POST", "/search");
    }

    private static final class Request implements HttpRequest {
        @Override
        public String getRemote() {
            return "127.0.0.1";
        }

        @Override
        public String getMethod() {
            return "POST";
        }

        @Override
        public String getScheme() {
            return "https";
        }

        @Override
        public String getHost() {
            return "api.exa.ai";
        }

        @Override
        public Optional<Integer> getPort() {
            return Optional.empty();
        }

        @Override
        public String getPath() {
            return "/search";
        }

        @Override
        public String getQuery() {
            return "limit=10&offset=20";
        }

        @Override
        public Origin getOrigin() {
            return Origin.LOCAL;
        }

        @Override
        public HttpHeaders getHeaders() {
            return HttpHeaders.of(REQUEST);
        }

        @Override
        public byte[] getBody() {
            return new byte[0];
        }

        @Override
        public HttpRequest withBody() {
            return this;
        }

        @Override
        public HttpRequest withoutBody() {
            return this;
        }
    }

    private static final class Response implements HttpResponse {
        @Override
        public int getStatus() {
            return 200;
        }

        @Override
        public Origin getOrigin() {
            return Origin.REMOTE;
        }

        @Override
        public HttpHeaders getHeaders() {
            return HttpHeaders.of(RESPONSE);
        }

        @Override
        public byte[] getBody() {
            return new byte[0];
        }

        @Override
        public HttpResponse withBody() {
            return this;
        }

        @Override
        public HttpResponse withoutBody() {
            return this;
        }
    }
}

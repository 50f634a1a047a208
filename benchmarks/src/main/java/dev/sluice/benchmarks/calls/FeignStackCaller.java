package dev.sluice.benchmarks.calls;

import feign.Logger;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import org.zalando.logbook.Correlation;
import org.zalando.logbook.HttpLogWriter;
import org.zalando.logbook.Logbook;
import org.zalando.logbook.Precorrelation;
import org.zalando.logbook.core.DefaultSink;
import org.zalando.logbook.json.JacksonJsonFieldBodyFilter;
import org.zalando.logbook.json.JsonHttpLogFormatter;
import org.zalando.logbook.openfeign.FeignLogbookLogger;

/**
 * What Java teams put together for what Sluice does: Feign; Resilience4j's retry, breaker, two rate limiters and bulkhead by their decorators;
 * Logbook's request and response as JSON with eight names of the bodies redacted, to an asynchronous file. The retry does not repeat: a POST
 * that failed may have had its effect.
 */
final class FeignStackCaller implements Caller {
    private static final Set<String> SECRET_NAMES =
            Set.of("api_key", "apikey", "authorization", "token", "access_token", "password", "secret", "private_key");

    private final AsyncLog log = AsyncLog.text(FeignStackCaller.class.getName());
    private final Callable<Object> decorated;

    FeignStackCaller(URI base) {
        Logbook logbook = Logbook.builder()
                .bodyFilter(new JacksonJsonFieldBodyFilter(SECRET_NAMES, "XXX"))
                .sink(new DefaultSink(new JsonHttpLogFormatter(), new Slf4jWriter()))
                .build();
        FeignCaller feign = new FeignCaller(
                FeignCaller.builder().logger(new FeignLogbookLogger(logbook)).logLevel(Logger.Level.FULL), base);
        Callable<Object> limited =
                RateLimiter.decorateCallable(rate(), RateLimiter.decorateCallable(rate(), feign::call));
        Callable<Object> gated = Bulkhead.decorateCallable(bulkhead(), limited);
        Callable<Object> guarded = CircuitBreaker.decorateCallable(CircuitBreaker.ofDefaults("benchmark"), gated);
        decorated = Retry.decorateCallable(retry(), guarded);
    }

    private static Bulkhead bulkhead() {
        return Bulkhead.of(
                "benchmark",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(1_024)
                        .maxWaitDuration(Duration.ofDays(1))
                        .build());
    }

    private static RateLimiter rate() {
        return RateLimiter.of(
                "benchmark",
                RateLimiterConfig.custom()
                        .limitForPeriod(1_000_000)
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(Duration.ofDays(1))
                        .build());
    }

    private static Retry retry() {
        return Retry.of(
                "benchmark",
                RetryConfig.custom()
                        .maxAttempts(3)
                        .retryOnException(failure -> false)
                        .build());
    }

    @Override
    public Object call() throws IOException {
        try {
            return decorated.call();
        } catch (IOException broken) {
            throw broken;
        } catch (Exception refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Override
    public void close() {
        log.close();
    }

    /** Logbook's own writes at TRACE to its own logger; otherwise the same. */
    private static final class Slf4jWriter implements HttpLogWriter {
        private final org.slf4j.Logger logger = LoggerFactory.getLogger(FeignStackCaller.class);

        @Override
        public void write(Precorrelation precorrelation, String request) {
            logger.info(request);
        }

        @Override
        public void write(Correlation correlation, String response) {
            logger.info(response);
        }
    }
}

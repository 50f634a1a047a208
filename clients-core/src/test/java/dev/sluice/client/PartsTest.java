package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.foundation.Secret;
import dev.sluice.logging.redaction.RegisteredSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The small parts of the transport, each by itself. */
class PartsTest {
    private final JsonQueryMapEncoder query =
            new JsonQueryMapEncoder(JsonMapper.builder().build());

    private record Filter(
            @JsonProperty("order_by") String orderBy, List<Integer> ids, Boolean closed, BigDecimal min) {}

    private record Nested(Map<String, String> inner) {}

    @Test
    void query_usesJsonNames_leavesNullsOut_repeatsLists() {
        assertThat(query.encode(new Filter("volume", List.of(3, 1), false, new BigDecimal("1E-7"))))
                .containsOnly(
                        Map.entry("order_by", "volume"),
                        Map.entry("ids", List.of("3", "1")),
                        Map.entry("closed", "false"),
                        Map.entry("min", "0.0000001"));
        assertThat(query.encode(new Filter(null, null, null, null))).isEmpty();
    }

    @Test
    void nestedQuery_isRefused() {
        assertThatThrownBy(() -> query.encode(new Nested(Map.of("a", "b"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("query parameter inner: nested (expected: a scalar or a list of them)");
    }

    @Test
    void onceAskedForItsLength_aBodyIsNotSentAgain() {
        OncePublisher publisher = new OncePublisher(HttpRequest.BodyPublishers.ofString("abc"));

        assertThat(publisher.contentLength()).isEqualTo(3);
        assertThatThrownBy(publisher::contentLength)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("connection ended before the answer");
    }

    @Test
    void platformThreads_areNamedDaemons() throws Exception {
        ExecutorService executor = HttpExecutors.platformThreads();
        CompletableFuture<String> name = new CompletableFuture<>();
        executor.execute(() -> name.complete(
                Thread.currentThread().getName() + Thread.currentThread().isDaemon()));

        assertThat(name.get(20, TimeUnit.SECONDS)).startsWith("sluice-http-").endsWith("true");
        executor.shutdown();
    }

    @Test
    void cause_keepsClassAndStack_andNoCauseBelow() {
        RegisteredSecrets.register(Secret.of("parts-secret-123456"));
        IllegalStateException thrown = new IllegalStateException("with parts-secret-123456", new IOException("below"));

        RuntimeException cause = Causes.redacted(thrown);

        assertThat(cause)
                .hasMessageStartingWith("java.lang.IllegalStateException: ")
                .hasNoCause();
        assertThat(cause.getMessage()).doesNotContain("parts-secret");
        assertThat(cause.getStackTrace()).isEqualTo(thrown.getStackTrace());
        assertThat(Causes.redactedIo(new IOException())).hasMessage("java.io.IOException");
    }
}

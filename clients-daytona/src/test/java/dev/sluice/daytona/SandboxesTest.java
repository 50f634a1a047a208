package dev.sluice.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.error.AuthenticationException;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SandboxesTest {

    private final VirtualTime time = VirtualTime.autoAdvancing();
    private final FakeSandboxes api = new FakeSandboxes();
    private final Sandboxes sandboxes = new Sandboxes(api, time);

    @Test
    void list_severalPages_areOneList() {
        assertThat(sandboxes.list(Map.of("owner", "me")))
                .extracting(Sandbox::id)
                .containsExactly("sb-1", "sb-2");
        assertThat(api.calls).containsExactly("list {\"owner\":\"me\"} null", "list {\"owner\":\"me\"} next");
    }

    @Test
    void list_withoutLabels_asksForAll() {
        sandboxes.list(Map.of());

        assertThat(api.calls).first().isEqualTo("list null null");
    }

    @Test
    void delete_goneAlready_isFine() {
        assertThatCode(() -> sandboxes.delete("sb-9")).doesNotThrowAnyException();
        assertThat(api.calls).containsExactly("delete");
    }

    @Test
    void awaitStarted_pollsUntilStarted_withGrowingPauses() throws InterruptedException {
        api.statesOfNew = new String[] {"creating", "creating", "starting", "word_of_tomorrow", "started"};
        Sandbox created = sandboxes.create(CreateSandbox.builder().build());
        Instant before = time.instant();

        Sandbox started = sandboxes.awaitStarted(created.id(), Duration.ofSeconds(60));

        assertThat(started.hasStarted()).isTrue();
        assertThat(api.calls).containsExactly("create", "get", "get", "get", "get");
        assertThat(Duration.between(before, time.instant()).toMillis()).isEqualTo(250 + 333 + 444);
    }

    @Test
    void awaitStarted_failedPolls_areRepeatedUntilTheDeadline() throws InterruptedException {
        Sandbox created = sandboxes.create(CreateSandbox.builder().build());
        api.nextFailures.add(FakeSandboxes.failure(502, null, Repeatability.RETRYABLE));
        api.nextFailures.add(FakeSandboxes.failure(429, null, Repeatability.RETRYABLE));

        assertThat(sandboxes.awaitStarted(created.id(), Duration.ofSeconds(5)).hasStarted())
                .isTrue();
    }

    @Test
    void awaitStarted_refusedPoll_endsTheWait() {
        Sandbox created = sandboxes.create(CreateSandbox.builder().build());
        api.nextFailures.add(FakeSandboxes.failure(401, null, Repeatability.FINAL));

        assertThatThrownBy(() -> sandboxes.awaitStarted(created.id(), Duration.ofSeconds(5)))
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void awaitStarted_failedSandbox_saysWhyAtOnce() {
        api.statesOfNew = new String[] {"creating", "error"};
        Sandbox created = sandboxes.create(CreateSandbox.builder().build());

        assertThatThrownBy(() -> sandboxes.awaitStarted(created.id(), Duration.ofSeconds(60)))
                .isInstanceOfSatisfying(ServerErrorException.class, e -> {
                    assertThat(e.code()).contains("SANDBOX_ERROR");
                    assertThat(e.providerMessage()).contains("out of space");
                    assertThat(e.isRetryable()).isFalse();
                });
        assertThat(time.instant()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void awaitStarted_neverStarting_endsAtItsDeadline() {
        api.statesOfNew = new String[] {"creating"};
        Sandbox created = sandboxes.create(CreateSandbox.builder().build());
        Instant before = time.instant();

        assertThatThrownBy(() -> sandboxes.awaitStarted(created.id(), Duration.ofSeconds(60)))
                .isInstanceOfSatisfying(ServerErrorException.class, e -> {
                    assertThat(e.status()).isEqualTo(504);
                    assertThat(e.code()).contains("SANDBOX_START_TIMEOUT");
                });
        assertThat(Duration.between(before, time.instant())).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void awaitStarted_goneSandbox_isNotFound() {
        assertThatThrownBy(() -> sandboxes.awaitStarted("sb-9", Duration.ofSeconds(60)))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void awaitStarted_interrupted_endsTheWaitAndKeepsTheSandbox() {
        api.statesOfNew = new String[] {"creating"};
        Sandbox created = sandboxes.create(CreateSandbox.builder().build());
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> sandboxes.awaitStarted(created.id(), Duration.ofSeconds(60)))
                .isInstanceOf(InterruptedException.class);
        assertThat(api.alive(created.id())).isTrue();
    }
}

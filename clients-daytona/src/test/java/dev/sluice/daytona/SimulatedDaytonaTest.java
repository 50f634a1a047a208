package dev.sluice.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.Sluice;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.foundation.Secret;
import dev.sluice.simulators.Fault;
import dev.sluice.simulators.Simulators;
import dev.sluice.simulators.SimulatorsExtension;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real client against the stateful simulator. */
@ExtendWith(SimulatorsExtension.class)
class SimulatedDaytonaTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final CreateSandbox ANY = CreateSandbox.builder().build();

    private Sluice sluice;
    private DaytonaClient client;

    @BeforeEach
    void open(Simulators simulators) {
        sluice = Sluice.builder()
                .config("providers: { daytona: { limits: { min-delay: 1ms } } }")
                .environment(Map.of())
                .baseUrl("daytona", "api", address(simulators, "daytona_api"))
                .baseUrl("daytona", "toolbox", address(simulators, "daytona_toolbox"))
                .credential("daytona", Secret.of(Wire.CANARY))
                .build();
        client = sluice.client(DaytonaClient.class);
    }

    @AfterEach
    void close() {
        sluice.close();
    }

    @Test
    void openSandbox_uploadExecuteClose_leavesNothing(Simulators simulators) throws InterruptedException {
        try (SandboxLease box = client.openSandbox(ANY, SOON)) {
            box.upload(SandboxHome.PATH + "/note.txt", "hold".getBytes(StandardCharsets.UTF_8));
            ExecuteResult result = box.execute("cat note.txt", SOON);

            assertThat(result.succeeded()).isTrue();
            assertThat(result.output()).isEqualTo("hold");
            assertThat(simulators.daytona().report().sandboxesAlive()).isEqualTo(1);
        }
        assertThat(simulators.daytona().report().sandboxesAlive()).isZero();
        assertThat(simulators.daytona().report().violations()).isZero();
    }

    @Test
    void openSandbox_answerLost_leavesNothing(Simulators simulators) {
        simulators.inject("daytona", Fault.abort().inMidBody().onOperation("create_sandbox"));

        catchThrowableOfType(RuntimeException.class, () -> client.openSandbox(ANY, SOON));

        assertThat(simulators.daytona().report().byOperation()).containsEntry("create_sandbox", 1L);
        assertThat(simulators.daytona().report().sandboxesAlive()).isZero();
    }

    @Test
    void create_beyondTheQuota_isALimit(Simulators simulators) {
        client.sandboxes().create(ANY);
        client.sandboxes().create(ANY);

        RateLimitedException e = catchThrowableOfType(
                RateLimitedException.class, () -> client.sandboxes().create(ANY));

        assertThat(e.code()).contains("QUOTA_DISK");
        assertThat(simulators.daytona().report().quotaRefusals()).isEqualTo(1);
    }

    @Test
    void list_byLabel_findsOwnSandboxes() throws InterruptedException {
        try (SandboxLease box = client.openSandbox(ANY, SOON)) {
            assertThat(client.sandboxes().list(Map.of("owner", "sluice")))
                    .extracting(Sandbox::id)
                    .containsExactly(box.sandbox().id());
            assertThat(client.sandboxes().list(Map.of("owner", "nobody"))).isEmpty();
        }
    }

    @Test
    void closeOfSluice_openLease_leavesNothing(Simulators simulators) throws InterruptedException {
        client.openSandbox(ANY, SOON);

        sluice.close();

        assertThat(simulators.daytona().report().sandboxesAlive()).isZero();
    }

    private static URI address(Simulators simulators, String name) {
        return Objects.requireNonNull(simulators.baseUrls().get(name));
    }
}

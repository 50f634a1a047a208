package dev.sluice.daytona;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.sluice.client.CallOutcome;
import dev.sluice.client.CallRecord;
import dev.sluice.client.error.AuthenticationException;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.ConflictException;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.ServerErrorException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client through the whole pipeline. */
class DaytonaWireTest {

    private static final String SANDBOX = "/api/sandbox";
    private static final String ONE = "/api/sandbox/sb-1";
    private static final String EXECUTE = "/toolbox/sb-1/process/execute";
    private static final CreateSandbox ANY = CreateSandbox.builder().name("bot").build();

    private final Wire wire = new Wire();

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void create_sendsTheRequestAndReadsTheSandbox() {
        wire.answers("POST", SANDBOX, Wire.sandbox("creating"));

        Sandbox sandbox = wire.client.sandboxes().create(ANY);

        assertThat(sandbox.state()).isEqualTo(SandboxState.CREATING);
        LoggedRequest sent = wire.requests("POST", SANDBOX).get(0);
        assertThat(sent.getBodyAsString()).isEqualTo("{\"name\":\"bot\"}");
        assertThat(sent.getHeader("Authorization")).isEqualTo("Bearer " + Wire.CANARY);
    }

    @Test
    void create_connectionReset_isNotRepeatedAndItsOutcomeUnknown() {
        wire.answers("POST", SANDBOX, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThatThrownBy(() -> wire.client.sandboxes().create(ANY))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        e -> assertThat(e.isOutcomeUnknown()).isTrue());
        assertThat(wire.requests("POST", SANDBOX)).hasSize(1);
    }

    @Test
    void create_throttled_isRepeatedBecauseNothingWasDone() {
        wire.answers("POST", SANDBOX, Wire.json(503, "{\"message\":\"under maintenance\"}"), Wire.sandbox("started"));

        assertThat(wire.client.sandboxes().create(ANY).hasStarted()).isTrue();
        assertThat(wire.requests("POST", SANDBOX)).hasSize(2);
    }

    @Test
    void create_quotaUsedUp_isALimitWithItsWord() {
        wire.answers(
                "POST",
                SANDBOX,
                Wire.json(400, "{\"message\":\"Total disk limit exceeded. Maximum allowed: 30GiB.\"}"));

        RateLimitedException e = catchThrowableOfType(
                RateLimitedException.class, () -> wire.client.sandboxes().create(ANY));

        assertThat(e.code()).contains("QUOTA_DISK");
        assertThat(e.providerMessage()).hasValueSatisfying(m -> assertThat(m).contains("30GiB"));
        assertThat(wire.requests("POST", SANDBOX)).hasSize(1);
    }

    @Test
    void create_throttledWithSuffixedHeader_saysWhen() {
        wire.answers(
                "POST",
                SANDBOX,
                Wire.json(429, "{\"message\":\"x\"}").withHeader("Retry-After-sandbox-create", "3600"));

        RateLimitedException e = catchThrowableOfType(
                RateLimitedException.class, () -> wire.client.sandboxes().create(ANY));

        assertThat(e.retryAt()).isPresent();
        assertThat(wire.requests("POST", SANDBOX)).hasSize(1);
    }

    @Test
    void list_labels_areOneJsonParameter() {
        wire.answers("GET", SANDBOX, Wire.json(200, "{\"items\":[{\"id\":\"sb-1\"}],\"nextCursor\":null}"));

        assertThat(wire.client.sandboxes().list(Map.of("owner", "a b")))
                .extracting(Sandbox::id)
                .containsExactly("sb-1");

        LoggedRequest sent = wire.requests("GET", SANDBOX).get(0);
        assertThat(sent.queryParameter("labels").firstValue()).isEqualTo("{\"owner\":\"a b\"}");
        assertThat(sent.queryParameter("cursor").isPresent()).isFalse();
    }

    @Test
    void get_idWithSlash_staysOneSegment() {
        wire.answers("GET", "/api/sandbox/a%2Fb", Wire.sandbox("started"));

        assertThat(wire.client.sandboxes().get("a/b").id()).isEqualTo("sb-1");
    }

    @Test
    void get_serverErrorThenAnswer_isRepeated() {
        wire.answers("GET", ONE, aResponse().withStatus(502), Wire.sandbox("started"));

        assertThat(wire.client.sandboxes().get("sb-1").hasStarted()).isTrue();
    }

    @Test
    void get_unknown_isNotFound() {
        wire.answers("GET", ONE, Wire.json(404, "{\"message\":\"Sandbox with ID or name sb-1 not found\"}"));

        assertThatThrownBy(() -> wire.client.sandboxes().get("sb-1")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void sandboxThatIsGone_isAnAnswer_andNoErrorInTheLog() {
        wire.answers("GET", ONE, Wire.json(404, "{}")).answers("DELETE", ONE, Wire.json(404, "{}"));

        assertThat(wire.client.sandboxes().find("sb-1")).isEmpty();
        wire.client.sandboxes().delete("sb-1");

        assertThat(wire.calls).hasSize(2).allSatisfy(call -> {
            assertThat(call.outcome()).isEqualTo(CallOutcome.SUCCESS);
            assertThat(call.effectiveStatus()).isEqualTo(404);
        });
    }

    @Test
    void upload_isTheMultipartTheDaemonWants() {
        wire.answers(
                "POST",
                "/toolbox/sb-1/files/bulk-upload",
                Wire.json(200, "{\"files\":[{\"path\":\"/a\",\"bytes\":4}]}"));

        wire.client.sandbox("sb-1").upload("/a", new byte[] {0, (byte) 0xff, '\r', '\n'});

        LoggedRequest sent =
                wire.requests("POST", "/toolbox/sb-1/files/bulk-upload").get(0);
        String type = sent.getHeader("Content-Type");
        assertThat(type).startsWith("multipart/form-data; boundary=");
        Multipart expected = new Multipart(type.substring(type.indexOf('=') + 1));
        assertThat(sent.getBody())
                .isEqualTo(expected.file("/a", new byte[] {0, (byte) 0xff, '\r', '\n'})
                        .bytes());
        assertThat(wire.calls).extracting(CallRecord::group).containsExactly("toolbox");
    }

    @Test
    void execute_runsOnceEvenIfTheProxyBreaksOff() {
        wire.answers("POST", EXECUTE, aResponse().withStatus(502));

        assertThatThrownBy(() -> wire.client.sandbox("sb-1").execute("rm -rf build"))
                .isInstanceOfSatisfying(
                        ServerErrorException.class,
                        e -> assertThat(e.isOutcomeUnknown()).isTrue());
        assertThat(wire.requests("POST", EXECUTE)).hasSize(1);
    }

    @Test
    void execute_ranIntoItsTimeout_isFinal() {
        wire.answers(
                "POST", EXECUTE, Wire.json(408, "{\"message\":\"timeout\",\"code\":\"PROCESS_EXECUTION_TIMEOUT\"}"));

        ServerErrorException e = catchThrowableOfType(
                ServerErrorException.class,
                () -> wire.client.sandbox("sb-1").execute("sleep 9", Duration.ofSeconds(1)));

        assertThat(e.code()).contains("PROCESS_EXECUTION_TIMEOUT");
        assertThat(e.isRetryable()).isFalse();
    }

    @Test
    void execute_sandboxNotRunning_isAConflict() {
        wire.answers("POST", EXECUTE, Wire.json(400, "{\"message\":\"no IP address found. Is the Sandbox started?\"}"));

        assertThatThrownBy(() -> wire.client.sandbox("sb-1").execute("true"))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.code()).contains(ErrorWords.NOT_RUNNING));
    }

    @Test
    void failure_showsNoKey() {
        wire.answers("GET", ONE, Wire.json(401, "{\"message\":\"Invalid credentials\"}"));

        AuthenticationException e = catchThrowableOfType(
                AuthenticationException.class, () -> wire.client.sandboxes().get("sb-1"));

        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertThat(trace + e.body() + e.response() + wire.calls).doesNotContain(Wire.CANARY);
        assertThat(wire.requests("GET", ONE)).hasSize(1);
    }

    @Test
    void openSandbox_makesUsesAndDeletes() throws InterruptedException {
        wire.answers("POST", SANDBOX, Wire.sandbox("creating"))
                .answers("GET", ONE, Wire.sandbox("starting"), Wire.sandbox("started"), Wire.sandbox("destroying"))
                .answers("DELETE", ONE, Wire.sandbox("started"))
                .answers("POST", EXECUTE, Wire.json(200, "{\"exitCode\":3,\"result\":\"out\"}"));

        try (SandboxLease box = wire.client.openSandbox(CreateSandbox.builder().build(), Duration.ofSeconds(5))) {
            assertThat(box.sandbox().hasStarted()).isTrue();
            assertThat(box.execute("exit 3", Duration.ofSeconds(5)).exitCode()).isEqualTo(3);
            assertThat(leasesHeld()).isEqualTo(1);
        }

        String sent = wire.requests("POST", SANDBOX).get(0).getBodyAsString();
        assertThat(sent).contains("\"name\":\"sluice-", "\"owner\":\"tests\"", "\"autoDeleteInterval\":0");
        assertThat(wire.requests("DELETE", ONE)).hasSize(1);
    }

    @Test
    void openSandbox_bodyThrows_deletesAllTheSame() {
        wire.answers("POST", SANDBOX, Wire.sandbox("started"))
                .answers("DELETE", ONE, Wire.sandbox("destroying"))
                .answers("POST", EXECUTE, aResponse().withStatus(500));

        assertThatThrownBy(() -> {
                    try (SandboxLease box = wire.client.openSandbox(ANY, Duration.ofSeconds(5))) {
                        box.execute("true", Duration.ofSeconds(5));
                    }
                })
                .isInstanceOf(ServerErrorException.class)
                .hasNoSuppressedExceptions();

        assertThat(wire.requests("DELETE", ONE)).hasSize(1);
    }

    @Test
    void openSandbox_answerLost_looksByNameAndSparesAnothersSandbox() {
        wire.answers("POST", SANDBOX, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .answers(
                        "GET",
                        "/api/sandbox/bot",
                        Wire.json(404, "{\"message\":\"not found\"}"),
                        Wire.sandbox("started"));

        assertThatThrownBy(() -> wire.client.openSandbox(ANY, Duration.ofSeconds(5)))
                .isInstanceOf(ClientException.class);

        assertThat(wire.requests("POST", SANDBOX)).hasSize(1);
        assertThat(wire.requests("GET", "/api/sandbox/bot")).hasSize(2);
        assertThat(wire.requests("DELETE", ONE)).isEmpty();
        assertThat(leasesHeld()).isEqualTo(0);
    }

    @Test
    void closeOfSluice_deletesWhatIsStillOpen() throws InterruptedException {
        wire.answers("POST", SANDBOX, Wire.sandbox("started")).answers("DELETE", ONE, Wire.sandbox("destroying"));
        SandboxLease forgotten = wire.client.openSandbox(ANY, Duration.ofSeconds(5));

        wire.sluice.close(Duration.ofSeconds(5));
        forgotten.close();

        assertThat(wire.requests("DELETE", ONE)).hasSize(1);
    }

    private int leasesHeld() {
        return Objects.requireNonNull(wire.sluice
                        .limiters()
                        .limiter("daytona")
                        .snapshot()
                        .leases()
                        .get("sandboxes"))
                .inFlight();
    }
}

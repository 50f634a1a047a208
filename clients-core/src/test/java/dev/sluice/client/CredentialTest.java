package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.UnusableCredentialException;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.RequestSigner;
import dev.sluice.foundation.Secret;
import dev.sluice.logging.redaction.RegisteredSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where keys come from, how they are rotated, and what is said when there is none. */
class CredentialTest extends WireTest {
    private static final String BUILDER = "made-up-by-builder-1";
    private static final String FILE = "made-up-in-file-1";
    private static final String VARIABLE = "made-up-in-variable-1";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "true,  true,  true,  " + BUILDER,
        "true,  false, true,  " + BUILDER,
        "false, true,  true,  " + FILE,
        "false, true,  false, " + FILE,
        "false, false, true,  " + VARIABLE
    })
    void builder_goesBeforeFile_goesBeforeEnvironment(boolean builder, boolean file, boolean variable, String expected)
            throws IOException {
        String keys = file ? "    api-key-file: " + write(FILE + "\n") + "\n" : "";
        try (Sluice sluice = open(
                keys,
                variable ? Map.of("ACME_API_KEY", VARIABLE) : Map.of(),
                made -> builder ? made.credential("acme", Secret.of(BUILDER)) : made)) {
            assertThat(sent(sluice)).isEqualTo(expected);
        }
    }

    @Test
    void file_isReadAnew_whenItIsReplacedOrRewritten() throws IOException {
        Path key = write(FILE);
        try (Sluice sluice = open("    api-key-file: " + key + "\n", Map.of(), made -> made)) {
            assertThat(sent(sluice)).isEqualTo(FILE);

            Path next = Files.writeString(directory.resolve("next"), "made-up-in-file-2\n");
            Files.move(next, key, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            assertThat(sent(sluice)).isEqualTo("made-up-in-file-2");

            var stamp = Files.getLastModifiedTime(key);
            Files.writeString(key, "made-up-in-file-3\n");
            Files.setLastModifiedTime(key, stamp);
            assertThat(sent(sluice)).isEqualTo("made-up-in-file-3");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (missing)       | cannot be read (NoSuchFileException)
            ''              | is empty
            ' \n '          | is empty
            'one\ntwo'      | is not one line
            (large)         | is too large for a key
            """)
    void unusableFile_isOneClearError_atTheCall_namingPathAndKey_neverContent(String content, String fact)
            throws IOException {
        Path key = directory.resolve("key");
        if (!content.equals("(missing)")) {
            Files.writeString(key, content.equals("(large)") ? "x".repeat(20_000) : content.replace("\\n", "\n"));
        }
        try (Sluice sluice = open("    api-key-file: " + key + "\n", Map.of(), made -> made)) {
            RequestNotSentException failure = catchThrowableOfType(RequestNotSentException.class, () -> sent(sluice));

            assertThat(failure)
                    .hasMessage("acme thing: acme: API key file " + key + " " + fact
                            + " (expected: a file with the key alone, as providers.acme.api-key-file names it)")
                    .hasCauseInstanceOf(UnusableCredentialException.class);
            assertThat(failure.isRetryable()).isFalse();
            assertThat(failure.attempts()).isZero();
        }
        server.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void keyWrittenWhereItsFileBelongs_isNotQuoted() {
        String key = "sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
        try (Sluice sluice = open("    api-key-file: " + key + "\n", Map.of(), made -> made)) {
            assertThatThrownBy(() -> sent(sluice))
                    .hasMessageContaining("cannot be read")
                    .hasMessageNotContaining(key)
                    .hasMessageNotContaining("0123456789abcdef0123");
        }
    }

    @Test
    void supplier_isAskedForEachAttempt_soThatARotatedKeyCounts() {
        AtomicInteger asked = new AtomicInteger();
        server.stubFor(get("/things/7").willReturn(serverError()));
        try (Sluice sluice = open(
                "",
                Map.of(),
                made -> made.credential("acme", () -> Secret.of("made-up-key-" + asked.incrementAndGet())))) {
            assertThatThrownBy(() -> api(sluice).thing("7")).hasMessageContaining("status 500");
        }

        assertThat(server.getAllServeEvents())
                .extracting(event -> event.getRequest().getHeader("Authorization"))
                .containsExactlyInAnyOrder("Bearer made-up-key-1", "Bearer made-up-key-2", "Bearer made-up-key-3");
    }

    @ParameterizedTest
    @CsvSource({
        "true, credential supplier failed with IllegalStateException (expected: a secret)",
        "false, credential supplier gave nothing (expected: a secret)"
    })
    void supplierThatFails_endsTheCallUnsent_withoutItsWords(boolean thrown, String fact) {
        Supplier<Secret> broken = () -> {
            if (thrown) {
                throw new IllegalStateException("vault says hunter2-is-wrong");
            }
            return null;
        };
        try (Sluice sluice = open("", Map.of(), made -> made.credential("acme", broken))) {
            RequestNotSentException failure = catchThrowableOfType(
                    RequestNotSentException.class, () -> api(sluice).thing("7"));

            assertThat(failure).hasMessage("acme thing: acme: " + fact);
            assertThat(failure.isRetryable()).isFalse();
            assertThat(failure).hasStackTraceContaining("CredentialTest");
            assertThat(stackTrace(failure)).doesNotContain("hunter2");
        }
        server.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void everyValue_isRegisteredBeforeItIsHad_andTheOldestOfManyIsForgotten() {
        AtomicInteger asked = new AtomicInteger();
        try (Sluice sluice = open(
                "",
                Map.of(),
                made -> made.credential("acme", () -> Secret.of("rotating-made-up-" + asked.incrementAndGet())))) {
            for (int i = 1; i <= 9; i++) {
                String key = sluice.provider("acme").apiKey().reveal();
                assertThat(RegisteredSecrets.redact("is " + key + ".")).isEqualTo("is ***REDACTED***.");
            }
        }

        assertThat(RegisteredSecrets.redact("rotating-made-up-1.")).isEqualTo("rotating-made-up-1.");
        assertThat(List.of(RegisteredSecrets.redact("rotating-made-up-2."))).containsExactly("***REDACTED***.");
    }

    @Test
    void keysThatAreKnownWhenTheClientIsBuilt_areSearchedForFromThen() {
        try (Sluice given = open("", Map.of(), made -> made.credential("acme", Secret.of("built-with-made-up-key")));
                Sluice set = open("", Map.of("ACME_API_KEY", "exported-made-up-key"), made -> made)) {
            set.provider("acme"); // as making a client of that provider does
            assertThat(given).isNotNull();

            assertThat(RegisteredSecrets.redact("built-with-made-up-key, exported-made-up-key"))
                    .isEqualTo("***REDACTED***, ***REDACTED***");
        }
    }

    @Test
    void supplierOfRotatingKeys_isNotAskedBeforeAKeyIsNeeded() {
        AtomicInteger asked = new AtomicInteger();
        try (Sluice sluice = open(
                "",
                Map.of(),
                made -> made.credential("acme", () -> {
                    asked.incrementAndGet();
                    return Secret.of("rotating-made-up-key");
                }))) {
            sluice.provider("acme");
            assertThat(asked).hasValue(0);
        }
    }

    @Test
    void variableOfSeveralLines_isRefusedWithoutItsContent() {
        try (Sluice sluice = open("", Map.of("ACME_API_KEY", "made-up\nlines"), made -> made)) {
            assertThatThrownBy(() -> api(sluice).thing("7"))
                    .hasMessage("acme thing: acme: environment variable ACME_API_KEY is not one line"
                            + " (expected: the key alone)");
        }
    }

    private static String stackTrace(Throwable failure) {
        java.io.StringWriter text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text, true));
        return text.toString();
    }

    private Path write(String content) throws IOException {
        return Files.writeString(directory.resolve("key"), content);
    }

    private Sluice open(String keys, Map<String, String> environment, UnaryOperator<SluiceBuilder> more) {
        return more.apply(Sluice.builder()
                        .config(Bench.CONFIG + keys)
                        .environment(environment)
                        .time(time)
                        .events(bench.events::add)
                        .listener(bench.calls::add))
                .build();
    }

    private static TestApi api(Sluice sluice) {
        return sluice.api(
                "acme",
                ApiDefinition.of(TestApi.class, uri())
                        .signer(RequestSigner.bearer(sluice.provider("acme")::apiKey))
                        .events(TestApi.Chunk.class, ChunkDecoder::new)
                        .build());
    }

    /** The key that arrives. */
    private static String sent(Sluice sluice) {
        server.resetRequests();
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\"}")));
        api(sluice).thing("7");
        return server.getAllServeEvents()
                .get(0)
                .getRequest()
                .getHeader("Authorization")
                .replace("Bearer ", "");
    }
}

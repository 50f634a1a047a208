package dev.sluice.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.RawBody;
import dev.sluice.client.error.ServerErrorException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolboxesTest {

    private final List<URI> made = new ArrayList<>();
    private final List<ExecuteRequest> executed = new ArrayList<>();
    private final List<RawBody> uploaded = new ArrayList<>();
    private long missingBytes;

    /** Columns: configured address, the sandbox's own, the one used. */
    @ParameterizedTest
    @CsvSource({
        "https://proxy.app.daytona.io/toolbox, , https://proxy.app.daytona.io/toolbox",
        "https://proxy.app.daytona.io/toolbox, https://eu.example.org/toolbox, https://eu.example.org/toolbox",
        "https://proxy.app.daytona.io/toolbox, http://eu.example.org/toolbox, https://proxy.app.daytona.io/toolbox",
        "https://proxy.app.daytona.io/toolbox, 'not an address', https://proxy.app.daytona.io/toolbox",
        "http://localhost:1/toolbox, https://eu.example.org/toolbox, http://localhost:1/toolbox"
    })
    void of_address_isTheRegionsOwnUnlessConfiguredOrUnsafe(String configured, @Nullable String itsOwn, String used) {
        Toolboxes toolboxes = new Toolboxes(URI.create(configured), this::make);

        toolboxes.of("sb-1", itsOwn);
        toolboxes.of("sb-2", itsOwn);

        assertThat(made).containsExactly(URI.create(used));
    }

    @Test
    void upload_sendsPathBeforeBytesAndChecksWhatWasWritten() {
        toolbox().upload("/tmp/a.txt", new byte[] {1, 2, 3});

        String sent = new String(uploaded.get(0).bytes(), StandardCharsets.ISO_8859_1);
        assertThat(sent).containsSubsequence("files[0].path", "/tmp/a.txt", "files[0].file", "\u0001\u0002\u0003");
        assertThat(uploaded.get(0).contentType()).startsWith("multipart/form-data; boundary=sluice-");
    }

    @Test
    void upload_fewerBytesWritten_isAFailure() {
        missingBytes = 1;

        assertThatThrownBy(() -> toolbox().upload("/tmp/a.txt", new byte[3]))
                .isInstanceOfSatisfying(ServerErrorException.class, e -> {
                    assertThat(e.code()).contains("UPLOAD_INCOMPLETE");
                    assertThat(e.providerMessage()).contains("sent 3 bytes, written 2");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative.txt", "/a/../b", "/..", "/a\nb", "/a\rb", ""})
    void upload_unusablePath_isRefusedBeforeAnythingIsSent(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> toolbox().upload(path, new byte[0]));
        assertThat(uploaded).isEmpty();
    }

    @Test
    void execute_alwaysHasATimeout() {
        toolbox().execute("true");
        toolbox().execute("true", Duration.ofMillis(5900));

        assertThat(executed).extracting(ExecuteRequest::timeout).containsExactly(30L, 5L);
        assertThat(DaytonaJson.mapper().writeValueAsString(executed.get(1)))
                .isEqualTo("{\"command\":\"true\",\"timeout\":5}");
    }

    @Test
    void execute_timeoutBelowASecond_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> toolbox().execute("true", Duration.ofMillis(999)));
        assertThat(executed).isEmpty();
    }

    private Toolbox toolbox() {
        return new Toolboxes(Toolboxes.PRODUCTION, this::make).of("sb-1", null);
    }

    private ToolboxApi make(URI address) {
        made.add(address);
        return new ToolboxApi() {
            @Override
            public UploadResult upload(String sandboxId, RawBody multipart) {
                uploaded.add(multipart);
                return new UploadResult(
                        List.of(new UploadResult.File("/tmp/a.txt", 3 - missingBytes, Map.of())), Map.of());
            }

            @Override
            public ExecuteResult execute(String sandboxId, ExecuteRequest request) {
                executed.add(request);
                return new ExecuteResult(0, "", Map.of());
            }
        };
    }
}

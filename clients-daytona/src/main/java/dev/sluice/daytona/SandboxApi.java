package dev.sluice.daytona;

import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The main API: sandboxes themselves. The groups are Daytona's throttlers, so that a 429 of one pauses that one. */
@Headers("Accept: application/json")
interface SandboxApi {

    @Operation(name = SandboxOperations.CREATE, retry = RetryClass.EFFECT, group = "create")
    @RequestLine("POST /sandbox")
    @Headers("Content-Type: application/json")
    Sandbox create(CreateSandbox request);

    @Operation(name = SandboxOperations.GET, retry = RetryClass.SAFE)
    @RequestLine("GET /sandbox/{idOrName}")
    Sandbox get(@Param("idOrName") String idOrName);

    /** The same where its absence is an answer. */
    @Operation(name = SandboxOperations.GET, retry = RetryClass.SAFE)
    @RequestLine("GET /sandbox/{idOrName}")
    Optional<Sandbox> find(@Param("idOrName") String idOrName);

    @Operation(name = SandboxOperations.LIST, retry = RetryClass.SAFE, group = "list")
    @RequestLine("GET /sandbox?limit=200&labels={labels}&cursor={cursor}")
    SandboxPage list(@Param("labels") @Nullable String labels, @Param("cursor") @Nullable String cursor);

    /** Deleting twice does what deleting once does: the second answer is 404, which is none. */
    @Operation(name = SandboxOperations.DELETE, retry = RetryClass.SAFE, group = "lifecycle")
    @RequestLine("DELETE /sandbox/{id}")
    Optional<Sandbox> delete(@Param("id") String id);
}

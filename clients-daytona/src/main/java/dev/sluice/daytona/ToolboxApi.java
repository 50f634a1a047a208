package dev.sluice.daytona;

import dev.sluice.client.RawBody;
import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import feign.Headers;
import feign.Param;
import feign.RequestLine;

/** The toolbox API: what happens inside a sandbox. Another host, not counted by the main API's throttlers. */
@Headers("Accept: application/json")
interface ToolboxApi {

    String GROUP = "toolbox";

    /** Overwrites: sending the same bytes twice does what sending them once does. */
    @Operation(name = SandboxOperations.UPLOAD, retry = RetryClass.SAFE, group = GROUP)
    @RequestLine("POST /{sandbox}/files/bulk-upload")
    UploadResult upload(@Param("sandbox") String sandboxId, RawBody multipart);

    @Operation(name = SandboxOperations.EXECUTE, retry = RetryClass.EFFECT, group = GROUP)
    @RequestLine("POST /{sandbox}/process/execute")
    @Headers("Content-Type: application/json")
    ExecuteResult execute(@Param("sandbox") String sandboxId, ExecuteRequest request);
}

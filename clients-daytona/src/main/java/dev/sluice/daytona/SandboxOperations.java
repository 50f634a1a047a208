package dev.sluice.daytona;

/** Names of the operations, as they stand in logs and exceptions. */
final class SandboxOperations {

    static final String CREATE = "sandbox-create";
    static final String GET = "sandbox-get";
    static final String LIST = "sandbox-list";
    static final String DELETE = "sandbox-delete";
    static final String START = "sandbox-start";
    static final String UPLOAD = "upload";
    static final String EXECUTE = "execute";

    private SandboxOperations() {}
}

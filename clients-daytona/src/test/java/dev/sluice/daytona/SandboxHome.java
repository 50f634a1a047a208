package dev.sluice.daytona;

/** Where a sandbox's files are if nothing else is said, as the recorded examples have it. */
final class SandboxHome {
    static final String PATH = "/home/daytona";

    private SandboxHome() {}
}

package dev.sluice.client;

/** Who we say we are. */
final class UserAgent {
    static final String VALUE =
            "sluice/" + version() + " (Java " + Runtime.version().feature() + ")";

    private UserAgent() {}

    private static String version() {
        String version = UserAgent.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}

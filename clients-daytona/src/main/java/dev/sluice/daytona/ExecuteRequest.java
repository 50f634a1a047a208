package dev.sluice.daytona;

/**
 * A command to run in a sandbox.
 *
 * @param command fed to a shell
 * @param timeout seconds after which Daytona kills it; left out it would run for ever, so it never is
 */
record ExecuteRequest(String command, long timeout) {}

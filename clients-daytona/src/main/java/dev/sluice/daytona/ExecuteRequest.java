package dev.sluice.daytona;

import org.jspecify.annotations.Nullable;

/**
 * A command to run in a sandbox.
 *
 * @param command fed to a shell
 * @param cwd working directory
 * @param timeout seconds after which Daytona kills it; left out it would run for ever, so it never is
 */
record ExecuteRequest(String command, @Nullable String cwd, long timeout) {}

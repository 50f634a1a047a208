package dev.sluice.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A command line that was understood.
 *
 * @param config limits and timeouts; null for those shipped
 * @param out directory of all files; null for one named after the experiment
 */
record DemoOptions(
        int intervals,
        Mode mode,
        int concurrency,
        @Nullable Path config,
        @Nullable Path out,
        long seed,
        List<FaultOrder> faults,
        boolean live) {

    /**
     * Reads a command line.
     *
     * @return empty if only help was asked for
     * @throws UsageException saying in one line what was not understood
     */
    static Optional<DemoOptions> parse(String... args) {
        CommandLine line = new CommandLine(CommandLineArguments.class).setCaseInsensitiveEnumValuesAllowed(true);
        try {
            line.parseArgs(args);
        } catch (ParameterException e) {
            throw new UsageException(
                    String.valueOf(e.getMessage()).replaceAll("\\s*[\\r\\n]+\\s*", " ") + " (see --help)");
        }
        return line.isUsageHelpRequested() ? Optional.empty() : Optional.of(checked(line.getCommand()));
    }

    /** The text of {@code --help}. */
    static String help() {
        return new CommandLine(CommandLineArguments.class).getUsageMessage();
    }

    private static DemoOptions checked(CommandLineArguments given) {
        requireBetween("--intervals", given.intervals(), 100_000);
        requireBetween("--concurrency", given.concurrency(), 256);
        List<String> faults = given.faults() == null ? List.of() : given.faults();
        if (given.live() && !faults.isEmpty()) {
            throw new UsageException("--fault: not with --live (expected the simulators)");
        }
        return new DemoOptions(
                given.intervals(),
                given.mode(),
                given.concurrency(),
                given.config(),
                given.out(),
                given.seed(),
                faults.stream().map(FaultOrder::parse).toList(),
                given.live());
    }

    private static void requireBetween(String option, int value, int max) {
        if (value < 1 || value > max) {
            throw new UsageException(option + " " + value + ": out of range (expected 1 to " + max + ")");
        }
    }
}

package dev.sluice.examples;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the command line may say; picocli fills it in. */
@Command(
        name = "./demo",
        sortOptions = false,
        description = "Runs an experiment on a prediction market through four providers, under their limits.",
        footer = {
            "",
            "Against simulators on this machine unless --live is given.",
            "Exit codes: 0 no interval failed and no limit was violated, 1 otherwise,",
            "2 wrong usage, 130 after Ctrl-C."
        })
interface CommandLineArguments {
    @Option(
            order = 1,
            names = "--intervals",
            defaultValue = "20",
            paramLabel = "N",
            description = "intervals to decide on (default 20)")
    int intervals();

    @Option(
            order = 2,
            names = "--mode",
            defaultValue = "direct",
            paramLabel = "direct|code",
            description = {"direct: the model decides (default);", "code: it writes a program that decides in a sandbox"
            })
    Mode mode();

    @Option(
            order = 3,
            names = "--concurrency",
            defaultValue = "8",
            paramLabel = "N",
            description = "intervals side by side (default 8)")
    int concurrency();

    @Option(
            order = 4,
            names = "--config",
            paramLabel = "FILE",
            description = "limits and timeouts (default: as shipped, see examples/sluice.yaml)")
    @Nullable
    Path config();

    @Option(
            order = 5,
            names = "--out",
            paramLabel = "DIR",
            description = "where files go (default ./demo-out/<experiment id>)")
    @Nullable
    Path out();

    @Option(
            order = 6,
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "of what the simulators invent (default 1)")
    long seed();

    @Option(
            order = 7,
            names = "--fault",
            paramLabel = "PROVIDER:STATUS:SECONDS",
            description = {"the simulator answers this for so long; repeatable"})
    @Nullable
    List<String> faults();

    @Option(
            order = 8,
            names = "--live",
            description = {
                "the real APIs; needs EXA_API_KEY, OPENROUTER_API_KEY,",
                "and DAYTONA_API_KEY in code mode; places no order"
            })
    boolean live();

    @Option(
            order = 9,
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this text")
    boolean help();
}

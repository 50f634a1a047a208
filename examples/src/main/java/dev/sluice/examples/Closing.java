package dev.sluice.examples;

import dev.sluice.experiments.Experiment;
import dev.sluice.experiments.ExperimentFiles;
import dev.sluice.experiments.Progress;
import dev.sluice.foundation.TimeSource;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The last words of a run: the table, the files, what went wrong. */
final class Closing {
    /** Deleting a sandbox takes the provider a moment after it has answered. */
    private static final Duration DELETION = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(50);

    private final Plan plan;
    private final Experiment experiment;
    private final World world;
    private final CallStats calls;
    private final Spending spending;

    Closing(Plan plan, Experiment experiment, World world, CallStats calls, Spending spending) {
        this.plan = plan;
        this.experiment = experiment;
        this.world = world;
        this.calls = calls;
        this.spending = spending;
    }

    /**
     * Prints it.
     *
     * @return the exit code
     */
    int report(PrintStream out, Path log, boolean interrupted) throws InterruptedException {
        SummaryTable table = new SummaryTable(calls, spending, simulatorReport());
        Progress progress = experiment.progress();
        ExperimentFiles files = experiment.files();
        out.println();
        out.print(table.render());
        out.println();
        out.println("experiment: " + plan.experimentId() + ", " + progress.completedIntervals() + " of "
                + progress.totalIntervals() + " intervals decided in " + progress.elapsedSeconds() + " s");
        out.println("journal: " + files.journal());
        out.println("json: " + files.rendered());
        out.println("progress: " + files.progress());
        out.println("export: " + files.evaluation());
        out.println("log: " + log);
        if (world.control().isPresent()) {
            out.println("sandboxes left in the simulator: "
                    + sandboxesLeft(world.control().get()));
        }
        if (interrupted) {
            out.println("interrupted: the journal is complete up to here");
        }
        out.println("failed intervals: " + progress.failedIntervals());
        out.println("violations: " + (world.control().isPresent() ? table.violations() : "not counted"));
        if (interrupted) {
            return 130;
        }
        return progress.failedIntervals() == 0 && table.violations() == 0 ? 0 : 1;
    }

    private JsonNode simulatorReport() throws InterruptedException {
        return world.control().isPresent()
                ? world.control().get().report()
                : JsonMapper.shared().createObjectNode();
    }

    private static int sandboxesLeft(SimulatorControl control) throws InterruptedException {
        int left = control.sandboxesAlive();
        for (long looks = DELETION.dividedBy(LOOK); left > 0 && looks > 0; looks--) {
            TimeSource.system().sleep(LOOK);
            left = control.sandboxesAlive();
        }
        return left;
    }
}

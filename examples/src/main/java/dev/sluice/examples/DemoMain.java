package dev.sluice.examples;

import dev.sluice.client.error.ClientException;
import dev.sluice.experiments.ExperimentException;
import dev.sluice.foundation.config.ConfigurationException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/** Entry point of {@code ./demo}. */
public final class DemoMain {
    private DemoMain() {}

    /** Runs the demo and exits: 0 all well, 1 an interval failed or a limit was violated, 2 wrong usage, 130 interrupted. */
    public static void main(String[] args) {
        Drain drain = new Drain();
        int code = run(args, System.getenv(), drain, System.out, System.err);
        System.out.flush();
        drain.finished();
        System.exit(code);
    }

    static int run(String[] args, Map<String, String> environment, Drain drain, PrintStream out, PrintStream err) {
        try {
            Optional<DemoOptions> options = DemoOptions.parse(args);
            if (options.isEmpty()) {
                out.print(DemoOptions.help());
                return 0;
            }
            Plan plan = Plan.of(options.get(), environment);
            drain.install();
            return new Demo(plan, drain, out).run(DemoMain::world);
        } catch (UsageException | ConfigurationException e) {
            err.println("demo: " + e.getMessage());
            return 2;
        } catch (ExperimentException | ClientException | IllegalStateException e) {
            err.println("demo: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    private static World world(Plan plan) {
        return plan.options().live()
                ? World.live()
                : SimulatorProcess.start(plan.options().seed(), plan.out().resolve("simulators.log"));
    }
}

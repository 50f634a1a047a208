package dev.sluice.examples;

import dev.sluice.client.Sluice;
import dev.sluice.client.SluiceBuilder;
import dev.sluice.daytona.DaytonaClient;
import dev.sluice.exa.ExaClient;
import dev.sluice.experiments.Experiment;
import dev.sluice.experiments.ExperimentConfig;
import dev.sluice.experiments.Progress;
import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.llm.LlmCompletionLogger;
import dev.sluice.openrouter.OpenRouterClient;
import dev.sluice.polymarket.PolymarketClient;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The experiment from beginning to end: world, clients, intervals, files, table. */
final class Demo {
    private static final Duration TICK = Duration.ofMillis(200);

    /** A drain takes ten seconds in all; what these leave is for the sandboxes and the files. */
    private static final Duration FINISH = Duration.ofSeconds(5);

    private static final Duration CANCEL = Duration.ofSeconds(1);
    private static final Duration LAST = Duration.ofSeconds(1);

    private final Plan plan;
    private final Drain drain;
    private final PrintStream out;
    private final CallStats calls = new CallStats();
    private final Spending spending = new Spending();

    Demo(Plan plan, Drain drain, PrintStream out) {
        this.plan = plan;
        this.drain = drain;
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @return the exit code
     */
    int run(Function<Plan, World> worlds) throws InterruptedException {
        try (DemoLogging logging = DemoLogging.start(plan.out(), plan.options().live() ? "live" : "simulated");
                Experiment experiment = Experiment.open(config(), plan.out(), TimeSource.system())) {
            try (World world = worlds.apply(plan)) {
                return run(experiment, world, logging);
            } catch (RuntimeException e) {
                failed(experiment, e);
                throw e;
            }
        }
    }

    private int run(Experiment experiment, World world, DemoLogging logging) throws InterruptedException {
        Optional<FaultInjector> faults = world.control()
                .map(control -> new FaultInjector(
                        control, plan.options().mode(), plan.options().faults()));
        try (Sluice sluice = open(world, faults)) {
            intervals(experiment, sluice, faults);
        }
        if (drain.isRequested()) {
            Progress progress = experiment.progress();
            experiment.fail("interrupted after " + progress.completedIntervals() + " of " + progress.totalIntervals()
                    + " intervals");
        } else {
            experiment.complete();
        }
        experiment.exportEvaluation();
        return new Closing(plan, experiment, world, calls, spending).report(out, logging.file(), drain.isRequested());
    }

    private void intervals(Experiment experiment, Sluice sluice, Optional<FaultInjector> faults)
            throws InterruptedException {
        int count = plan.options().intervals();
        DecisionMaker decisions = decisions(sluice);
        IntervalWorker worker = new IntervalWorker(
                experiment,
                count,
                MarketWatch.choose(
                        sluice.client(PolymarketClient.class),
                        TimeSource.system().instant()),
                new NewsDesk(sluice.client(ExaClient.class), spending),
                decisions);
        faults.ifPresent(FaultInjector::begin);
        WorkerPool pool = new WorkerPool(count, plan.options().concurrency());
        if (drain.isRequested()) {
            pool.stop(); // before anything began
        }
        try (Display display = Display.create(count, out)) {
            pool.start(number -> {
                worker.process(number);
                display.show(experiment.progress());
            });
            while (!pool.await(TICK)) {
                if (drain.isRequested()) {
                    drain(pool, decisions, sluice);
                    return;
                }
            }
        }
    }

    /** What runs may finish; then it is cancelled. Sandboxes are deleted first, while calls are still let through. */
    private static void drain(WorkerPool pool, DecisionMaker decisions, Sluice sluice) throws InterruptedException {
        pool.stop();
        decisions.stop();
        if (!pool.await(FINISH)) {
            decisions.abandon();
            sluice.close(CANCEL);
            pool.await(LAST);
        }
    }

    private DecisionMaker decisions(Sluice sluice) {
        Model model = new Model(
                sluice.client(OpenRouterClient.class),
                LlmCompletionLogger.builder().build(),
                spending);
        return plan.options().mode() == Mode.CODE
                ? new CodeDecisions(model, new SandboxDesk(sluice.client(DaytonaClient.class)))
                : new DirectDecisions(model);
    }

    private Sluice open(World world, Optional<FaultInjector> faults) {
        SluiceBuilder builder = plan.sluice().listener(calls);
        faults.ifPresent(builder::listener);
        Map<String, URI> urls = world.baseUrls();
        urls.forEach((name, url) -> {
            String[] parts = name.split("_", 2);
            if (Providers.ALL.contains(parts[0])) {
                builder.baseUrl(parts[0], parts.length == 1 ? "default" : parts[1], url);
            }
        });
        return builder.build();
    }

    private ExperimentConfig config() {
        DemoOptions options = plan.options();
        return ExperimentConfig.of(
                        plan.experimentId(), options.intervals(), options.mode().word(), Model.ID)
                .withSettings(
                        Map.of("concurrency", options.concurrency(), "seed", options.seed(), "live", options.live()))
                .withMetadata(Map.of("java", Runtime.version().toString(), "os", System.getProperty("os.name")));
    }

    private static void failed(Experiment experiment, RuntimeException cause) {
        try {
            experiment.fail(cause.getClass().getSimpleName() + ": " + cause.getMessage());
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}

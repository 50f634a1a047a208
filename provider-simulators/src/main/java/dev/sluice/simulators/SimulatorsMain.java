package dev.sluice.simulators;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Runs the simulators as a process of their own: prints one JSON line with the base URLs and runs until its standard input ends or
 * POST /shutdown arrives on the control endpoint. So it dies with the process that started it. The only option is {@code --seed=N}.
 */
public final class SimulatorsMain {
    private SimulatorsMain() {}

    /** Entry point; exits with 2 on an unknown option. */
    public static void main(String[] args) throws InterruptedException {
        SimulatorOptions options;
        try {
            options = options(args);
        } catch (IllegalArgumentException refused) {
            System.err.println(refused.getMessage());
            System.exit(2);
            return;
        }
        PrintStream out = System.out;
        System.setOut(System.err); // one line on standard output is the promise; a logging back end may print there too
        run(options, System.in, out);
    }

    static SimulatorOptions options(String... args) {
        SimulatorOptions options = SimulatorOptions.defaults();
        for (String arg : args) {
            if (!arg.matches("--seed=-?\\d{1,18}")) {
                throw new IllegalArgumentException(arg + ": unknown option (expected --seed=N)");
            }
            options = options.withSeed(Long.parseLong(arg.substring("--seed=".length())));
        }
        return options;
    }

    static void run(SimulatorOptions options, InputStream in, PrintStream out) throws InterruptedException {
        try (Simulators simulators = Simulators.start(options)) {
            out.println(Json.text(simulators.baseUrls()));
            out.flush();
            Thread reader = new Thread(() -> drain(in, simulators), "sluice-simulators-stdin");
            reader.setDaemon(true);
            reader.start();
            simulators.awaitShutdown();
        }
    }

    /** A broken input means the same as an ended one: nobody is left to run for. */
    private static void drain(InputStream in, Simulators simulators) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            System.err.println("standard input: " + broken.getMessage());
        } finally {
            simulators.requestShutdown();
        }
    }
}

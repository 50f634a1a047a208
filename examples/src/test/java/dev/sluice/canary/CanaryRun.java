package dev.sluice.canary;

import dev.sluice.client.Sluice;
import dev.sluice.client.error.ClientException;
import dev.sluice.experiments.AuditPart;
import dev.sluice.experiments.Experiment;
import dev.sluice.experiments.ExperimentConfig;
import dev.sluice.experiments.Interval;
import dev.sluice.foundation.Secret;
import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.event.ApiError;
import dev.sluice.logging.event.ApiResponse;
import dev.sluice.logging.event.CallRef;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.event.Failure;
import dev.sluice.logging.event.ResponseDetails;
import dev.sluice.logging.redaction.Redactor;
import dev.sluice.logging.redaction.RegisteredSecrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One process of the matrix: one logging back end at one level, many cells; whatever it writes is searched by the test. */
final class CanaryRun {
    private static final Logger LOG = LoggerFactory.getLogger("bot");

    private final Sinks sinks;
    private final CanaryServer server = new CanaryServer();
    private final CanaryServer elsewhere = new CanaryServer();

    private CanaryRun(Sinks sinks) throws Exception {
        this.sinks = sinks;
    }

    /** Directory, level, then {@code leak} for the positive control, or else the file with the cells. */
    public static void main(String[] args) throws Exception {
        Sinks sinks = new Sinks(Path.of(args[0]));
        boolean logback = LoggerFactory.getILoggerFactory().getClass().getName().contains("logback");
        try (AutoCloseable log = logback ? LogbackSinks.attach(sinks, Level.valueOf(args[1])) : () -> {}) {
            CanaryRun run = new CanaryRun(sinks);
            if (args[2].equals("leak")) {
                run.leak();
            } else {
                run.cells(Files.readAllLines(Path.of(args[2])));
            }
            sinks.write("ended.txt", String.valueOf(log != null));
        }
    }

    private void cells(List<String> cells) throws Exception {
        ExperimentConfig config = ExperimentConfig.of("canary", cells.size(), "direct", "a/b");
        try (Sluice sluice = Provider.open(server.uri());
                Experiment experiment = Experiment.open(config, sinks.file("experiment"), TimeSource.system())) {
            RegisteredSecrets.register(Secret.of(Canary.KEY));
            for (String cell : cells) {
                String[] parts = cell.split(" ");
                Place place = Place.ALL.get(Integer.parseInt(parts[0]));
                cell(sluice, experiment, new Cell(place, Scenario.valueOf(parts[1]), Provider.valueOf(parts[2])));
            }
            sinks.show(List.of(
                    sluice,
                    sluice.configuration(),
                    sluice.limiters(),
                    Thread.getAllStackTraces().keySet()));
            sinks.show(experiment.progress());
        }
        server.requests().forEach(request -> sinks.show(request.lines().count()));
        elsewhere.requests().forEach(request -> sinks.write("elsewhere.txt", request));
    }

    private record Cell(Place place, Scenario scenario, Provider provider) {}

    private void cell(Sluice sluice, Experiment experiment, Cell cell) {
        server.answer(
                cell.scenario().answer(cell.place(), elsewhere.uri().toString()),
                cell.scenario() == Scenario.SSE_SPLIT);
        String body = new String(cell.scenario().received(cell.place()), StandardCharsets.UTF_8);
        try {
            cell.provider().call(sluice, cell.scenario(), "my key is " + Canary.KEY);
        } catch (ClientException failure) {
            sinks.thrown(failure);
            LOG.error("call failed", failure);
            EventSink.slf4j().emit(ApiError.of(ref(cell), 1, Duration.ofMillis(1), Failure.of(failure, true)));
        }
        payload(cell, body);
        cell.place().also().accept(sinks);
        try (Interval interval = experiment.begin(
                "cell-" + System.nanoTime(), Map.of("place", cell.place().number()))) {
            interval.audit(AuditPart.RAW_LLM_OUTPUT, body);
            interval.audit(AuditPart.INPUT_PROMPT, "my key is " + Canary.KEY);
            interval.fail("failed with " + Canary.KEY);
        }
    }

    private static CallRef ref(Cell cell) {
        return new CallRef("req_" + cell.place().number(), cell.provider().name(), "o", "POST", "/x");
    }

    /** What a client logs of an answer where bodies are logged. */
    private static void payload(Cell cell, String body) {
        Redactor redactor = Redactor.standard();
        String type = cell.scenario() == Scenario.SSE || cell.scenario() == Scenario.SSE_SPLIT
                ? "text/event-stream"
                : cell.place().contentType();
        ResponseDetails details = ResponseDetails.NONE
                .headers(redactor.headers(Map.of("Set-Cookie", List.of("sid=" + Canary.UNKNOWN))))
                .body(redactor.body(body, type.isEmpty() ? null : type, 2_000));
        EventSink.slf4j()
                .emit(ApiResponse.of(ref(cell), 1, 200, Duration.ofMillis(2)).with(details));
        LOG.debug("payload {}", redactor.body(body, null, 300));
        LOG.trace("headers {}", details.headers());
    }

    /** A leak into every sink, which the test has to find. */
    private void leak() {
        System.out.println("out " + Canary.UNKNOWN);
        System.err.println("err " + Canary.base64("x" + Canary.KEY));
        LoggerFactory.getLogger("dev.sluice.leak").error("{}", Canary.UNKNOWN);
        sinks.show(new StringBuilder(Canary.KEY));
        sinks.thrown(new IllegalStateException("x", new RuntimeException(new Leaky(Canary.UNKNOWN))));
        sinks.write("elsewhere.txt", Canary.KEY);
    }

    private static final class Leaky extends Exception {
        private static final long serialVersionUID = 1L;

        private final String[] hidden;

        Leaky(String hidden) {
            this.hidden = new String[] {hidden};
        }

        @Override
        public String toString() {
            return "leaky " + hidden.length;
        }
    }
}

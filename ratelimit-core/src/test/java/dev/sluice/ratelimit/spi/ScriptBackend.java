package dev.sluice.ratelimit.spi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The backend that a module for Redis would be, with {@link FakeRedis} in the place of a connection: it runs {@code docs/redis-backend.lua}. */
final class ScriptBackend implements LimitBackend {
    private static final Path SCRIPT = Path.of("..", "docs", "redis-backend.lua");
    private static final Answer.Reason[] REASONS = Answer.Reason.values();

    private final FakeRedis redis;

    ScriptBackend(FakeRedis redis) {
        this.redis = redis;
    }

    static String script() {
        try {
            return Files.readString(SCRIPT);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Override
    public CompletionStage<Answer> ask(Ask ask) {
        Call call = new Call("acquire")
                .with(ask.token())
                .with(micros(ask.ttl()))
                .with(ask.parts().size());
        ask.parts().forEach(call::part);
        return call.run(reply -> reply.get(0) == 1
                ? new Answer.Granted(reply.get(1), ask.ttl())
                : new Answer.Refused(
                        ask.stages().get(reply.get(1).intValue() - 1),
                        REASONS[reply.get(2).intValue() - 1],
                        duration(reply.get(3))));
    }

    @Override
    public CompletionStage<Boolean> release(String token, List<StageKey> stages) {
        Call call = new Call("release").with(token).with(stages.size());
        stages.forEach(call::stage);
        return call.run(reply -> reply.get(0) == 1);
    }

    @Override
    public CompletionStage<Boolean> renew(String token, List<StageKey> stages, Duration ttl) {
        Call call = new Call("renew").with(token).with(micros(ttl)).with(stages.size());
        stages.forEach(call::stage);
        return call.run(reply -> reply.get(0) == 1);
    }

    @Override
    public CompletionStage<Void> settle(Settlement settlement) {
        return new Call("settle")
                .window(settlement.stage(), settlement.window())
                .with(settlement.stampMicros())
                .with(settlement.actual() - settlement.charged())
                .run(reply -> null);
    }

    @Override
    public CompletionStage<Void> pause(StageKey stage, Duration duration) {
        return new Call("pause").key(stage, "state").with(micros(duration)).run(reply -> null);
    }

    @Override
    public CompletionStage<List<StageCounts>> snapshot(List<StageLimits> stages) {
        Call call = new Call("snapshot").with(stages.size());
        for (StageLimits limits : stages) {
            call.stage(limits.key())
                    .with(micros(limits.minDelay()))
                    .with(limits.windows().size());
            limits.windows().forEach(window -> call.window(limits.key(), window));
        }
        return call.run(reply -> {
            List<StageCounts> counts = new ArrayList<>();
            int at = 0;
            for (StageLimits limits : stages) {
                Map<String, Long> used = new LinkedHashMap<>();
                for (int i = 0; i < limits.windows().size(); i++) {
                    used.put(limits.windows().get(i).id(), reply.get(at + 4 + i));
                }
                counts.add(new StageCounts(
                        reply.get(at).intValue(),
                        reply.get(at + 1).intValue(),
                        duration(reply.get(at + 2)),
                        duration(reply.get(at + 3)),
                        used));
                at += 4 + used.size();
            }
            return counts;
        });
    }

    private static long micros(Duration duration) {
        return Math.addExact(duration.toNanos(), 999) / 1_000;
    }

    private static Duration duration(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    /** One round trip under construction. */
    private final class Call {
        private final List<String> keys = new ArrayList<>();
        private final List<String> args = new ArrayList<>();

        Call(String operation) {
            args.add(operation);
        }

        Call with(Object argument) {
            args.add(argument.toString());
            return this;
        }

        Call key(StageKey stage, String what) {
            keys.add("{sluice}:" + stage.account() + "/" + stage.stage() + ":" + what);
            return this;
        }

        Call stage(StageKey stage) {
            return key(stage, "permits").key(stage, "lower").key(stage, "state");
        }

        Call window(StageKey stage, WindowLimit window) {
            String name = window.id() + ":" + micros(window.per()) + (window.offset() == null ? "" : ":calendar");
            key(stage, "log:" + name).key(stage, "sum:" + name).with(micros(window.per()));
            return with(window.offset() == null ? "" : window.offset().getTotalSeconds() * 1_000_000L);
        }

        void part(Part part) {
            StageLimits limits = part.limits();
            stage(limits.key())
                    .with(limits.maxConcurrent())
                    .with(limits.reserveCritical())
                    .with(part.critical() ? 1 : 0)
                    .with(micros(limits.minDelay()))
                    .with(limits.windows().size());
            for (WindowLimit window : limits.windows()) {
                window(limits.key(), window).with(window.capacity()).with(part.charge(window));
            }
        }

        <T> CompletionStage<T> run(Function<List<Long>, T> read) {
            return CompletableFuture.completedFuture(read.apply(redis.eval(keys, args)));
        }
    }
}

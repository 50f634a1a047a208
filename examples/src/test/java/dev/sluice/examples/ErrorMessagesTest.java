package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.Sluice;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.exa.ExaClient;
import dev.sluice.foundation.Secret;
import dev.sluice.openrouter.OpenRouterClient;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ChatStream;
import dev.sluice.simulators.Fault;
import dev.sluice.simulators.Latency;
import dev.sluice.simulators.SimulatorOptions;
import dev.sluice.simulators.Simulators;
import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} has the messages that users see, as the code makes them; {@code -Dsluice.golden=write} writes it anew. */
class ErrorMessagesTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "errors.md");
    private static final String PAID = "openai/gpt-4o-mini";
    private static final String FREE = "openai/gpt-oss-20b:free";
    private static final String CONFIG = """
            providers:
              openrouter:
                limits: { min-delay: 0ms%s }
                retry: { max-attempts: 1 }
              exa:
                limits: { min-delay: 0ms%s }
                retry: { max-attempts: 1 }
            """;

    private final List<String> page = new ArrayList<>();

    @Test
    void committedPage_isWhatUsersSee() throws IOException {
        head();
        openRouter();
        exa();
        budget();
        String made = String.join("\n", page) + "\n";
        if ("write".equals(System.getProperty("sluice.golden"))) {
            Files.writeString(DOCUMENT, made);
        }

        assertThat(Files.readString(DOCUMENT))
                .as("%s (to accept the change: -Dsluice.golden=write)", DOCUMENT)
                .isEqualTo(made);
        assertThat(made).doesNotContain("made-up-key").doesNotContain("simulated flagged words");
    }

    private void head() {
        line("# What users see when a call fails");
        line("");
        line(
                "The messages of the exceptions, word by word, and what to do. Written by `ErrorMessagesTest`, which calls the real clients against the simulated providers.");
        line(
                "Which faults of connections and servers lead to which exception, and what is repeated: [fault-matrix.md](fault-matrix.md).");
        line("");
        line(
                "A message names the provider, the operation and the fact. What the provider wrote is apart from it (`ResponseException.providerMessage()`, redacted), because nobody");
        line(
                "knows what it contains; OpenRouter's metadata is in `OpenRouterError.of(failure)`: moderation's reasons, whose limit, the upstream provider, what could be asked instead.");
        line(
                "*Final*: `isRetryable()` is false, a repeat fails the same way. *Retryable*: it may succeed later, and the pipeline has repeated it already, as often as it may.");
    }

    private void openRouter() {
        line("");
        line("## OpenRouter");
        chat("No key", null, PAID, "Set the variable, or name another one in `providers.openrouter.api-key-env`.");
        chat("A bad key", "bad-key", PAID, "Check the key; it may have been revoked.");
        chat(
                "No credits",
                "no-credits",
                PAID,
                "Add credits, or raise the key's limit. Everything that costs money fails until then.");
        chat(
                "The credits that are left are reserved by calls under way",
                "in-flight-budget",
                PAID,
                "Nothing: this 402 passes when those calls have ended, and is repeated.");
        chat(
                "The daily cap of free models",
                "daily-cap",
                FREE,
                "Wait for `retryAt()`, midnight UTC, or use a model that is not free. Not repeated, and all calls to free models wait with it.");
        chat(
                "Too many calls a minute to free models",
                "minute-cap",
                FREE,
                "Nothing: calls to free models wait until then.");
        chat(
                "The model's provider refuses more",
                "upstream-limit",
                PAID,
                "Nothing, or another model: calls to this one wait, others go on.");
        chat(
                "Moderation refuses the input",
                "moderation",
                PAID,
                "Change the input, or ask a model without moderation. `OpenRouterError.reasons()` says why.");
        chat(
                "A guardrail refuses the input",
                "guardrail",
                PAID,
                "Change the input; `OpenRouterError.patterns()` says what was found.");
        chat("An unknown model", "", "gpt-nine", "Check the id: `author/slug`, as `GET /models` lists them.");
        chat(
                "A model that was retired",
                "model-deprecated",
                PAID,
                "Ask one of `OpenRouterError.availability().fallbackModels()`.");
        chat("The prompt is too long", "context-length", PAID, "Shorten it, or ask a model with a longer context.");
        chat("The model fails, inside HTTP 200", "error-body", PAID, "Call again later, or name fallback models.");
        chat(
                "The answer breaks off with an error",
                "choice-error",
                PAID,
                "Call again later. `OpenRouterError.partialText()` has what it said until then.");
        chat("An answer without any content", "blank", PAID, "Call again later.");
        stream(
                "A stream that is cut",
                Fault.truncate(),
                "Call again; `ChatStream.soFar()` has the text until then, and its finish reason is missing.");
        stream(
                "A stream that breaks off with an error",
                Fault.shape("stream-error"),
                "Call again; `ChatStream.soFar()` has the text until then.");
    }

    private void exa() {
        line("");
        line("## Exa");
        search("A bad key", 401, "Check the key.");
        search("No credits", 402, "Top up, or raise the key's budget.");
        search(
                "Too many requests",
                429,
                "Nothing: it is repeated. If it stays, other programs use the account's rate, too: lower the limits.");
    }

    /** Spent by a first call of 1 cent at least, which is then refused a second. */
    private void budget() {
        line("");
        line("## The spend cap");
        String budget = ", budget: { usd: 0.05, per: 1d, calendar: UTC, estimate: 0.04 }";
        play(
                "The budget is spent (`budget: { usd: 0.05, per: 1d, calendar: UTC, estimate: 0.04 }`)",
                budget,
                "made-up-key",
                world -> {
                    world.simulators.openRouter().inject(Fault.shape("no-usage"));
                    ask(world, PAID);
                    ask(world, PAID);
                },
                "Wait for `retryAt()`, or raise `usd`. Nothing was sent. What is *spent* includes the estimates of calls whose cost is not known (yet).");
    }

    private void chat(String title, @Nullable String shape, String model, String advice) {
        play(
                title,
                "",
                shape == null ? null : "made-up-key",
                world -> {
                    if (shape != null && !shape.isEmpty()) {
                        world.simulators.openRouter().inject(Fault.shape(shape));
                    }
                    ask(world, model);
                },
                advice);
    }

    private void stream(String title, Fault fault, String advice) {
        play(
                title,
                "",
                "made-up-key",
                world -> {
                    world.simulators.openRouter().inject(fault);
                    try (ChatStream stream =
                            world.sluice.client(OpenRouterClient.class).chatStream(question(PAID))) {
                        stream.toCompletion();
                    }
                },
                advice);
    }

    private void search(String title, int status, String advice) {
        play(
                title,
                "",
                "made-up-key",
                world -> {
                    world.simulators.exa().inject(Fault.status(status));
                    world.sluice.client(ExaClient.class).search("rates");
                },
                advice);
    }

    private static void ask(World world, String model) {
        world.sluice.client(OpenRouterClient.class).chat(question(model));
    }

    private static ChatRequest question(String model) {
        return ChatRequest.to(model).user("Buy, sell or hold?").build();
    }

    private void play(String title, String limits, @Nullable String key, Consumer<World> calls, String advice) {
        VirtualTime time = VirtualTime.autoAdvancing();
        SimulatorOptions options = SimulatorOptions.defaults().withTime(time).withLatency(Latency.none());
        try (Simulators simulators = Simulators.start(options);
                Sluice sluice = sluice(simulators, time, limits, key)) {
            calls.accept(new World(simulators, sluice));
            throw new AssertionError(title + ": no failure (expected: one)");
        } catch (ClientException failure) {
            tell(title, failure, advice);
        }
    }

    private static Sluice sluice(Simulators simulators, VirtualTime time, String limits, @Nullable String key) {
        var builder = Sluice.builder()
                .config(CONFIG.formatted(limits, ""))
                .environment(Map.of())
                .time(time)
                .baseUrl("openrouter", simulators.baseUrls().get("openrouter"))
                .baseUrl("exa", simulators.baseUrls().get("exa"));
        if (key != null) {
            builder.credential("openrouter", Secret.of(key)).credential("exa", Secret.of(key));
        }
        return builder.build();
    }

    private void tell(String title, ClientException failure, String advice) {
        line("");
        line("### " + title);
        line("");
        line("```");
        line(String.valueOf(failure.getMessage()));
        if (failure.getCause() != null
                && !String.valueOf(failure.getMessage())
                        .contains(failure.getCause().getMessage())) {
            line("  because: " + failure.getCause().getMessage());
        }
        if (failure instanceof ResponseException response
                && response.providerMessage().isPresent()) {
            line("  " + failure.provider() + " says: "
                    + response.providerMessage().get().strip());
        }
        line("```");
        line("");
        line("`" + failure.getClass().getSimpleName() + "`, " + (failure.isRetryable() ? "retryable" : "final")
                + (failure.retryAt().isPresent() ? ", with `retryAt()`" : "") + ". " + advice);
    }

    private void line(String text) {
        page.add(text);
    }

    private record World(Simulators simulators, Sluice sluice) {}
}

package dev.sluice.openrouter.tools;

import dev.sluice.client.OverallDeadline;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.spi.Copies;
import dev.sluice.foundation.TimeSource;
import dev.sluice.openrouter.chat.ChatChunk;
import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatMessage;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ChatRequestBuilder;
import dev.sluice.openrouter.chat.ChatStream;
import dev.sluice.openrouter.chat.Tool;
import dev.sluice.openrouter.chat.ToolCall;
import dev.sluice.openrouter.chat.ToolChoice;
import dev.sluice.openrouter.chat.TotalUsage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model, runs the tools that it calls, tells it what came of them, and asks again, until it answers without calling any. From
 * {@code OpenRouterClient}. Immutable, every method returns a changed copy; as thread-safe as the tools are.
 *
 * <p>Tools run on the thread that called {@link #run}, one after the other, in the order of the calls, and while they run the loop holds no
 * permit: they may make calls of their own, to any provider. The model's messages go back as they came, reasoning details included; calls that
 * came without an id get one. A tool choice of the request is for its first round, since the model could not end otherwise.
 *
 * <p>A deadline of {@link dev.sluice.client.CallOptions} is for the whole: rounds and calls that tools make on this thread have what is left of
 * it. It does not stop a tool that computes.
 */
public final class ToolLoop {
    private static final int ROUNDS = 8;

    private final Function<ChatRequest, ChatCompletion> chat;
    private final Function<ChatRequest, ChatStream> streams;
    private final TimeSource time;
    private final ToolSet tools;
    private final int maxRounds;
    private final ToolFailures failures;
    private final Consumer<ToolRound> watcher;
    private final @Nullable Consumer<ChatChunk> reader;

    private ToolLoop(
            ToolLoop from,
            int maxRounds,
            ToolFailures failures,
            Consumer<ToolRound> watcher,
            @Nullable Consumer<ChatChunk> reader) {
        this.chat = from.chat;
        this.streams = from.streams;
        this.time = from.time;
        this.tools = from.tools;
        this.maxRounds = maxRounds;
        this.failures = failures;
        this.watcher = watcher;
        this.reader = reader;
    }

    /**
     * For {@code OpenRouterClient}, and for who puts something of his own in front of it: eight rounds, failures told.
     *
     * @param chat asks for a whole answer
     * @param streams asks for an answer piece by piece; used after {@link #onPiece}
     */
    public ToolLoop(
            Function<ChatRequest, ChatCompletion> chat,
            Function<ChatRequest, ChatStream> streams,
            TimeSource time,
            ToolSet tools) {
        this.chat = chat;
        this.streams = streams;
        this.time = time;
        this.tools = tools;
        this.maxRounds = ROUNDS;
        this.failures = ToolFailures.TOLD;
        this.watcher = round -> {};
        this.reader = null;
    }

    /**
     * How many answers the model may give, the last without tool calls; 8 unless set.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public ToolLoop maxRounds(int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("maxRounds: " + rounds + " (expected: at least 1)");
        }
        return new ToolLoop(this, rounds, failures, watcher, reader);
    }

    /** What becomes of tools that fail; {@link ToolFailures#TOLD} unless set. */
    public ToolLoop failures(ToolFailures what) {
        return new ToolLoop(this, maxRounds, what, watcher, reader);
    }

    /** Is told of each round when its tools are through, on the thread that runs the loop; what it throws ends the loop. */
    public ToolLoop onRound(Consumer<ToolRound> told) {
        return new ToolLoop(this, maxRounds, failures, told, reader);
    }

    /**
     * Streams every round, and hands on each piece as it comes, on the thread that runs the loop; what the reader throws closes the stream and ends the loop.
     * The answer is put together from the pieces, and the stream is closed, its permit given back, before a tool runs. A round of which a piece was delivered
     * is not repeated: if it fails then, the loop ends with {@link ToolLoopException.Reason#STREAM}. A deadline of {@link dev.sluice.client.CallOptions} is
     * looked at between two pieces; a silence in between is bounded by the provider's idle timeout.
     */
    public ToolLoop onPiece(Consumer<ChatChunk> piece) {
        return new ToolLoop(this, maxRounds, failures, watcher, piece);
    }

    /**
     * Goes round until there is an answer.
     *
     * @param request the question; the tools of this loop are added to its own
     * @throws ToolLoopException if there is none within the rounds or the deadline, a stream does not come to its end, or a tool's failure is to be thrown
     * @throws dev.sluice.client.error.ClientException if the model cannot be asked
     */
    public ToolLoopResult run(ChatRequest request) {
        return new Run(request).toTheEnd();
    }

    /** One conversation. For one thread. */
    private final class Run {
        private final OverallDeadline deadline = OverallDeadline.begin(time);
        private final ToolRunner runner = new ToolRunner(tools, failures);
        private ChatRequest conversation;
        private TotalUsage usage = TotalUsage.NONE;

        Run(ChatRequest request) {
            conversation = offering(request);
        }

        ToolLoopResult toTheEnd() {
            while (true) {
                requireTime();
                ChatCompletion answer =
                        deadline.call(() -> reader == null ? chat.apply(conversation) : streamed(reader));
                usage = usage.plus(answer);
                List<ToolCall> calls = answer.toolCalls();
                if (calls.isEmpty()) {
                    return new ToolLoopResult(answer, ended(answer), usage);
                }
                if (usage.answers() == maxRounds) {
                    throw stopped(
                            ToolLoopException.Reason.ROUNDS,
                            maxRounds + " rounds, and the model still calls tools (expected: an answer)",
                            null);
                }
                round(answer, CallIds.fill(answer.message().orElseThrow(), calls, usage.answers()));
            }
        }

        private ChatCompletion streamed(Consumer<ChatChunk> handOn) {
            try (ChatStream stream = streams.apply(conversation)) {
                for (ChatChunk piece = next(stream); piece != null; piece = next(stream)) {
                    handOn.accept(piece);
                    if (deadline.isOver() && stream.soFar().finishReason().isEmpty()) {
                        throw brokenOff(ToolLoopException.Reason.DEADLINE, "deadline over amid", stream, null);
                    }
                }
                return stream.soFar();
            }
        }

        /** Null at the end. */
        private @Nullable ChatChunk next(ChatStream stream) {
            Iterator<ChatChunk> arriving = stream.iterator();
            try {
                return arriving.hasNext() ? arriving.next() : null;
            } catch (ClientException failure) {
                throw brokenOff(ToolLoopException.Reason.STREAM, "no end of", stream, failure);
            }
        }

        private ToolLoopException brokenOff(
                ToolLoopException.Reason reason, String fact, ChatStream stream, @Nullable Throwable cause) {
            ChatCompletion partial = stream.soFar();
            usage = usage.plus(partial);
            return new ToolLoopException(
                    reason,
                    fact + " the stream of round " + usage.answers() + " (expected: a whole answer)",
                    new LoopState(conversation, usage, partial),
                    cause);
        }

        /** Runs the tools that the message calls; only when all have answered does the conversation go on. */
        private void round(ChatCompletion answer, ChatMessage said) {
            ChatRequestBuilder next = conversation.toBuilder().message(said);
            if (conversation.toolChoice() != null) {
                next.toolChoice(ToolChoice.AUTO);
            }
            List<ChatMessage> results = new ArrayList<>();
            for (ToolCall call : Copies.present(said.toolCalls())) {
                ChatMessage result = ChatMessage.tool(Objects.requireNonNull(call.id()), result(call));
                results.add(result);
                next.message(result);
            }
            conversation = next.build();
            watcher.accept(new ToolRound(usage.answers(), answer, results));
        }

        private String result(ToolCall call) {
            requireTime();
            try {
                return deadline.call(() -> runner.run(call));
            } catch (FailedToolException failed) {
                throw stopped(ToolLoopException.Reason.TOOL, failed.fact(), failed.getCause());
            }
        }

        /** The first answer may fail in its own words: nothing was said yet that could be lost. */
        private void requireTime() {
            if (usage.answers() > 0 && deadline.isOver()) {
                throw stopped(
                        ToolLoopException.Reason.DEADLINE,
                        "deadline over after " + usage.answers() + " rounds (expected: an answer within it)",
                        null);
            }
        }

        private ToolLoopException stopped(ToolLoopException.Reason reason, String fact, @Nullable Throwable cause) {
            return new ToolLoopException(reason, fact, new LoopState(conversation, usage, null), cause);
        }

        private ChatRequest ended(ChatCompletion answer) {
            return answer.message()
                    .map(said -> conversation.toBuilder().message(said).build())
                    .orElse(conversation);
        }

        /** A conversation that was in a loop before offers its tools already. */
        private ChatRequest offering(ChatRequest request) {
            Set<String> offered =
                    Copies.present(request.tools()).stream().map(ToolLoop::name).collect(Collectors.toSet());
            ChatRequestBuilder offering = request.toBuilder();
            tools.definitions().stream()
                    .filter(tool -> !offered.contains(name(tool)))
                    .forEach(offering::tool);
            return offering.build();
        }
    }

    private static String name(Tool tool) {
        String name = tool.function() == null ? tool.type() : tool.function().name();
        return String.valueOf(name);
    }
}

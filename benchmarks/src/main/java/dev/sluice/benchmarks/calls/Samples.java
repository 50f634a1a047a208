package dev.sluice.benchmarks.calls;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What all callers send and get. */
public final class Samples {
    static final String MODEL = "gpt-benchmark";
    static final String QUESTION =
            "Will it rain in Paris before the end of the week? Answer with a probability and one sentence of reasons.";
    static final int MAX_TOKENS = 500;
    static final String KEY = "sk-benchmark-0123456789abcdef";

    /** About 200 bytes as JSON. */
    static final Prompt PROMPT = new Prompt(MODEL, MAX_TOKENS, List.of(new Completion.Message("user", QUESTION)));

    private static final int ANSWER_BYTES = 2_048;

    private Samples() {}

    /** A completion of exactly 2 KiB. */
    static byte[] answer() {
        String head =
                "{\"id\":\"chatcmpl-benchmark\",\"object\":\"chat.completion\",\"created\":1763733600,\"model\":\""
                        + MODEL + "\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"";
        String tail = "\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":402,\"total_tokens\":433}}";
        String words = "Rain is likely, since a front comes in from the west.\\n".repeat(40);
        int room = ANSWER_BYTES - head.length() - tail.length();
        String content = words.substring(0, room - 1).replaceAll("\\\\$", ".") + ".";
        return (head + content + tail).getBytes(StandardCharsets.UTF_8);
    }

    /** The same by server-sent events: ten words and the end marker. */
    static byte[] stream() {
        String events = IntStream.range(0, 10)
                .mapToObj(
                        i ->
                                "data: {\"id\":\"chatcmpl-benchmark\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word\"}}]}\n\n")
                .collect(Collectors.joining());
        return (events + "data: [DONE]\n\n").getBytes(StandardCharsets.UTF_8);
    }
}

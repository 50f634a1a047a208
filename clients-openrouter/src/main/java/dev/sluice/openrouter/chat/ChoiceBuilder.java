package dev.sluice.openrouter.chat;

import dev.sluice.client.spi.Copies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One choice of a stream in the making. */
final class ChoiceBuilder {

    private final int index;
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final ReasoningPieces reasoningDetails = new ReasoningPieces();
    private final List<Annotation> annotations = new ArrayList<>();
    private final List<AnswerImage> images = new ArrayList<>();
    private final AudioPieces audio = new AudioPieces();
    private final ToolCallPieces toolCalls = new ToolCallPieces();
    private final LogprobPieces logprobs = new LogprobPieces();
    private final Map<String, JsonNode> messageExtra = new LinkedHashMap<>();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private String role = "assistant";
    private boolean spoke;
    private @Nullable FinishReason finishReason;
    private @Nullable String nativeFinishReason;

    ChoiceBuilder(int index) {
        this.index = index;
    }

    void add(ChatChunk.Choice piece) {
        if (piece.delta() != null) {
            add(piece.delta());
        }
        finishReason = piece.finishReason() == null ? finishReason : piece.finishReason();
        nativeFinishReason = piece.nativeFinishReason() == null ? nativeFinishReason : piece.nativeFinishReason();
        logprobs.add(piece.logprobs());
        extra.putAll(piece.extra());
    }

    private void add(ChatChunk.Delta delta) {
        if (delta.role() != null && !delta.role().isEmpty()) {
            role = delta.role();
        }
        spoke |= delta.content() != null;
        append(content, delta.content());
        append(reasoning, delta.reasoning());
        append(refusal, delta.refusal());
        reasoningDetails.add(delta.reasoningDetails());
        annotations.addAll(Copies.present(delta.annotations()));
        images.addAll(Copies.present(delta.images()));
        audio.add(delta.audio());
        Copies.present(delta.toolCalls()).forEach(toolCalls::add);
        messageExtra.putAll(delta.extra());
    }

    String text() {
        return content.toString();
    }

    @Nullable
    FinishReason finishReason() {
        return finishReason;
    }

    ChatCompletion.Choice build() {
        List<ToolCall> calls = toolCalls.build();
        ChatMessage message = new ChatMessage(
                role,
                spoke ? Content.of(text()) : null,
                null,
                orNull(calls),
                null,
                orNull(refusal),
                orNull(reasoning),
                reasoningDetails.build(),
                orNull(images),
                audio.build(),
                orNull(annotations),
                null,
                messageExtra);
        return new ChatCompletion.Choice(
                index, message, finishReason, nativeFinishReason, logprobs.build(), null, extra);
    }

    private static void append(StringBuilder to, @Nullable String piece) {
        if (piece != null) {
            to.append(piece);
        }
    }

    private static <T> @Nullable List<T> orNull(List<T> items) {
        return items.isEmpty() ? null : items;
    }

    private static @Nullable String orNull(StringBuilder text) {
        return text.isEmpty() ? null : text.toString();
    }
}

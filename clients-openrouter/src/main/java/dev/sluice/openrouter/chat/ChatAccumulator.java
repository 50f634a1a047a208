package dev.sluice.openrouter.chat;

import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.common.RouterMetadata;
import dev.sluice.openrouter.common.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Puts the chunks of a stream together to the completion the blocking call would have given: texts joined, pieces of
 * tool calls matched by their index, reasoning details in order, the last usage. A repeated finish reason changes
 * nothing, a chunk without choices is no error, missing ids stay missing. Not thread-safe.
 */
public final class ChatAccumulator {

    private final Map<Integer, ChoiceBuilder> choices = new TreeMap<>();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private @Nullable String id;
    private @Nullable Long created;
    private @Nullable String model;
    private @Nullable String provider;
    private @Nullable Usage usage;
    private @Nullable String systemFingerprint;
    private @Nullable String serviceTier;
    private @Nullable RouterMetadata metadata;

    /** An accumulator that has seen nothing. */
    public ChatAccumulator() {}

    /** Adds the next chunk of the stream. */
    public ChatAccumulator add(ChatChunk chunk) {
        id = later(id, chunk.id());
        created = later(created, chunk.created());
        model = later(model, chunk.model());
        provider = later(provider, chunk.provider());
        usage = later(usage, chunk.usage());
        systemFingerprint = later(systemFingerprint, chunk.systemFingerprint());
        serviceTier = later(serviceTier, chunk.serviceTier());
        metadata = later(metadata, chunk.openrouterMetadata());
        extra.putAll(chunk.extra());
        if (chunk.debug() != null) {
            extra.put("debug", chunk.debug());
        }
        for (ChatChunk.Choice choice : Copies.present(chunk.choices())) {
            int index = choice.index() == null ? 0 : choice.index();
            choices.computeIfAbsent(index, ChoiceBuilder::new).add(choice);
        }
        return this;
    }

    /** The text of the first choice so far; empty before its first piece. */
    public String text() {
        return choices.values().stream().findFirst().map(ChoiceBuilder::text).orElse("");
    }

    /** Why the first choice ended; null while it has not. */
    public @Nullable FinishReason finishReason() {
        return choices.values().stream()
                .findFirst()
                .map(ChoiceBuilder::finishReason)
                .orElse(null);
    }

    /** Everything so far as one completion; before the end of the stream without finish reason and usage. */
    public ChatCompletion toCompletion() {
        List<ChatCompletion.Choice> built =
                choices.values().stream().map(ChoiceBuilder::build).toList();
        return new ChatCompletion(
                id,
                "chat.completion",
                created,
                model,
                provider,
                built,
                usage,
                systemFingerprint,
                serviceTier,
                metadata,
                extra);
    }

    private static <T> @Nullable T later(@Nullable T known, @Nullable T seen) {
        return seen == null ? known : seen;
    }
}

package dev.sluice.simulators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The models that OpenRouter's simulator lists, and where they run; fields after OpenRouter's OpenAPI file. It answers for others, too. */
final class OpenRouterCatalog {
    private static final long CREATED = 1_760_000_000L;
    private static final List<String> CHAT =
            List.of("openai/gpt-4o-mini", "anthropic/claude-haiku-4.5", "meta-llama/llama-3.3-70b-instruct:free");
    private static final List<String> EMBEDDING = List.of("openai/text-embedding-3-small");
    private static final List<String> IMAGE = List.of("google/gemini-2.5-flash-image");

    private OpenRouterCatalog() {}

    /** The answer of a list: all models, or the page that offset and limit name. */
    static Answer models(SimulatedRequest request) {
        List<Object> all = new ArrayList<>();
        CHAT.forEach(id -> all.add(model(id, "text")));
        EMBEDDING.forEach(id -> all.add(model(id, "embeddings")));
        IMAGE.forEach(id -> all.add(model(id, "image")));
        return page(request, all);
    }

    /** The same of the models that make vectors. */
    static Answer embeddingModels(SimulatedRequest request) {
        List<Object> all = new ArrayList<>();
        EMBEDDING.forEach(id -> all.add(model(id, "embeddings")));
        return page(request, all);
    }

    private static Answer page(SimulatedRequest request, List<Object> all) {
        int offset = number(request.parameter("offset"), 0);
        int limit = number(request.parameter("limit"), all.size());
        int from = Math.min(offset, all.size());
        List<Object> page = all.subList(from, Math.min(all.size(), from + limit));
        return Answer.json(
                200, Json.object("data", page, "total_count", all.size(), "links", Json.object("next", null)));
    }

    private static int number(@Nullable String text, int otherwise) {
        try {
            return text == null ? otherwise : Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    static Answer count() {
        return Answer.json(200, Json.object("data", Json.object("count", CHAT.size())));
    }

    /** The model of this path, {@code author/slug}. */
    static Answer model(String id) {
        return known(id)
                .map(output -> Answer.json(200, Json.object("data", model(id, output))))
                .orElseGet(() -> OpenRouterErrors.of(404, "Model not found"));
    }

    static Answer endpoints(String id) {
        return known(id)
                .map(output -> Answer.json(
                        200,
                        Json.object(
                                "data",
                                Json.object(
                                        "id",
                                        id,
                                        "name",
                                        id,
                                        "created",
                                        CREATED,
                                        "description",
                                        "A simulated model.",
                                        "architecture",
                                        architecture(output),
                                        "endpoints",
                                        List.of(endpoint(id))))))
                .orElseGet(() -> OpenRouterErrors.of(404, "Model not found"));
    }

    static Answer zeroRetention() {
        return Answer.json(
                200,
                Json.object(
                        "data", CHAT.stream().map(OpenRouterCatalog::endpoint).toList()));
    }

    static Answer providers() {
        return Answer.json(
                200,
                Json.object(
                        "data",
                        List.of(Json.object(
                                "name",
                                "Simulator",
                                "slug",
                                "simulator",
                                "privacy_policy_url",
                                null,
                                "headquarters",
                                "US",
                                "datacenters",
                                List.of("US")))));
    }

    static Answer imageModels() {
        Object model = Json.object(
                "id",
                IMAGE.get(0),
                "name",
                IMAGE.get(0),
                "description",
                "A simulated model.",
                "created",
                CREATED,
                "architecture",
                Json.object("input_modalities", List.of("text"), "output_modalities", List.of("image")),
                "supported_parameters",
                Json.object("n", Json.object("type", "range", "min", 1, "max", 1)),
                "supports_streaming",
                true,
                "endpoints",
                "/api/v1/images/models/" + IMAGE.get(0) + "/endpoints");
        return Answer.json(200, Json.object("data", List.of(model)));
    }

    static Answer imageEndpoints(String id) {
        if (!IMAGE.contains(id)) {
            return OpenRouterErrors.of(404, "Model not found");
        }
        Object endpoint = Json.object(
                "provider_name",
                "Simulator",
                "provider_slug",
                "simulator",
                "provider_tag",
                null,
                "supported_parameters",
                Json.object("n", Json.object("type", "range", "min", 1, "max", 1)),
                "allowed_passthrough_parameters",
                List.of(),
                "supports_streaming",
                true,
                "pricing",
                List.of(Json.object("billable", "output_image", "unit", "image", "cost_usd", 0.04)));
        return Answer.json(200, Json.object("id", id, "endpoints", List.of(endpoint)));
    }

    private static Optional<String> known(String id) {
        if (CHAT.contains(id)) {
            return Optional.of("text");
        }
        return EMBEDDING.contains(id)
                ? Optional.of("embeddings")
                : IMAGE.contains(id) ? Optional.of("image") : Optional.empty();
    }

    private static Map<String, @Nullable Object> model(String id, String output) {
        return Json.object(
                "id",
                id,
                "canonical_slug",
                id,
                "name",
                id,
                "created",
                CREATED,
                "description",
                "A simulated model.",
                "context_length",
                128_000,
                "architecture",
                architecture(output),
                "pricing",
                pricing(id),
                "top_provider",
                Json.object("context_length", 128_000, "max_completion_tokens", 16_384, "is_moderated", false),
                "per_request_limits",
                null,
                "supported_parameters",
                List.of("max_tokens", "temperature", "response_format", "tools"),
                "default_parameters",
                null,
                "supported_voices",
                null,
                "links",
                Json.object("details", "/api/v1/models/" + id + "/endpoints"));
    }

    private static Map<String, @Nullable Object> architecture(String output) {
        return Json.object(
                "modality",
                "text->" + output,
                "input_modalities",
                List.of("text"),
                "output_modalities",
                List.of(output),
                "tokenizer",
                "Other",
                "instruct_type",
                null);
    }

    /** What {@link Completion} charges. */
    private static Map<String, @Nullable Object> pricing(String id) {
        boolean free = id.endsWith(":free");
        return Json.object(
                "prompt", free ? "0" : "0.000001", "completion", free ? "0" : "0.000005", "request", "0", "image", "0");
    }

    private static Map<String, @Nullable Object> endpoint(String id) {
        return Json.object(
                "name",
                "Simulator | " + id,
                "model_id",
                id,
                "model_name",
                id,
                "context_length",
                128_000,
                "pricing",
                pricing(id),
                "provider_name",
                "Simulator",
                "tag",
                "simulator",
                "quantization",
                null,
                "max_completion_tokens",
                16_384,
                "max_prompt_tokens",
                null,
                "supported_parameters",
                List.of("max_tokens", "temperature"),
                "status",
                0,
                "uptime_last_30m",
                100,
                "supports_implicit_caching",
                false);
    }
}

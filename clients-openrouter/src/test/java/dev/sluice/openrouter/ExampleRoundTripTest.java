package dev.sluice.openrouter;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.openrouter.account.ApiKey;
import dev.sluice.openrouter.account.Generation;
import dev.sluice.openrouter.account.GenerationContent;
import dev.sluice.openrouter.chat.AnswerAudio;
import dev.sluice.openrouter.chat.AnswerImage;
import dev.sluice.openrouter.chat.ChatChunk;
import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatMessage;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ContentPart;
import dev.sluice.openrouter.chat.Logprobs;
import dev.sluice.openrouter.chat.ReasoningDetail;
import dev.sluice.openrouter.chat.ResponseFormat;
import dev.sluice.openrouter.chat.Tool;
import dev.sluice.openrouter.chat.ToolCall;
import dev.sluice.openrouter.chat.ToolChoice;
import dev.sluice.openrouter.common.Percentiles;
import dev.sluice.openrouter.common.Plugin;
import dev.sluice.openrouter.common.Reasoning;
import dev.sluice.openrouter.common.RouterMetadata;
import dev.sluice.openrouter.common.ServerToolUse;
import dev.sluice.openrouter.common.Usage;
import dev.sluice.openrouter.embeddings.EmbeddingRequest;
import dev.sluice.openrouter.embeddings.EmbeddingResponse;
import dev.sluice.openrouter.embeddings.RerankRequest;
import dev.sluice.openrouter.embeddings.RerankResponse;
import dev.sluice.openrouter.images.ImageEndpoints;
import dev.sluice.openrouter.images.ImageEvent;
import dev.sluice.openrouter.images.ImageModel;
import dev.sluice.openrouter.images.ImageProviderPreferences;
import dev.sluice.openrouter.images.ImageRequest;
import dev.sluice.openrouter.images.ImageResponse;
import dev.sluice.openrouter.internal.OpenRouterJson;
import dev.sluice.openrouter.models.Endpoint;
import dev.sluice.openrouter.models.Model;
import dev.sluice.openrouter.models.ModelEndpoints;
import dev.sluice.openrouter.models.ModelList;
import dev.sluice.openrouter.models.Provider;
import dev.sluice.openrouter.responses.Response;
import dev.sluice.openrouter.responses.ResponseEvent;
import dev.sluice.openrouter.responses.ResponseItem;
import dev.sluice.openrouter.responses.ResponsePart;
import dev.sluice.openrouter.responses.ResponseRequest;
import dev.sluice.openrouter.responses.ResponseUsage;
import dev.sluice.openrouter.responses.TextConfig;
import dev.sluice.testsupport.RoundTrip;
import dev.sluice.testsupport.SpecExample;
import dev.sluice.testsupport.Specs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every example of the implemented operations survives its record: requests, answers, each event of a stream, and the values that
 * documentation and specification quote. What is no example of them is named, with its reason; so a new file is never passed over.
 */
class ExampleRoundTripTest {

    private static final String API = "/api/v1";

    /** What is exchanged at a path. */
    private record Exchange(Class<?> request, Class<?> answer, Class<?> event) {}

    private static final Map<String, Exchange> EXCHANGES = Map.ofEntries(
            entry(API + "/chat/completions", new Exchange(ChatRequest.class, ChatCompletion.class, ChatChunk.class)),
            entry(API + "/responses", new Exchange(ResponseRequest.class, Response.class, ResponseEvent.class)),
            entry(API + "/embeddings", new Exchange(EmbeddingRequest.class, EmbeddingResponse.class, Void.class)),
            entry(API + "/rerank", new Exchange(RerankRequest.class, RerankResponse.class, Void.class)),
            entry(API + "/images", new Exchange(ImageRequest.class, ImageResponse.class, ImageEvent.class)),
            entry(API + "/embeddings/models", new Exchange(Void.class, ModelList.class, Void.class)),
            entry(
                    API + "/images/models/{author}/{slug}/endpoints",
                    new Exchange(Void.class, ImageEndpoints.class, Void.class)),
            entry(API + "/model/{author}/{slug}", new Exchange(Void.class, Model.class, Void.class)),
            entry(
                    API + "/models/{author}/{slug}/endpoints",
                    new Exchange(Void.class, ModelEndpoints.class, Void.class)),
            entry(API + "/providers", new Exchange(Void.class, Provider.class, Void.class)),
            entry(API + "/generation/content", new Exchange(Void.class, GenerationContent.class, Void.class)));

    /** Values that documentation quotes, by the beginning of their names; the longest beginning counts. */
    private static final Map<String, Class<?>> QUOTED = Map.ofEntries(
            entry("con-key", ApiKey.class),
            entry("con-200-whitespace-prefix", ChatCompletion.class),
            entry("docs-basic-usage", Response.class),
            entry("docs-errors-and-debugging-16", ChatChunk.class),
            entry("docs-image-generation-01", ImageModel.class),
            entry("docs-image-generation-03", ImageResponse.class),
            entry("docs-image-generation", ImageRequest.class),
            entry("docs-overview-01", ChatRequest.class),
            entry("docs-prompt-caching-02", ChatCompletion.class),
            entry("docs-prompt-caching", ChatRequest.class),
            entry("docs-reasoning-01", Response.class),
            entry("docs-reasoning-tokens-02", ResponseRequest.class),
            entry("docs-reasoning-tokens-08", ChatCompletion.class),
            entry("docs-reasoning-tokens", ReasoningDetail.class),
            entry("docs-structured-outputs", ChatRequest.class),
            entry("docs-tool-calling-04", Tool.Function.class),
            entry("docs-tool-calling-06", Tool.Function.class),
            entry("docs-tool-calling", ChatRequest.class),
            entry("docs-usage-accounting", ChatChunk.class),
            entry("docs-web-search-01", Tool.class),
            entry("docs-web-search-03", Tool.class),
            entry("docs-web-search-02-v3", Response.class),
            entry("docs-web-search", ChatRequest.class),
            entry("sdk-js-chat-index-0024", Logprobs.class),
            entry("sdk-js-chat-index", ChatCompletion.class),
            entry("sdk-js-chat-errors-0057", ChatCompletion.class),
            entry("sdk-js-tests-usage-accounting", ChatCompletion.class));

    /** Values that the specification gives for its schemas. */
    private static final Map<String, Class<?>> SCHEMAS = Map.ofEntries(
            entry("ChatAssistantImages", AnswerImage.class),
            entry("ChatAudioOutput", AnswerAudio.class),
            entry("ChatContentAudio", ContentPart.class),
            entry("ChatContentFile", ContentPart.class),
            entry("ChatContentItems", ContentPart.class),
            entry("ChatContentVideoInput", ContentPart.VideoUrl.class),
            entry("ChatDeveloperMessage", ChatMessage.class),
            entry("ChatFormatJsonObjectConfig", ResponseFormat.class),
            entry("ChatFormatPythonConfig", ResponseFormat.class),
            entry("ChatFunctionTool", Tool.class),
            entry("ChatMessages", ChatMessage.class),
            entry("ChatNamedToolChoice", ToolChoice.class),
            entry("ChatRequest", ChatRequest.class),
            entry("ChatSearchModelsServerTool", Tool.class),
            entry("ChatStreamChoice", ChatChunk.Choice.class),
            entry("ChatStreamDelta", ChatChunk.Delta.class),
            entry("ChatStreamReasoningDetails", ReasoningDetail.class),
            entry("ChatStreamingResponse", ChatChunk.class),
            entry("ChatTokenLogprob", Logprobs.TokenLogprob.class),
            entry("ChatToolCall", ToolCall.class),
            entry("ChatUsage", Usage.class),
            entry("ContentPartAudio", ContentPart.class),
            entry("ContentPartImage", ContentPart.class),
            entry("ContentPartInputFile", ContentPart.class),
            entry("ContentPartVideo", ContentPart.class),
            entry("ContextCompressionPlugin", Plugin.class),
            entry("FileParserPlugin", Plugin.class),
            entry("WebSearchPlugin", Plugin.class),
            entry("EndpointsMetadata", RouterMetadata.Endpoints.class),
            entry("FunctionCallOutputItem", ResponseItem.class),
            entry("GenerationContentResponse", GenerationContent.class),
            entry("ImageGenCompletedEvent", ImageEvent.class),
            entry("ImageGenerationProviderPreferences", ImageProviderPreferences.class),
            entry("ImageGenerationResponse", ImageResponse.class),
            entry("ImageGenerationUsage", Usage.class),
            entry("IncompleteDetails", Response.IncompleteDetails.class),
            entry("ModelAliasTarget", Model.AliasTarget.class),
            entry("ModelBenchmarks", Model.Benchmarks.class),
            entry("ModelReasoning", Model.ModelReasoning.class),
            entry("ModelsListResponseData", Model.class),
            entry("OpenAIResponsesRefusalContent", ResponsePart.class),
            entry("OpenAIResponsesUsage", ResponseUsage.class),
            entry("OpenResponsesResult", Response.class),
            entry("OpenRouterMetadata", RouterMetadata.class),
            entry("PerRequestLimits", Model.RequestLimits.class),
            entry("PercentileStats", Percentiles.class),
            entry("PipelineStage", RouterMetadata.Stage.class),
            entry("PredictionContentText", ContentPart.class),
            entry("ProviderResponse", Generation.ProviderResponse.class),
            entry("PublicEndpoint", Endpoint.class),
            entry("ReasoningConfig", Reasoning.class),
            entry("ReasoningDetailEncrypted", ReasoningDetail.class),
            entry("ReasoningDetailSummary", ReasoningDetail.class),
            entry("ReasoningSummaryText", ResponsePart.class),
            entry("RouterAttempt", RouterMetadata.Attempt.class),
            entry("ServerToolUseDetails", ServerToolUse.class),
            entry("TextConfig", TextConfig.class),
            entry("TopProviderInfo", Model.TopProvider.class),
            entry("Usage", ResponseUsage.class));

    private final RoundTrip others = new RoundTrip(OpenRouterJson.mapper());
    private final RoundTrip recorded = new RoundTrip(OpenRouterJson.mapper());
    private final Map<String, Integer> ran = new TreeMap<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();

    @Test
    void everyExample_isWrittenAsItWasRead() {
        List<SpecExample> examples = Specs.of("openrouter").examples("examples", any -> true);
        examples.forEach(this::check);

        System.out.println("examples of openrouter, read and written: " + ran + "; passed over: " + passedOver.size());
        System.out.println(others.report());
        System.out.println("recorded answers alone:\n" + recorded.report());
        assertThat(changed).isEmpty();
        assertThat(ran.keySet())
                .contains(
                        "recorded request",
                        "recorded answer",
                        "recorded event",
                        "docs-example value",
                        "sdk-test value",
                        "spec-example value",
                        "spec-example request",
                        "spec-example answer");
        assertThat(passedOver)
                .filteredOn(name -> Reasons.of(name).isEmpty())
                .as("passed over without a reason")
                .isEmpty();
        assertThat(recorded.leaves().typedShare()).isGreaterThanOrEqualTo(0.95);
    }

    private void check(SpecExample example) {
        Exchange exchange = EXCHANGES.get(example.meta().path("path").asString(""));
        boolean used = false;
        if (exchange != null && example.has("request.json")) {
            used = same(example, "request", example.json("request.json"), exchange.request);
        }
        if (exchange != null && example.has("response.json") && example.status(200) < 400) {
            used = same(example, "answer", example.json("response.json"), exchange.answer);
        }
        if (example.has("response.sse")) {
            used = events(example) > 0;
        }
        Class<?> value = example.kind().equals("spec-example") ? schema(example) : quoted(example.name());
        if (value != null && exchange == null) {
            String suffix = example.has("value.json") ? "value.json" : "response.json";
            used |= example.has(suffix) && same(example, "value", example.json(suffix), value);
        }
        if (!used) {
            passedOver.add(example.name());
        }
    }

    private static @Nullable Class<?> quoted(String name) {
        return QUOTED.keySet().stream()
                .filter(name::startsWith)
                .max(java.util.Comparator.comparing(String::length))
                .map(QUOTED::get)
                .orElse(null);
    }

    private static @Nullable Class<?> schema(SpecExample example) {
        String name = example.meta().path("schema").asString("");
        if (SCHEMAS.containsKey(name)) {
            return SCHEMAS.get(name);
        }
        if (name.matches("(OpenAIResponses.*Call.*)|ImageGenCall.*Event|.*(Added|Done|Created|Delta|Completed)Event")
                && !name.startsWith("Messages")) {
            return ResponseEvent.class;
        }
        return name.matches("CreatedEvent|CompletedEvent")
                ? ResponseEvent.class
                : name.startsWith("Output") ? ResponseItem.class : null;
    }

    private int events(SpecExample example) {
        int events = 0;
        for (String line : example.text("response.sse").split("\r?\n")) {
            if (line.startsWith("data: {") && line.endsWith("}")) {
                JsonNode event = OpenRouterJson.mapper().readTree(line.substring(6));
                if (!event.hasNonNull("error")) {
                    boolean response = event.path("type").asString("").startsWith("response.");
                    same(example, "event", event, response ? ResponseEvent.class : ChatChunk.class);
                }
                events++;
            }
        }
        return events;
    }

    private boolean same(SpecExample example, String what, JsonNode wire, Class<?> type) {
        boolean envelope = wire.has("data")
                && !wire.has("type")
                && (wire.path("data").isContainer())
                && !List.of(ModelList.class, EmbeddingResponse.class, ImageResponse.class)
                        .contains(type);
        JsonNode inside = envelope ? wire.path("data") : wire;
        List<JsonNode> bodies = inside.isArray() ? inside.valueStream().toList() : List.of(inside);
        for (JsonNode body : bodies) {
            Class<?> as = type;
            if (example.name().endsWith("sse-event")) {
                as = type == ChatCompletion.class ? ChatChunk.class : ResponseEvent.class;
            }
            JsonNode whole = whole(body, as);
            RoundTrip trip = example.recorded() && !what.equals("request") ? recorded : others;
            try {
                trip.same(whole, as);
            } catch (AssertionError | RuntimeException different) {
                changed.add(example.name() + " as " + as.getSimpleName() + ": " + different.getMessage());
            }
            ran.merge(example.kind() + " " + what, 1, Integer::sum);
        }
        return true;
    }

    /** Documentation quotes requests without their messages, which a request always has. */
    private static JsonNode whole(JsonNode body, Class<?> type) {
        if (type != ChatRequest.class || body.has("messages")) {
            return body;
        }
        ObjectNode whole = (ObjectNode) body.deepCopy();
        whole.putArray("messages");
        return whole;
    }

    /** Why an example is none of the implemented operations. */
    private static final class Reasons {

        private static final Map<String, String> BY_PATTERN = Map.ofEntries(
                entry(
                        ".*(errors-and-debugging|management-api-keys|router-metadata|pdfs-02).*",
                        "an error body: ErrorReaderTest"),
                entry("con-(200|4|5|stream-200).*", "an error body: ErrorReaderTest"),
                entry("rec-.*(errors_raised|auth_error).*", "an error body: RecordedTrafficTest"),
                entry("spec-post_chat_completions-[45].*", "an error body: ErrorReaderTest"),
                entry("sdk-js-schemas-error.*", "an error body: ErrorReaderTest"),
                entry(".*(batch-quickstart).*", "batches are left out"),
                entry("docs-response-caching-02", "its choices are an ellipsis"),
                entry("con-messages.*|schema-Messages.*|spec-post_messages.*", "Anthropic's shape is left out"),
                entry(
                        "spec-(get|post|patch|delete)_(keys|files|activity|presets|videos|audio|auth).*",
                        "left out: the ledger says why"),
                entry("schema-(FailedEvent|ImageGenStreamErrorEvent)", "an error event: the decoders' tests"),
                entry("schema-(ProviderOverloadedResponseErrorData|GenerationContentError)", "part of an error"),
                entry("schema-(VideoGeneration|STT|Speech).*", "left out: the ledger says why"),
                entry(
                        "schema-(ModelsCountResponse|PromptCacheBreakpoint|ProviderOptions|ImageGenerationServerToolConfig)",
                        "a tree or a number"));

        private Reasons() {}

        static String of(String name) {
            return BY_PATTERN.entrySet().stream()
                    .filter(entry -> name.matches(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }
    }
}

package dev.sluice.simulators;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The paths of OpenRouter's simulator that are no chat. */
final class OpenRouterRooms {
    /** Only such keys see the credits; others are told 403. */
    static final String MANAGEMENT_KEY = "management";

    private static final Pattern MODEL = Pattern.compile("/model/([^/]+/[^/]+)");
    private static final Pattern ENDPOINTS = Pattern.compile("/models/([^/]+/[^/]+)/endpoints");
    private static final Pattern IMAGE_ENDPOINTS = Pattern.compile("/images/models/([^/]+/[^/]+)/endpoints");

    private final Generations generations;
    private final Map<String, Function<JsonNode, Answer>> tasks;
    private final Map<String, Function<SimulatedRequest, Answer>> reads;

    OpenRouterRooms(Generations generations, OpenRouterTasks does, OpenRouterResponses responses) {
        this.generations = generations;
        tasks = Map.of(
                "/embeddings", does::embeddings,
                "/rerank", does::rerank,
                "/images", does::images,
                "/responses", responses::answer,
                "/generation/feedback", body -> Answer.json(200, Json.object("data", Json.object("success", true))));
        reads = Map.of(
                "/models",
                OpenRouterCatalog::models,
                "/models/user",
                OpenRouterCatalog::models,
                "/models/count",
                request -> OpenRouterCatalog.count(),
                "/embeddings/models",
                OpenRouterCatalog::embeddingModels,
                "/images/models",
                request -> OpenRouterCatalog.imageModels(),
                "/endpoints/zdr",
                request -> OpenRouterCatalog.zeroRetention(),
                "/providers",
                request -> OpenRouterCatalog.providers(),
                "/credits",
                this::credits);
    }

    /** The operation of one of these paths, named by it; empty if it is none of them. */
    Optional<Operation> operation(SimulatedRequest request) {
        boolean here = request.method().equals("POST")
                ? tasks.containsKey(request.path())
                : request.method().equals("GET")
                        && (reads.containsKey(request.path())
                                || model(request.path()).isPresent());
        return here ? Optional.of(Operation.of(name(request))) : Optional.empty();
    }

    private static String name(SimulatedRequest request) {
        String path = request.path().substring(1);
        int slash = path.indexOf('/');
        boolean ofModel = slash > 0 && model(request.path()).isPresent();
        return ofModel ? path.substring(0, slash) : path.replace('/', '-');
    }

    Answer answer(SimulatedRequest request) {
        if (request.method().equals("POST")) {
            JsonNode body = request.json();
            Function<JsonNode, Answer> task = tasks.get(request.path());
            return body == null || task == null ? OpenRouterErrors.of(400, "Invalid JSON body") : task.apply(body);
        }
        Function<SimulatedRequest, Answer> read = reads.get(request.path());
        return read == null
                ? model(request.path()).orElseGet(() -> OpenRouterErrors.of(404, "Not Found"))
                : read.apply(request);
    }

    private static Optional<Answer> model(String path) {
        Matcher images = IMAGE_ENDPOINTS.matcher(path);
        if (images.matches()) {
            return Optional.of(OpenRouterCatalog.imageEndpoints(images.group(1)));
        }
        Matcher endpoints = ENDPOINTS.matcher(path);
        if (endpoints.matches()) {
            return Optional.of(OpenRouterCatalog.endpoints(endpoints.group(1)));
        }
        Matcher one = MODEL.matcher(path);
        return one.matches() ? Optional.of(OpenRouterCatalog.model(one.group(1))) : Optional.empty();
    }

    private Answer credits(SimulatedRequest request) {
        if (!request.bearer().contains(MANAGEMENT_KEY)) {
            return OpenRouterErrors.of(403, "Only management keys can perform this operation");
        }
        return Answer.json(
                200, Json.object("data", Json.object("total_credits", 100, "total_usage", generations.charged())));
    }
}

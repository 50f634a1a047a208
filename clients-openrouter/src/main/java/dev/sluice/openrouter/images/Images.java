package dev.sluice.openrouter.images;

import dev.sluice.client.spi.Copies;
import dev.sluice.client.stream.EventStream;
import dev.sluice.openrouter.common.Usage;
import dev.sluice.openrouter.internal.ModelCalls;
import dev.sluice.openrouter.internal.ModelId;
import dev.sluice.openrouter.internal.OpenRouterApis;
import dev.sluice.openrouter.internal.Used;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Images. Thread-safe; from {@code OpenRouterClient.images()}. Repeated on transient failures, and billed each time. */
public final class Images {

    private final ImagesApi api;

    /** For {@code OpenRouterModule}. */
    public Images(OpenRouterApis apis) {
        ModelCalls calls = apis.modelCalls();
        api = apis.make(apis.define(ImagesApi.class)
                .customizer(call ->
                        call.argument(ImageRequest.class).ifPresent(request -> calls.plan(call, request.model())))
                .settler(calls.completions(Images::used))
                .events(ImageEvent.class, () -> new ImageEventDecoder(apis.time())));
    }

    /** Answers have no id. */
    private static @Nullable Used used(Object answer) {
        Usage usage = null;
        if (answer instanceof ImageResponse response) {
            usage = response.usage();
        } else if (answer instanceof ImageEvent event) {
            usage = event.usage();
        }
        return usage == null ? null : new Used(null, usage.totalTokens(), usage.totalCost());
    }

    /**
     * Makes images.
     *
     * @throws dev.sluice.client.error.ClientException if there is no answer
     */
    public ImageResponse generate(ImageRequest request) {
        return api.generate(request.streamed(null));
    }

    /**
     * Makes an image and shows it while it comes into being, where the provider can.
     *
     * @return what happens; close it, it holds a permit and a connection until then or its end
     * @throws dev.sluice.client.error.ClientException if nothing happens
     */
    public EventStream<ImageEvent> stream(ImageRequest request) {
        return api.stream(request.streamed(true));
    }

    /** The models that make images. */
    public List<ImageModel> models() {
        return Copies.present(api.models().data());
    }

    /** Where the model of this id runs; empty if there is no such model. */
    public Optional<ImageEndpoints> endpoints(String modelId) {
        ModelId path = ModelId.of(modelId);
        return api.endpoints(path.author(), path.slug());
    }
}

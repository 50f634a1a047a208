package dev.sluice.openrouter.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.client.stream.EventStream;
import dev.sluice.openrouter.Answers;
import dev.sluice.openrouter.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImagesTest {

    private static final ImageRequest CHART =
            ImageRequest.to("a/b").prompt("a chart").build();
    private static final String PARTIAL =
            "data: {\"type\":\"image_generation.partial_image\",\"partial_image_index\":0,\"b64_json\":\"aGk=\"}";
    private static final String COMPLETED =
            "data: {\"type\":\"image_generation.completed\",\"b64_json\":\"aGk=\",\"created\":1,\"usage\":{\"cost\":0.04}}";

    private final Wire wire = new Wire(1);

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void generate_everyOption_hasItsWireNameAndTheImageItsBytes() {
        wire.answersAt("/images", Answers.json(200, "{\"created\":1,\"data\":[{\"b64_json\":\"aGk=\"}]}"));

        ImageResponse answer = wire.client
                .images()
                .generate(CHART.toBuilder()
                        .n(2)
                        .aspectRatio("16:9")
                        .outputFormat("png")
                        .inputReference("https://example.org/x.png")
                        .provider(ImageProviderPreferences.exactly("openai"))
                        .build());

        assertThat(new String(answer.images().get(0).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("hi");
        assertThat(wire.requestBody().toString())
                .isEqualTo(
                        "{\"model\":\"a/b\",\"prompt\":\"a chart\",\"n\":2,\"aspect_ratio\":\"16:9\",\"output_format\":\"png\","
                                + "\"input_references\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.org/x.png\"}}],"
                                + "\"provider\":{\"order\":[\"openai\"],\"allow_fallbacks\":false}}");
    }

    @Test
    void stream_isWholeAfterTheFinishedImage() {
        wire.answersAt("/images", Answers.stream(PARTIAL, "data: null", COMPLETED));

        List<ImageEvent> events = new ArrayList<>();
        try (EventStream<ImageEvent> stream = wire.client.images().stream(CHART)) {
            stream.forEach(events::add);
        }

        assertThat(events).hasSize(2).last().matches(ImageEvent::isCompleted);
        assertThat(wire.requestBody().path("stream").booleanValue()).isTrue();
    }

    @Test
    void stream_thatBreaksOff_isTruncated() {
        wire.answersAt("/images", Answers.stream(PARTIAL));

        try (EventStream<ImageEvent> stream = wire.client.images().stream(CHART)) {
            assertThatThrownBy(() -> stream.forEach(event -> {})).isInstanceOf(TruncatedStreamException.class);
        }
    }

    @Test
    void stream_errorEvent_isItsException() {
        wire.answersAt(
                "/images",
                Answers.stream(
                        PARTIAL,
                        "data: {\"type\":\"error\",\"error\":{\"code\":\"server_error\",\"message\":\"m\",\"param\":null,\"type\":null}}"));

        try (EventStream<ImageEvent> stream = wire.client.images().stream(CHART)) {
            assertThatThrownBy(() -> stream.forEach(event -> {})).isInstanceOf(ServerErrorException.class);
        }
    }

    @Test
    void request_withoutPrompt_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageRequest.to("a/b").build())
                .withMessageContaining("no prompt");
    }
}

package dev.sluice.openrouter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.openrouter.account.ApiKey;
import dev.sluice.openrouter.account.Credits;
import dev.sluice.openrouter.account.Generation;
import dev.sluice.openrouter.account.GenerationContent;
import dev.sluice.openrouter.chat.ChatChunk;
import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatMessage;
import dev.sluice.openrouter.chat.ToolCall;
import dev.sluice.openrouter.common.RouterMetadata;
import dev.sluice.openrouter.common.Usage;
import dev.sluice.openrouter.embeddings.EmbeddingResponse;
import dev.sluice.openrouter.embeddings.RerankResponse;
import dev.sluice.openrouter.images.ImageEndpoints;
import dev.sluice.openrouter.images.ImageEvent;
import dev.sluice.openrouter.images.ImageModel;
import dev.sluice.openrouter.images.ImageResponse;
import dev.sluice.openrouter.internal.OpenRouterJson;
import dev.sluice.openrouter.models.Endpoint;
import dev.sluice.openrouter.models.Model;
import dev.sluice.openrouter.models.ModelEndpoints;
import dev.sluice.openrouter.models.ModelList;
import dev.sluice.openrouter.models.Pricing;
import dev.sluice.openrouter.models.Provider;
import dev.sluice.openrouter.responses.Response;
import dev.sluice.openrouter.responses.ResponseEvent;
import dev.sluice.openrouter.responses.ResponseItem;
import dev.sluice.openrouter.responses.ResponsePart;
import dev.sluice.openrouter.responses.ResponseUsage;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Every field of an answer may be missing, null or empty, and there may be others: it is read, asked and written without a failure. */
class OddAnswersTest {
    private static final JsonMapper JSON = OpenRouterJson.mapper();
    private static final int DEPTH = 5;

    /** A vector that is missing is refused, since the others would seem to belong to other inputs: {@code EmbeddingsTest}. */
    private static final String REFUSES = "EmbeddingResponse.vectors";

    private static final List<Class<? extends Record>> ANSWERS = List.of(
            ApiKey.class,
            ChatChunk.class,
            ChatCompletion.class,
            ChatMessage.class,
            Credits.class,
            EmbeddingResponse.class,
            Endpoint.class,
            Generation.class,
            GenerationContent.class,
            ImageEndpoints.class,
            ImageEvent.class,
            ImageModel.class,
            ImageResponse.class,
            Model.class,
            ModelEndpoints.class,
            ModelList.class,
            Pricing.class,
            Provider.class,
            RerankResponse.class,
            Response.class,
            ResponseEvent.class,
            ResponseItem.class,
            ResponsePart.class,
            ResponseUsage.class,
            RouterMetadata.class,
            ToolCall.class,
            Usage.class);

    /** How odd a field is. */
    enum Oddity {
        MISSING,
        NULL,
        EMPTY,
        HOLLOW
    }

    static Stream<Arguments> answers() {
        return ANSWERS.stream()
                .flatMap(answer -> Arrays.stream(Oddity.values()).map(oddity -> Arguments.of(answer, oddity)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void oddFields_areReadAndAsked(Class<? extends Record> answer, Oddity oddity) {
        Record read = JSON.treeToValue(odd(answer, oddity, DEPTH), answer);

        assertThat(read).isEqualTo(JSON.readValue(JSON.writeValueAsString(read), answer));
        assertThat(read.toString()).startsWith(answer.getSimpleName());
        for (Method method : answer.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() == 0
                    && !REFUSES.equals(answer.getSimpleName() + "." + method.getName())) {
                assertThatCode(() -> method.invoke(read)).as(method.getName()).doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void unknownField_isKept(Class<? extends Record> answer, Oddity oddity) {
        ObjectNode json = odd(answer, oddity, DEPTH);
        json.putObject("field_of_tomorrow").putNull("x");

        JsonNode written = JSON.valueToTree(JSON.treeToValue(json, answer));

        assertThat(written.path("field_of_tomorrow")).hasToString("{\"x\":null}");
    }

    /** An object whose lists hold a null (EMPTY) or another such object (HOLLOW), and whose objects are such objects. */
    private static ObjectNode odd(Class<?> record, Oddity oddity, int depth) {
        ObjectNode json = JSON.createObjectNode();
        if (oddity == Oddity.MISSING || depth == 0) {
            return json;
        }
        for (RecordComponent component : record.getRecordComponents()) {
            JsonNode value = oddity == Oddity.NULL ? NullNode.getInstance() : value(component, oddity, depth);
            if (value != null) {
                json.set(name(component), value);
            }
        }
        json.remove("extra");
        return json;
    }

    private static @Nullable JsonNode value(RecordComponent component, Oddity oddity, int depth) {
        if (component.getType() == List.class) {
            ArrayNode list = JSON.createArrayNode();
            Type of = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            if (oddity == Oddity.EMPTY) {
                return list.addNull();
            }
            return of instanceof Class<?> type && type.isRecord() ? list.add(odd(type, oddity, depth - 1)) : list;
        }
        if (component.getType() == Map.class) {
            return JSON.createObjectNode();
        }
        if (component.getType() == JsonNode.class) {
            return oddity == Oddity.EMPTY ? JSON.createArrayNode() : JSON.createObjectNode();
        }
        if (component.getType() == String.class) {
            return JSON.valueToTree("");
        }
        return component.getType().isRecord() && component.getType().getRecordComponents().length > 1
                ? odd(component.getType(), oddity, depth - 1)
                : null;
    }

    private static String name(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }
}

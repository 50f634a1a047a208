package dev.sluice.openrouter;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.openrouter.chat.ChatMessage;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ContentPart;
import dev.sluice.openrouter.chat.Prediction;
import dev.sluice.openrouter.chat.PromptCacheOptions;
import dev.sluice.openrouter.chat.ResponseFormat;
import dev.sluice.openrouter.chat.Tool;
import dev.sluice.openrouter.chat.ToolChoice;
import dev.sluice.openrouter.common.CacheControl;
import dev.sluice.openrouter.common.MaxPrice;
import dev.sluice.openrouter.common.Percentiles;
import dev.sluice.openrouter.common.Plugin;
import dev.sluice.openrouter.common.ProviderPreferences;
import dev.sluice.openrouter.common.Reasoning;
import dev.sluice.openrouter.common.Trace;
import dev.sluice.openrouter.embeddings.EmbeddingRequest;
import dev.sluice.openrouter.embeddings.RerankDocument;
import dev.sluice.openrouter.embeddings.RerankRequest;
import dev.sluice.openrouter.images.ImageProviderPreferences;
import dev.sluice.openrouter.images.ImageRequest;
import dev.sluice.openrouter.internal.OpenRouterJson;
import dev.sluice.openrouter.models.ModelQuery;
import dev.sluice.openrouter.responses.ResponseItem;
import dev.sluice.openrouter.responses.ResponseRequest;
import dev.sluice.openrouter.responses.ResponseTool;
import dev.sluice.openrouter.responses.TextConfig;
import dev.sluice.testsupport.JsonTrees;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Every method of every builder puts something into the JSON and survives {@code toBuilder}; every field has such a method, or a reason. */
class BuilderLedgerTest {
    private static final JsonMapper JSON = OpenRouterJson.mapper();
    private static final String UNKNOWN = "field_of_tomorrow";

    /** What the methods are given, by the type they take. */
    private static final Map<String, Object> SAMPLES = Map.ofEntries(
            entry("java.lang.String", UNKNOWN),
            entry("java.lang.String[]", new String[] {"one", "two"}),
            entry("int", 3),
            entry("int[]", new int[] {1, 2}),
            entry("long", 4L),
            entry("double", 0.5),
            entry("boolean", true),
            entry("tools.jackson.databind.JsonNode", StringNode.valueOf("json")),
            entry("tools.jackson.databind.JsonNode[]", new JsonNode[] {JSON.readTree("{\"type\":\"step_count_is\"}")}),
            entry("java.util.List<java.lang.String>", List.of("one")),
            entry(
                    "java.util.List<java.util.List<" + ContentPart.class.getName() + ">>",
                    List.of(List.of(ContentPart.text("part")))),
            entry("java.util.List<" + ResponseItem.class.getName() + ">", List.of(ResponseItem.user("item"))),
            entry("java.util.Map<java.lang.String, java.lang.String>", Map.of("key", "value")),
            entry(
                    "java.util.Map<java.lang.String, tools.jackson.databind.JsonNode>",
                    Map.of("key", StringNode.valueOf("value"))),
            entry("java.util.Map<java.lang.String, java.math.BigDecimal>", Map.of("50256", new BigDecimal("-100"))),
            entry(CacheControl.class.getName(), CacheControl.ephemeral("1h")),
            entry(ChatMessage.class.getName(), ChatMessage.user("another")),
            entry(ChatRequest.StreamOptions.class.getTypeName(), new ChatRequest.StreamOptions(true, Map.of())),
            entry(ImageProviderPreferences.class.getName(), ImageProviderPreferences.exactly("one")),
            entry(MaxPrice.class.getName(), MaxPrice.tokens(BigDecimal.ONE, BigDecimal.TEN)),
            entry(Percentiles.class.getName(), new Percentiles(BigDecimal.ONE, null, null, null, Map.of())),
            entry(Plugin.class.getName(), Plugin.web()),
            entry(Prediction.class.getName(), Prediction.of("foretold")),
            entry(PromptCacheOptions.class.getName(), new PromptCacheOptions("explicit", "1h", Map.of())),
            entry(
                    ProviderPreferences.class.getName(),
                    ProviderPreferences.builder().zdr(true).build()),
            entry(Reasoning.class.getName(), Reasoning.effort("low")),
            entry(RerankDocument.class.getName(), RerankDocument.of("another")),
            entry(ResponseFormat.class.getName(), ResponseFormat.jsonObject()),
            entry(ResponseTool.class.getName(), ResponseTool.server("openrouter:datetime")),
            entry(TextConfig.class.getName(), TextConfig.verbosity("low")),
            entry(Tool.class.getName(), Tool.server("openrouter:datetime")),
            entry(ToolChoice.class.getName(), ToolChoice.REQUIRED),
            entry(Trace.class.getName(), new Trace("t", null, null, null, null, Map.of())));

    private static final Map<String, String> WITHOUT_A_METHOD = Map.of(
            "ChatRequest.stream", "the client sets it",
            "ImageRequest.stream", "the client sets it",
            "ResponseRequest.stream", "the client sets it",
            "ResponseRequest.store", "OpenRouter keeps nothing, and refuses true",
            "ResponseRequest.background", "without effect at OpenRouter");

    /** The builders, with what they cannot do without. */
    private static final Map<Class<?>, Supplier<Object>> BUILDERS = Map.of(
            ChatRequest.class, () -> ChatRequest.to("a/b").user("hi"),
            ResponseRequest.class, () -> ResponseRequest.to("a/b").input("hi"),
            EmbeddingRequest.class, () -> EmbeddingRequest.to("a/b").input("hi"),
            RerankRequest.class, () -> RerankRequest.to("a/b").query("hi").documents("one"),
            ImageRequest.class, () -> ImageRequest.to("a/b").prompt("hi"),
            ProviderPreferences.class, ProviderPreferences::builder,
            ModelQuery.class, ModelQuery::builder);

    record Setter(Class<?> built, Method method) {
        @Override
        public String toString() {
            return built.getSimpleName() + "." + method.getName()
                    + Arrays.toString(method.getParameterTypes()).replaceAll("[a-z.]*\\.", "");
        }

        /** The JSON without and with it, and the record. */
        Object build(boolean called) throws ReflectiveOperationException {
            Object builder = Objects.requireNonNull(BUILDERS.get(built)).get();
            Object[] arguments = Arrays.stream(method.getGenericParameterTypes())
                    .map(type -> Objects.requireNonNull(SAMPLES.get(type.getTypeName()), type::getTypeName))
                    .toArray();
            Object set = called ? method.invoke(builder, arguments) : builder;
            assertThat(set).isSameAs(builder);
            return builder.getClass().getMethod("build").invoke(set);
        }

        Set<String> changes() throws ReflectiveOperationException {
            JsonNode before = JSON.valueToTree(build(false));
            JsonNode after = JSON.valueToTree(build(true));
            Set<String> changes = new TreeSet<>();
            after.properties().stream()
                    .filter(field -> !field.getValue().equals(before.get(field.getKey())))
                    .forEach(field -> changes.add(field.getKey()));
            assertThat(before.propertyNames()).isSubsetOf(after.propertyNames());
            return changes;
        }
    }

    static Stream<Setter> setters() {
        return BUILDERS.entrySet().stream()
                .flatMap(entry -> Arrays.stream(
                                entry.getValue().get().getClass().getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
                        .filter(method -> method.getReturnType()
                                                .isInstance(entry.getValue().get())
                                        && method.getReturnType() != Object.class
                                || Modifier.isAbstract(
                                        method.getDeclaringClass().getModifiers()))
                        .map(method -> new Setter(entry.getKey(), method)));
    }

    @ParameterizedTest
    @MethodSource("setters")
    void setter_changesTheJson_andComesBackFromToBuilder_andFromTheWire(Setter setter)
            throws ReflectiveOperationException {
        Object built = setter.build(true);

        Set<String> known = new TreeSet<>(names(setter.built()));
        known.add(UNKNOWN);
        assertThat(setter.changes()).isNotEmpty().isSubsetOf(known);
        Object again = built.getClass().getMethod("toBuilder").invoke(built);
        assertThat(again.getClass().getMethod("build").invoke(again)).isEqualTo(built);
        JsonNode written = JSON.valueToTree(built);
        assertThat(JsonTrees.valueDifferences(written, JSON.valueToTree(JSON.treeToValue(written, setter.built()))))
                .isEmpty();
    }

    @Test
    void everyField_hasAMethod_orAReason() throws ReflectiveOperationException {
        Set<String> reached = new TreeSet<>();
        for (Setter setter : setters().toList()) {
            setter.changes().forEach(field -> reached.add(setter.built().getSimpleName() + "." + field));
        }
        Set<String> missing = new TreeSet<>();
        BUILDERS.keySet()
                .forEach(built -> names(built).forEach(field -> missing.add(built.getSimpleName() + "." + field)));
        missing.removeAll(reached);

        assertThat(reached).hasSizeGreaterThan(100);
        assertThat(missing).isEqualTo(new TreeSet<>(WITHOUT_A_METHOD.keySet()));
    }

    private static Set<String> names(Class<?> record) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(record.getRecordComponents())
                .filter(component -> !component.getName().equals("extra"))
                .forEach(component -> {
                    JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
                    names.add(renamed == null ? component.getName() : renamed.value());
                });
        return names;
    }
}

package dev.sluice.openrouter.common;

import dev.sluice.openrouter.internal.OpenRouterJson;
import dev.sluice.openrouter.internal.RequestFields;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.StringNode;

/** Builds {@link ProviderPreferences}. Not thread-safe. */
public final class ProviderPreferencesBuilder {

    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private @Nullable List<String> order;
    private @Nullable List<String> only;
    private @Nullable List<String> ignore;
    private @Nullable Boolean allowFallbacks;
    private @Nullable Boolean requireParameters;
    private @Nullable String dataCollection;
    private @Nullable Boolean zdr;
    private @Nullable Boolean enforceDistillableText;
    private @Nullable List<String> quantizations;
    private @Nullable JsonNode sort;
    private @Nullable JsonNode preferredMinThroughput;
    private @Nullable JsonNode preferredMaxLatency;
    private @Nullable MaxPrice maxPrice;

    ProviderPreferencesBuilder() {}

    ProviderPreferencesBuilder(ProviderPreferences from) {
        order = from.order();
        only = from.only();
        ignore = from.ignore();
        allowFallbacks = from.allowFallbacks();
        requireParameters = from.requireParameters();
        dataCollection = from.dataCollection();
        zdr = from.zdr();
        enforceDistillableText = from.enforceDistillableText();
        quantizations = from.quantizations();
        sort = from.sort();
        preferredMinThroughput = from.preferredMinThroughput();
        preferredMaxLatency = from.preferredMaxLatency();
        maxPrice = from.maxPrice();
        extra.putAll(from.extra());
    }

    /** Asks these first, in this order, by slug. */
    public ProviderPreferencesBuilder order(String... slugs) {
        this.order = List.of(slugs);
        return this;
    }

    /** Asks nobody else. */
    public ProviderPreferencesBuilder only(String... slugs) {
        this.only = List.of(slugs);
        return this;
    }

    /** Never asks these. */
    public ProviderPreferencesBuilder ignore(String... slugs) {
        this.ignore = List.of(slugs);
        return this;
    }

    /** Asks only these: {@code fp8}, {@code bf16}, … */
    public ProviderPreferencesBuilder quantizations(String... words) {
        this.quantizations = List.of(words);
        return this;
    }

    /** False fails rather than asking another provider. */
    public ProviderPreferencesBuilder allowFallbacks(boolean wanted) {
        allowFallbacks = wanted;
        return this;
    }

    /** True leaves out providers that would ignore a parameter of the request. */
    public ProviderPreferencesBuilder requireParameters(boolean wanted) {
        requireParameters = wanted;
        return this;
    }

    /** True asks only endpoints with zero data retention. */
    public ProviderPreferencesBuilder zdr(boolean wanted) {
        zdr = wanted;
        return this;
    }

    /** True asks only models whose text may be distilled. */
    public ProviderPreferencesBuilder enforceDistillableText(boolean wanted) {
        enforceDistillableText = wanted;
        return this;
    }

    /** {@code allow} or {@code deny} providers that keep data. */
    public ProviderPreferencesBuilder dataCollection(String word) {
        dataCollection = word;
        return this;
    }

    /** Nobody dearer. */
    public ProviderPreferencesBuilder maxPrice(MaxPrice most) {
        maxPrice = most;
        return this;
    }

    /** By {@code price}, {@code throughput}, {@code latency} or {@code exacto}. */
    public ProviderPreferencesBuilder sort(String by) {
        sort = StringNode.valueOf(by);
        return this;
    }

    /** The same across models or not: {@code model} or {@code none}. */
    public ProviderPreferencesBuilder sort(String by, String partition) {
        sort = OpenRouterJson.mapper().createObjectNode().put("by", by).put("partition", partition);
        return this;
    }

    /** Prefers providers that write so many tokens a second. */
    public ProviderPreferencesBuilder preferredMinThroughput(double tokensPerSecond) {
        preferredMinThroughput = DecimalNode.valueOf(BigDecimal.valueOf(tokensPerSecond));
        return this;
    }

    /** Prefers providers that write so many tokens a second at these percentiles. */
    public ProviderPreferencesBuilder preferredMinThroughput(Percentiles tokensPerSecond) {
        preferredMinThroughput = OpenRouterJson.mapper().valueToTree(tokensPerSecond);
        return this;
    }

    /** Prefers providers that begin within so many seconds. */
    public ProviderPreferencesBuilder preferredMaxLatency(double seconds) {
        preferredMaxLatency = DecimalNode.valueOf(BigDecimal.valueOf(seconds));
        return this;
    }

    /** Prefers providers that begin within so many seconds at these percentiles. */
    public ProviderPreferencesBuilder preferredMaxLatency(Percentiles seconds) {
        preferredMaxLatency = OpenRouterJson.mapper().valueToTree(seconds);
        return this;
    }

    /**
     * A field this version has no method for.
     *
     * @throws IllegalArgumentException if it has one
     */
    public ProviderPreferencesBuilder extra(String name, JsonNode value) {
        RequestFields.requireUnknown(ProviderPreferences.class, name);
        extra.put(name, value);
        return this;
    }

    /** The preferences. */
    public ProviderPreferences build() {
        return new ProviderPreferences(
                order,
                only,
                ignore,
                allowFallbacks,
                requireParameters,
                dataCollection,
                zdr,
                enforceDistillableText,
                quantizations,
                sort,
                preferredMinThroughput,
                preferredMaxLatency,
                maxPrice,
                extra);
    }
}

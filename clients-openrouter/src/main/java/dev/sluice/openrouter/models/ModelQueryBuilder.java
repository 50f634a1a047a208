package dev.sluice.openrouter.models;

import dev.sluice.openrouter.internal.RequestFields;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Builds a {@link ModelQuery}. Not thread-safe. */
public final class ModelQueryBuilder {

    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private @Nullable Integer offset;
    private @Nullable Integer limit;
    private @Nullable String category;
    private @Nullable String supportedParameters;
    private @Nullable String outputModalities;
    private @Nullable String inputModalities;
    private @Nullable String sort;
    private @Nullable String q;
    private @Nullable Long context;
    private @Nullable BigDecimal minPrice;
    private @Nullable BigDecimal maxPrice;
    private @Nullable BigDecimal minOutputPrice;
    private @Nullable BigDecimal maxOutputPrice;
    private @Nullable String arch;
    private @Nullable String modelAuthors;
    private @Nullable String providers;
    private @Nullable Boolean distillable;
    private @Nullable Boolean zdr;
    private @Nullable String region;
    private @Nullable Integer minAgeDays;
    private @Nullable Integer maxAgeDays;
    private @Nullable BigDecimal minIntelligenceIndex;
    private @Nullable BigDecimal maxIntelligenceIndex;
    private @Nullable BigDecimal minCodingIndex;
    private @Nullable BigDecimal maxCodingIndex;
    private @Nullable BigDecimal minAgenticIndex;
    private @Nullable BigDecimal maxAgenticIndex;
    private @Nullable BigDecimal minToolSuccessRate;
    private @Nullable BigDecimal maxToolSuccessRate;

    ModelQueryBuilder() {}

    ModelQueryBuilder(ModelQuery from) {
        offset = from.offset();
        limit = from.limit();
        category = from.category();
        supportedParameters = from.supportedParameters();
        outputModalities = from.outputModalities();
        inputModalities = from.inputModalities();
        sort = from.sort();
        q = from.q();
        context = from.context();
        minPrice = from.minPrice();
        maxPrice = from.maxPrice();
        minOutputPrice = from.minOutputPrice();
        maxOutputPrice = from.maxOutputPrice();
        arch = from.arch();
        modelAuthors = from.modelAuthors();
        providers = from.providers();
        distillable = from.distillable();
        zdr = from.zdr();
        region = from.region();
        minAgeDays = from.minAgeDays();
        maxAgeDays = from.maxAgeDays();
        minIntelligenceIndex = from.minIntelligenceIndex();
        maxIntelligenceIndex = from.maxIntelligenceIndex();
        minCodingIndex = from.minCodingIndex();
        maxCodingIndex = from.maxCodingIndex();
        minAgenticIndex = from.minAgenticIndex();
        maxAgenticIndex = from.maxAgenticIndex();
        minToolSuccessRate = from.minToolSuccessRate();
        maxToolSuccessRate = from.maxToolSuccessRate();
        extra.putAll(from.extra());
    }

    /** So many models before the first. */
    public ModelQueryBuilder offset(int value) {
        offset = value;
        return this;
    }

    /** At most so many, up to 1000. */
    public ModelQueryBuilder limit(int value) {
        limit = value;
        return this;
    }

    /** {@code programming}, {@code finance}, …. */
    public ModelQueryBuilder category(String value) {
        category = value;
        return this;
    }

    /** Only models that know these fields. */
    public ModelQueryBuilder supportedParameters(String... words) {
        supportedParameters = String.join(",", words);
        return this;
    }

    /** Only models that write these, or {@code all}. */
    public ModelQueryBuilder outputModalities(String... words) {
        outputModalities = String.join(",", words);
        return this;
    }

    /** Only models that read these. */
    public ModelQueryBuilder inputModalities(String... words) {
        inputModalities = String.join(",", words);
        return this;
    }

    /** For example {@code pricing-low-to-high}. */
    public ModelQueryBuilder sort(String value) {
        sort = value;
        return this;
    }

    /** Words of a name. */
    public ModelQueryBuilder q(String value) {
        q = value;
        return this;
    }

    /** At least so many tokens. */
    public ModelQueryBuilder context(long value) {
        context = value;
        return this;
    }

    /** USD per million prompt tokens. */
    public ModelQueryBuilder minPrice(double value) {
        minPrice = BigDecimal.valueOf(value);
        return this;
    }

    /** USD per million prompt tokens. */
    public ModelQueryBuilder maxPrice(double value) {
        maxPrice = BigDecimal.valueOf(value);
        return this;
    }

    /** USD per million completion tokens. */
    public ModelQueryBuilder minOutputPrice(double value) {
        minOutputPrice = BigDecimal.valueOf(value);
        return this;
    }

    /** USD per million completion tokens. */
    public ModelQueryBuilder maxOutputPrice(double value) {
        maxOutputPrice = BigDecimal.valueOf(value);
        return this;
    }

    /** A family, for example {@code GPT}. */
    public ModelQueryBuilder arch(String value) {
        arch = value;
        return this;
    }

    /** Only of these. */
    public ModelQueryBuilder modelAuthors(String... words) {
        modelAuthors = String.join(",", words);
        return this;
    }

    /** Only at these. */
    public ModelQueryBuilder providers(String... words) {
        providers = String.join(",", words);
        return this;
    }

    /** Only models whose text may be distilled, or may not. */
    public ModelQueryBuilder distillable(boolean value) {
        distillable = value;
        return this;
    }

    /** True: only with zero data retention. */
    public ModelQueryBuilder zdr(boolean value) {
        zdr = value;
        return this;
    }

    /** {@code eu} or {@code us}. */
    public ModelQueryBuilder region(String value) {
        region = value;
        return this;
    }

    /** At least so old. */
    public ModelQueryBuilder minAgeDays(int value) {
        minAgeDays = value;
        return this;
    }

    /** At most so old. */
    public ModelQueryBuilder maxAgeDays(int value) {
        maxAgeDays = value;
        return this;
    }

    /** A score of Artificial Analysis. */
    public ModelQueryBuilder minIntelligenceIndex(double value) {
        minIntelligenceIndex = BigDecimal.valueOf(value);
        return this;
    }

    /** A score of Artificial Analysis. */
    public ModelQueryBuilder maxIntelligenceIndex(double value) {
        maxIntelligenceIndex = BigDecimal.valueOf(value);
        return this;
    }

    /** A score of Artificial Analysis. */
    public ModelQueryBuilder minCodingIndex(double value) {
        minCodingIndex = BigDecimal.valueOf(value);
        return this;
    }

    /** A score of Artificial Analysis. */
    public ModelQueryBuilder maxCodingIndex(double value) {
        maxCodingIndex = BigDecimal.valueOf(value);
        return this;
    }

    /** A score of Artificial Analysis. */
    public ModelQueryBuilder minAgenticIndex(double value) {
        minAgenticIndex = BigDecimal.valueOf(value);
        return this;
    }

    /** A score of Artificial Analysis. */
    public ModelQueryBuilder maxAgenticIndex(double value) {
        maxAgenticIndex = BigDecimal.valueOf(value);
        return this;
    }

    /** 0 to 1. */
    public ModelQueryBuilder minToolSuccessRate(double value) {
        minToolSuccessRate = BigDecimal.valueOf(value);
        return this;
    }

    /** 0 to 1. */
    public ModelQueryBuilder maxToolSuccessRate(double value) {
        maxToolSuccessRate = BigDecimal.valueOf(value);
        return this;
    }

    /**
     * A field this version has no method for.
     *
     * @throws IllegalArgumentException if it has one
     */
    public ModelQueryBuilder extra(String name, JsonNode value) {
        RequestFields.requireUnknown(ModelQuery.class, name);
        extra.put(name, value);
        return this;
    }

    /** The query. */
    public ModelQuery build() {
        return new ModelQuery(
                offset,
                limit,
                category,
                supportedParameters,
                outputModalities,
                inputModalities,
                sort,
                q,
                context,
                minPrice,
                maxPrice,
                minOutputPrice,
                maxOutputPrice,
                arch,
                modelAuthors,
                providers,
                distillable,
                zdr,
                region,
                minAgeDays,
                maxAgeDays,
                minIntelligenceIndex,
                maxIntelligenceIndex,
                minCodingIndex,
                maxCodingIndex,
                minAgenticIndex,
                maxAgenticIndex,
                minToolSuccessRate,
                maxToolSuccessRate,
                extra);
    }
}

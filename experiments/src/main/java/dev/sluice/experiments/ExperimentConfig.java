package dev.sluice.experiments;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an experiment is: the same for every run that continues it.
 *
 * @param experimentId names its files; 1 to 64 letters, digits, {@code _} and {@code -}
 * @param totalIntervals how many intervals it plans, for progress; not negative
 * @param decisionMode how decisions are made, in the bot's words, such as {@code direct} or {@code code}
 * @param modelId the model asked, such as {@code openai/gpt-4o-mini}
 * @param settings anything else that belongs to the configuration; values as JSON can hold them
 * @param metadata about the run (host, versions); may differ when an experiment is continued
 */
public record ExperimentConfig(
        String experimentId,
        int totalIntervals,
        String decisionMode,
        String modelId,
        Map<String, Object> settings,
        Map<String, Object> metadata) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * Copies the maps.
     *
     * @throws IllegalArgumentException if the id could not be a file name, or the total is negative
     */
    public ExperimentConfig {
        requireId("experimentId", experimentId);
        if (totalIntervals < 0) {
            throw new IllegalArgumentException("totalIntervals: " + totalIntervals + " (expected 0 or more)");
        }
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A configuration without further settings and metadata. */
    public static ExperimentConfig of(String experimentId, int totalIntervals, String decisionMode, String modelId) {
        return new ExperimentConfig(experimentId, totalIntervals, decisionMode, modelId, Map.of(), Map.of());
    }

    /** The same with other settings. */
    public ExperimentConfig withSettings(Map<String, Object> newSettings) {
        return new ExperimentConfig(experimentId, totalIntervals, decisionMode, modelId, newSettings, metadata);
    }

    /** The same with other metadata. */
    public ExperimentConfig withMetadata(Map<String, Object> newMetadata) {
        return new ExperimentConfig(experimentId, totalIntervals, decisionMode, modelId, settings, newMetadata);
    }

    /** The part that every run of the experiment shares: all but the metadata. */
    ObjectNode toJson() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("experiment_id", experimentId);
        json.put("total_intervals", totalIntervals);
        json.put("decision_mode", decisionMode);
        json.put("model_id", modelId);
        json.set("settings", Redaction.of(settings));
        return json;
    }

    static void requireId(String what, String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(what + ": not usable as a name (expected 1 to 64 of A-Z a-z 0-9 _ -)");
        }
    }
}

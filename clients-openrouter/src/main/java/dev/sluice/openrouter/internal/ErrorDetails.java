package dev.sluice.openrouter.internal;

import dev.sluice.openrouter.error.Availability;
import dev.sluice.openrouter.error.OpenRouterError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what an error object tells beyond its status; whatever has another type than documented is left out. */
final class ErrorDetails {

    private ErrorDetails() {}

    /** @param partialText what the answer said before it failed; null if nothing */
    static OpenRouterError of(JsonNode error, @Nullable String partialText) {
        JsonNode metadata = error.path("metadata");
        return new OpenRouterError(
                type(error),
                text(metadata.path("provider_name")),
                text(metadata.path("provider_code")),
                raw(metadata.path("raw")),
                text(metadata.path("limit_source")),
                text(metadata.path("model_slug")),
                texts(metadata.path("reasons")),
                text(metadata.path("flagged_input")),
                texts(metadata.path("patterns")),
                previous(metadata.path("previous_errors")),
                availability(error.path("availability")),
                partialText);
    }

    private static @Nullable String type(JsonNode error) {
        String type = text(error.path("error_type"));
        return type == null ? text(error.path("metadata").path("error_type")) : type;
    }

    private static @Nullable String raw(JsonNode raw) {
        return raw.isObject() || raw.isArray() ? raw.toString() : text(raw);
    }

    private static List<OpenRouterError.PreviousError> previous(JsonNode errors) {
        List<OpenRouterError.PreviousError> previous = new ArrayList<>();
        for (JsonNode error : errors) {
            JsonNode status = error.path("status");
            previous.add(new OpenRouterError.PreviousError(
                    text(error.path("provider")),
                    text(error.path("code")),
                    status.isIntegralNumber() && status.canConvertToInt() ? (Integer) status.intValue() : null));
        }
        return previous;
    }

    private static @Nullable Availability availability(JsonNode availability) {
        if (!availability.isObject()) {
            return null;
        }
        JsonNode retryable = availability.path("retryable");
        JsonNode wait = availability.path("retry_after");
        return new Availability(
                text(availability.path("code")),
                retryable.isBoolean() ? (Boolean) retryable.booleanValue() : null,
                wait.isIntegralNumber() && wait.canConvertToLong() ? (Long) wait.longValue() : null,
                texts(availability.path("requested_models")),
                texts(availability.path("affected_providers")),
                texts(availability.path("fallback_models")),
                text(availability.path("docs_url")));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    private static List<String> texts(JsonNode nodes) {
        List<String> texts = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (node.isString()) {
                texts.add(node.stringValue());
            }
        }
        return texts;
    }
}

package dev.sluice.openrouter.account;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What OpenRouter knows of the key that asks. Amounts are USD.
 *
 * @param label the key, shortened
 * @param limit the most it may spend; null is no limit
 * @param limitRemaining what is left of it; null is no limit
 * @param limitReset when it begins anew: {@code daily}, {@code weekly}, {@code monthly}; null is never
 * @param includeByokInLimit whether calls on the user's own provider keys count
 * @param usage spent in all
 * @param usageDaily spent this day of UTC
 * @param usageWeekly spent this week, from Monday
 * @param usageMonthly spent this month
 * @param byokUsage spent on the user's own provider keys in all
 * @param byokUsageDaily the same this day
 * @param byokUsageWeekly the same this week
 * @param byokUsageMonthly the same this month
 * @param isFreeTier whether no credits were ever bought
 * @param isManagementKey whether it manages keys
 * @param isProvisioningKey the same under its older name
 * @param expiresAt ISO 8601; null is never
 * @param creatorUserId who made it
 * @param organizationId whose it is
 * @param workspaceId where it belongs
 * @param allowedDataRegions where its requests may go
 * @param freeModelDailyRequests what is left of the day's requests to free models
 * @param rateLimit without meaning
 * @param extra every other field, in wire order
 */
public record ApiKey(
        @Nullable String label,
        @Nullable BigDecimal limit,
        @JsonProperty("limit_remaining") @Nullable BigDecimal limitRemaining,
        @JsonProperty("limit_reset") @Nullable String limitReset,
        @JsonProperty("include_byok_in_limit") @Nullable Boolean includeByokInLimit,
        @Nullable BigDecimal usage,
        @JsonProperty("usage_daily") @Nullable BigDecimal usageDaily,
        @JsonProperty("usage_weekly") @Nullable BigDecimal usageWeekly,
        @JsonProperty("usage_monthly") @Nullable BigDecimal usageMonthly,
        @JsonProperty("byok_usage") @Nullable BigDecimal byokUsage,
        @JsonProperty("byok_usage_daily") @Nullable BigDecimal byokUsageDaily,
        @JsonProperty("byok_usage_weekly") @Nullable BigDecimal byokUsageWeekly,
        @JsonProperty("byok_usage_monthly") @Nullable BigDecimal byokUsageMonthly,
        @JsonProperty("is_free_tier") @Nullable Boolean isFreeTier,
        @JsonProperty("is_management_key") @Nullable Boolean isManagementKey,
        @JsonProperty("is_provisioning_key") @Nullable Boolean isProvisioningKey,
        @JsonProperty("expires_at") @Nullable String expiresAt,
        @JsonProperty("creator_user_id") @Nullable String creatorUserId,
        @JsonProperty("organization_id") @Nullable String organizationId,
        @JsonProperty("workspace_id") @Nullable String workspaceId,
        @JsonProperty("allowed_data_regions") @Nullable List<String> allowedDataRegions,
        @JsonProperty("free_model_daily_requests") @Nullable DailyRequests freeModelDailyRequests,
        @JsonProperty("rate_limit") @Nullable JsonNode rateLimit,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ApiKey {
        allowedDataRegions = Copies.presentOrNull(allowedDataRegions);
        extra = Copies.map(extra);
    }

    /**
     * Requests to free models on this day of UTC.
     *
     * @param limit allowed
     * @param remaining left
     * @param used made
     * @param extra every other field, in wire order
     */
    public record DailyRequests(
            @Nullable Long limit,
            @Nullable Long remaining,
            @Nullable Long used,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public DailyRequests {
            extra = Copies.map(extra);
        }
    }
}

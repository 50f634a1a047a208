package dev.sluice.daytona;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One page of a list.
 *
 * @param items the sandboxes, without {@code env}
 * @param nextCursor where the next page begins; null on the last page
 * @param extra every other field, in wire order
 */
record SandboxPage(
        List<Sandbox> items,
        @Nullable String nextCursor,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    SandboxPage {
        items = Copies.present(items);
        extra = Copies.map(extra);
    }
}

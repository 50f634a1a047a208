package dev.sluice.exa.internal;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.Page;
import dev.sluice.client.spi.Copies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One page of a list of Exa's.
 *
 * @param object {@code list}
 * @param data the items
 * @param hasMore whether there is another page
 * @param nextCursor what to ask for it with
 * @param extra fields this version does not know, written back as they came
 * @param <T> type of the items
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CursorPage<T>(
        @Nullable String object,
        List<T> data,
        @Nullable Boolean hasMore,
        @Nullable String nextCursor,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public CursorPage {
        data = Copies.present(data);
        extra = Copies.map(extra);
    }

    /** As the pipeline's lists take it: without a cursor on the last page, whatever stands there. */
    public Page<T> page() {
        boolean last = Boolean.FALSE.equals(hasMore) || nextCursor == null || nextCursor.isEmpty();
        return new Page<>(data, last ? null : nextCursor);
    }
}

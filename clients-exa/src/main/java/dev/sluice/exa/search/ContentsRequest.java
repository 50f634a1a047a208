package dev.sluice.exa.search;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sluice.client.spi.Copies;
import dev.sluice.exa.internal.ExaJson;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pages to fetch, and what of each. On the wire what is fetched stands beside the pages, not in an object of its own.
 *
 * @param urls the pages; at least one
 * @param contents what to fetch; without any kind Exa gives the text
 */
public record ContentsRequest(List<String> urls, Contents contents) {
    private static final String URLS = "urls";

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no page
     */
    public ContentsRequest {
        urls = Copies.present(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("urls: empty (expected at least one page)");
        }
    }

    /** The contents of these pages. */
    public static ContentsRequest of(Contents contents, String... urls) {
        return new ContentsRequest(List.of(urls), contents);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ContentsRequest read(ObjectNode wire) {
        ObjectNode rest = wire.deepCopy();
        JsonNode urls = rest.remove(URLS);
        List<String> pages = urls == null
                ? List.of()
                : urls.valueStream().map(JsonNode::asString).toList();
        return new ContentsRequest(pages, ExaJson.MAPPER.treeToValue(rest, Contents.class));
    }

    @JsonValue
    ObjectNode wire() {
        ObjectNode wire = ExaJson.MAPPER.createObjectNode();
        ArrayNode pages = wire.putArray(URLS);
        urls.forEach(pages::add);
        wire.setAll((ObjectNode) ExaJson.MAPPER.<JsonNode>valueToTree(contents));
        return wire;
    }
}

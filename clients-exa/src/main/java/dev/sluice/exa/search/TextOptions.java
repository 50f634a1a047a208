package dev.sluice.exa.search;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sluice.client.spi.Copies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which text of a page to return. Without any option set it is sent as {@code true}.
 *
 * @param maxCharacters where to cut, in characters; null leaves it to Exa
 * @param includeHtmlTags whether tags stay in the text
 * @param verbosity {@code compact}, {@code standard} or {@code full}; an open set
 * @param includeSections parts of the page to keep, such as {@code body}; an open set
 * @param excludeSections parts of the page to leave out, such as {@code navigation}; an open set
 * @param extra fields this version does not know, sent as they are
 */
public record TextOptions(
        @Nullable Integer maxCharacters,
        @Nullable Boolean includeHtmlTags,
        @Nullable String verbosity,
        @Nullable List<String> includeSections,
        @Nullable List<String> excludeSections,
        @JsonAnySetter Map<String, JsonNode> extra) {
    /** Text as Exa cuts it by default. */
    public static final TextOptions DEFAULT = upTo(null);

    /** Copies the collections. */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public TextOptions {
        includeSections = includeSections == null ? null : Copies.list(includeSections);
        excludeSections = excludeSections == null ? null : Copies.list(excludeSections);
        extra = Copies.map(extra);
    }

    /** Text cut after this many characters; null leaves it to Exa. */
    public static TextOptions upTo(@Nullable Integer maxCharacters) {
        return new TextOptions(maxCharacters, null, null, null, null, Map.of());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable TextOptions fromFlag(boolean wanted) {
        return wanted ? DEFAULT : null;
    }

    @JsonValue
    Object wire() {
        return new TrueOr()
                .with("maxCharacters", maxCharacters)
                .with("includeHtmlTags", includeHtmlTags)
                .with("verbosity", verbosity)
                .with("includeSections", includeSections)
                .with("excludeSections", excludeSections)
                .withAll(extra)
                .wire();
    }
}

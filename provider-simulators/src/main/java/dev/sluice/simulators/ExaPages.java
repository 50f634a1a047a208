package dev.sluice.simulators;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is answered at once: searches, pages, answers. Refuses what Exa refuses, with its tags. */
final class ExaPages {
    private final SearchIndex index;
    private final ExaAnswers answers;
    private final ExaErrors errors;

    ExaPages(SearchIndex index, ExaAnswers answers, ExaErrors errors) {
        this.index = index;
        this.answers = answers;
        this.errors = errors;
    }

    /** The answer of an operation to a body, which is null if it was no JSON object. */
    Answer answer(String operation, @Nullable JsonNode asked, String id) {
        String subject = operation.equals("find-similar") ? "url" : "query";
        boolean contents = operation.equals("contents");
        if (asked == null || (!contents && asked.path(subject).asString("").isBlank())) {
            return errors.flat(400, "Invalid request body", "INVALID_REQUEST_BODY");
        }
        int results = results(asked.path("numResults"));
        if (results < 1 || results > 100) {
            return errors.flat(400, "Number of results must be between 1 and 100", "INVALID_NUM_RESULTS");
        }
        if (!isTexts(asked.path("includeDomains"))) {
            return errors.flat(400, "Invalid request body", "INVALID_REQUEST_BODY");
        }
        Answer answer = switch (operation) {
            case "contents" -> contents(asked, id);
            case "answer" -> answers.answer(asked, id);
            case "context" -> answers.context(asked, id);
            default -> search(asked, results, id);
        };
        return answer.with("x-request-id", id);
    }

    private Answer search(JsonNode asked, int results, String id) {
        boolean streamed = asked.path("stream").asBoolean(false)
                && asked.path("outputSchema").isObject();
        return streamed
                ? answers.searchStream(asked, results, id)
                : Answer.json(200, answers.search(asked, results, id));
    }

    /** Exa's default where there is none; what is no whole number is none between 1 and 100. */
    private static int results(JsonNode asked) {
        if (asked.isMissingNode() || asked.isNull()) {
            return 10;
        }
        return asked.isInt() ? asked.intValue() : 0;
    }

    /** Whether there is nothing in it but texts. */
    private static boolean isTexts(JsonNode list) {
        return !list.isArray() || list.valueStream().allMatch(JsonNode::isString);
    }

    private Answer contents(JsonNode asked, String id) {
        JsonNode urls = asked.path("urls");
        if (!urls.isArray() || urls.isEmpty() || !isTexts(urls)) {
            return errors.flat(400, "No URLs given", "INVALID_URLS");
        }
        List<Object> pages = new ArrayList<>();
        List<Object> statuses = new ArrayList<>();
        for (JsonNode url : urls) {
            String page = url.asString();
            if (!SearchIndex.isMissing(page)) {
                pages.add(index.page(page, asked));
            }
            statuses.add(SearchIndex.status(page));
        }
        return Answer.json(
                200,
                Json.object(
                        "requestId", id,
                        "results", pages,
                        "statuses", statuses,
                        "costDollars", SearchIndex.contentsCost(asked, pages.size())));
    }
}

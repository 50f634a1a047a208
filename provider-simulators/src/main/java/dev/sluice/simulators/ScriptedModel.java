package dev.sluice.simulators;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What the simulated model says: always the same to the same conversation. It chooses among the actions that the prompt offers in capitals
 * or in quotes, and among BUY, SELL and HOLD if it offers none.
 */
final class ScriptedModel {
    private static final String KNOWN = "BUY_YES|BUY_NO|SELL_YES|SELL_NO|BUY|SELL|HOLD|SKIP|WAIT|YES|NO";
    private static final Pattern CAPITALS = Pattern.compile("\\b(" + KNOWN + ")\\b");
    private static final Pattern QUOTED = Pattern.compile("\"(" + KNOWN + ")\"", Pattern.CASE_INSENSITIVE);
    private static final List<String> REASONS = List.of(
            "the price history drifts and the news supports the move",
            "the news is mixed and the spread is wide",
            "the market has already taken in what the sources report",
            "recent sources contradict the current odds");

    private final long seed;

    ScriptedModel(long seed) {
        this.seed = seed;
    }

    String answer(JsonNode messages) {
        StringBuilder conversation = new StringBuilder();
        String lastUser = "";
        for (JsonNode message : messages) {
            String text = textOf(message.path("content"));
            conversation.append(text).append('\n');
            lastUser = message.path("role").asString("").equals("user") ? text : lastUser;
        }
        String prompt = conversation.toString();
        String asked = lastUser.toLowerCase(Locale.ROOT);
        if (asked.contains("```python") || asked.contains("write python code")) {
            return program(prompt);
        }
        boolean wantsDecision = prompt.contains("JSON")
                && prompt.contains("action")
                && prompt.contains("confidence")
                && prompt.contains("rationale");
        return wantsDecision ? decision(prompt) : "I have read " + lastUser.length() + " characters and I agree.";
    }

    /** A string, or the text parts of a list. */
    static String textOf(JsonNode content) {
        if (!content.isArray()) {
            return content.asString("");
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asString("")));
        return text.toString();
    }

    private String decision(String prompt) {
        long hash = Seeds.of(seed, prompt);
        List<String> actions = actions(prompt);
        String action = actions.get(Seeds.below(hash, actions.size()));
        BigDecimal confidence = BigDecimal.valueOf(50 + Seeds.below(Seeds.mix(hash), 46), 2);
        String reason = REASONS.get(Seeds.below(Seeds.mix(hash + 1), REASONS.size()));
        return Json.text(Json.object(
                "action",
                action,
                "confidence",
                confidence,
                "rationale",
                "I choose " + action + " because " + reason + "."));
    }

    private String program(String prompt) {
        return String.join(
                "\n",
                "This program weighs the evidence and prints its decision as one JSON line.",
                "",
                "```python",
                "import json",
                "",
                "decision = " + decision(prompt),
                "print(json.dumps(decision))",
                "```");
    }

    private static List<String> actions(String prompt) {
        Set<String> offered = new LinkedHashSet<>();
        for (Pattern pattern : List.of(CAPITALS, QUOTED)) {
            Matcher matcher = pattern.matcher(prompt);
            while (offered.size() < 4 && matcher.find()) {
                offered.add(matcher.group(1));
            }
            if (offered.size() > 1) {
                return List.copyOf(offered);
            }
        }
        return List.of("BUY", "SELL", "HOLD");
    }
}

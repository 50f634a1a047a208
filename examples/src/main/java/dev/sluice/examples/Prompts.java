package dev.sluice.examples;

/** What the model is told. */
final class Prompts {
    static final String SYSTEM =
            "You trade on prediction markets. You are careful, and you answer in the form you are asked for.";

    private static final String FORM =
            "{\"action\": \"BUY\" or \"SELL\" or \"HOLD\", \"confidence\": 0 to 1, \"rationale\": \"one sentence\"}";

    private Prompts() {}

    static String context(MarketView market, News news) {
        return market.describe() + "\nNews:\n" + news.text();
    }

    static String decision(String context) {
        return context + "\n\nDecide now. Answer with one JSON object and nothing else: " + FORM;
    }

    static String program(String context) {
        return context
                + "\n\nWrite Python code, in one ```python block, that weighs these figures and prints one JSON object and nothing else: "
                + FORM + ". It has the standard library, no network and ten seconds.";
    }
}

package dev.sluice.exa;

/**
 * The groups of the limits. What exa.ai/docs/reference/rate-limits gives a number of its own has one: it ships with ratelimit-core, and a 429
 * there pauses that group alone.
 */
final class ExaGroups {
    /** {@code /search}, and beside it what searches too and has no documented number: {@code /findSimilar} and {@code /context}. */
    static final String SEARCH = "search";

    static final String CONTENTS = "contents";
    static final String ANSWER = "answer";

    /** The calls about research tasks; the tasks themselves are leases of the kind {@link #RESEARCH_TASKS}. */
    static final String RESEARCH = "research";

    static final String AGENT = "agent";

    /** How many research tasks may be under way at once is a number of leases. */
    static final String RESEARCH_TASKS = "research-tasks";

    private ExaGroups() {}
}

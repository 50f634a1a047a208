package dev.sluice.foundation.config;

/** Words for what the parser found wrong; those of its phrases that can repeat the input are replaced. */
final class YamlProblem {
    private YamlProblem() {}

    static String describe(String problem) {
        if (problem.contains("TAB")) {
            return "a tab character (expected: spaces)";
        }
        if (problem.startsWith("found undefined tag handle")) {
            return "a tag (expected: the value alone)";
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return "a colon where no key can stand (expected: one key to a line, and quotes around text with a colon)";
        }
        int advice = problem.indexOf(". (Do not use");
        return advice < 0 ? problem : problem.substring(0, advice) + " (expected: quotes around such text)";
    }
}

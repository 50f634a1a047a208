package dev.sluice.openrouter.structured;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Markdown fence that models put around JSON although nobody asked for it. */
final class CodeFence {
    private static final Pattern FENCED =
            Pattern.compile("\\A\\s*```[A-Za-z0-9]*\\s*\\n(.*)\\n\\s*```\\s*\\z", Pattern.DOTALL);

    private CodeFence() {}

    /** The text inside the fence; the whole text if there is none around it. */
    static String inside(String text) {
        Matcher fence = FENCED.matcher(text);
        return fence.matches() ? fence.group(1) : text;
    }
}

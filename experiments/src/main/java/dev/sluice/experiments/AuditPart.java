package dev.sluice.experiments;

import java.util.Locale;

/** What a decision must trace back to, besides the ids of the search snippets used. */
public enum AuditPart {
    /** The prompt as sent. */
    INPUT_PROMPT,
    /** What the prompt was built from: odds, prices, news. */
    CONTEXT,
    /** Code the model wrote. */
    GENERATED_CODE,
    /** The model's answer, unparsed. */
    RAW_LLM_OUTPUT,
    /** What the sandbox printed. */
    RAW_SANDBOX_OUTPUT;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

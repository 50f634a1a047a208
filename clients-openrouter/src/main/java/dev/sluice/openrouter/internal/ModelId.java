package dev.sluice.openrouter.internal;

import java.util.Set;

/**
 * A model's id as two path segments.
 *
 * @param author before the slash
 * @param slug behind it, suffixes such as {@code :free} included
 */
public record ModelId(String author, String slug) {

    /** OpenRouter, model variants; other suffixes are models of their own. */
    private static final Set<String> ROUTING = Set.of(":nitro", ":floor", ":exacto", ":online");

    /**
     * Reads {@code author/slug}.
     *
     * @throws IllegalArgumentException if it is anything else: it would become another path
     */
    public static ModelId of(String id) {
        int slash = id.indexOf('/');
        String author = slash < 0 ? "" : id.substring(0, slash);
        String slug = id.substring(slash + 1);
        if (!isSegment(author) || !isSegment(slug)) {
            throw new IllegalArgumentException("model id: not author/slug (expected: one such as openai/gpt-4o-mini)");
        }
        return new ModelId(author, slug);
    }

    /** The id without a suffix that chooses among a model's providers or adds a search; such an id is in no list. */
    public static String withoutRouting(String id) {
        int suffix = id.lastIndexOf(':');
        return suffix > 0 && ROUTING.contains(id.substring(suffix)) ? id.substring(0, suffix) : id;
    }

    private static boolean isSegment(String text) {
        return !text.isBlank() && !text.equals(".") && !text.equals("..") && text.indexOf('/') < 0;
    }
}

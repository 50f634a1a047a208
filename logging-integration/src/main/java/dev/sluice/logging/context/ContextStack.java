package dev.sluice.logging.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The open scopes of one thread, innermost last, and what the MDC held before they did. For its thread alone. */
final class ContextStack {
    private static final ThreadLocal<@Nullable ContextStack> CURRENT = new ThreadLocal<>();

    private final List<LogContext> scopes = new ArrayList<>();
    private final Map<String, @Nullable String> former = new LinkedHashMap<>();

    private ContextStack() {}

    static @Nullable ContextStack peek() {
        return CURRENT.get();
    }

    /** This thread's, made if there is none, without the scopes that were closed elsewhere. */
    static ContextStack current() {
        ContextStack stack = CURRENT.get();
        if (stack == null) {
            stack = new ContextStack();
            CURRENT.set(stack);
        } else {
            stack.dropClosed();
        }
        return stack;
    }

    /** Runs with these fields and no others of ours, whatever the thread's are, and leaves none behind. */
    static void exchange(Map<String, String> fields, Runnable task) {
        ContextStack outer = CURRENT.get();
        if (outer != null) {
            outer.hide();
        }
        ContextStack own = new ContextStack();
        CURRENT.set(own);
        try {
            LogContext.openRedacted(own, fields);
            task.run();
        } finally {
            own.hide();
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
                outer.former.keySet().forEach(outer::show);
                outer.sweep(); // of scopes that the task closed
            }
        }
    }

    boolean isCurrent() {
        return CURRENT.get() == this;
    }

    void push(LogContext scope) {
        scopes.add(scope);
    }

    /** Notes what the MDC holds under a key that no scope has yet. */
    void beforePut(String key) {
        if (!former.containsKey(key)) {
            former.put(key, MDC.get(key));
        }
    }

    /** Writes a key's value into the MDC. */
    void show(String key) {
        String value = valueOf(key);
        set(key, value == null ? former.get(key) : value);
    }

    /** The innermost scope's value. */
    @Nullable
    String valueOf(String key) {
        for (int i = scopes.size() - 1; i >= 0; i--) {
            LogContext scope = scopes.get(i);
            String value = scope.isClosed() ? null : scope.fields().get(key);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    Map<String, String> fields() {
        Map<String, String> effective = new LinkedHashMap<>();
        scopes.stream().filter(scope -> !scope.isClosed()).forEach(scope -> effective.putAll(scope.fields()));
        return Collections.unmodifiableMap(effective);
    }

    /** Drops closed scopes, and the stack itself with the last: a pooled thread keeps nothing of ours. */
    void sweep() {
        dropClosed();
        if (scopes.isEmpty()) {
            CURRENT.remove();
        }
    }

    private void dropClosed() {
        Set<String> touched = new LinkedHashSet<>();
        scopes.removeIf(scope -> {
            if (scope.isClosed()) {
                touched.addAll(scope.fields().keySet());
            }
            return scope.isClosed();
        });
        for (String key : touched) {
            show(key);
            if (valueOf(key) == null) {
                former.remove(key);
            }
        }
    }

    /** Gives the MDC back what it held. */
    private void hide() {
        former.forEach(ContextStack::set);
    }

    private static void set(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}

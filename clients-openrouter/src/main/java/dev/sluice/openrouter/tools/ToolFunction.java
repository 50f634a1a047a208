package dev.sluice.openrouter.tools;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a tool that a model may call; see {@link ToolSet.Builder#methods}. Its parameters are the tool's arguments, by name:
 * {@code @JsonPropertyDescription} tells the model what one means, {@code @JsonProperty} renames it, {@code @Nullable} or {@code Optional} lets
 * it be left out.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ToolFunction {
    /** Tells the model what the tool does and when to call it. */
    String description();

    /** 1 to 64 letters, digits, underscores and dashes; the method's name if left out. */
    String name() default "";
}

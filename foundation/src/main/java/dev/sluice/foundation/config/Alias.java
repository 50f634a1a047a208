package dev.sluice.foundation.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.temporal.ChronoUnit;

/**
 * A second spelling of a record component's key, such as {@code delay_seconds} for {@code min-delay}. Kebab-case and snake_case of every
 * key are accepted without this; a file that uses both spellings in one place is refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Alias {
    /** The other spelling. */
    String value();

    /**
     * What a bare number under this spelling counts, for a component of type {@link java.time.Duration}; {@link ChronoUnit#FOREVER}, the
     * default, means that the value is written as under the component's own key.
     */
    ChronoUnit unit() default ChronoUnit.FOREVER;
}

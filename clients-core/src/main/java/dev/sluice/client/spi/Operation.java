package dev.sluice.client.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the pipeline must know about a Feign method; required on each. A method that returns an {@code EventStream} is a stream. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Operation {
    /** Name in logs, metrics and exceptions, in kebab-case or one word: {@code search}, {@code prices-history}. */
    String name();

    /** How far the operation may be repeated. */
    RetryClass retry();

    /** The limits' group the operation counts in; empty for the provider's own limits alone. A customizer may choose another per call. */
    String group() default "";
}

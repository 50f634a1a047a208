package dev.sluice.foundation.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a record component's key means, in a line or two: editors show it beside the key, from {@link ConfigurationReader#jsonSchema()}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Description {
    /** One or two sentences, ending with a full stop. */
    String value();
}

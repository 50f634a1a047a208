package dev.sluice.openrouter.structured;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.type.TypeBindings;
import tools.jackson.databind.type.TypeFactory;

/**
 * One property of an object: a component of a record or a parameter of a method.
 *
 * @param name the JSON name
 * @param type its type, variables resolved
 * @param description for the model; null if there is none
 * @param nullable whether it may be null or missing: marked {@code @Nullable} (anybody's annotation of that name), or an optional
 */
record Member(String name, JavaType type, @Nullable String description, boolean nullable) {

    static Member of(RecordComponent component, TypeBindings bindings, TypeFactory types) {
        JavaType type = types.resolveMemberType(component.getGenericType(), bindings);
        AnnotatedElement accessor = component.getAccessor();
        return of(component.getName(), type, accessor, component.getAnnotatedType());
    }

    static Member of(Parameter parameter, TypeFactory types) {
        JavaType type = types.constructType(parameter.getParameterizedType());
        Member member = of(parameter.getName(), type, parameter, parameter.getAnnotatedType());
        if (!parameter.isNamePresent() && member.name.equals(parameter.getName())) {
            throw new IllegalArgumentException(
                    parameter.getDeclaringExecutable().getName() + ": the name of parameter " + parameter.getName()
                            + " is not in the class file (expected: javac -parameters, or @JsonProperty)");
        }
        return member;
    }

    private static Member of(String name, JavaType type, AnnotatedElement element, AnnotatedType annotated) {
        String given = Optional.ofNullable(element.getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .filter(word -> !word.isEmpty())
                .orElse(name);
        JsonPropertyDescription description = element.getAnnotation(JsonPropertyDescription.class);
        boolean nullable = SchemaTypes.isOptional(type) || isNullable(element) || isNullable(annotated);
        return new Member(given, type, description == null ? null : description.value(), nullable);
    }

    private static boolean isNullable(AnnotatedElement element) {
        return Stream.of(element.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation.getSimpleName().equals("Nullable"));
    }
}

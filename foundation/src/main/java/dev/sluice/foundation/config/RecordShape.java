package dev.sluice.foundation.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A map whose keys are a record's components. */
final class RecordShape implements Shape {
    private final List<Component> components;
    private final Map<String, Spelling> spellings;
    private final Constructor<? extends Record> constructor;

    private RecordShape(
            List<Component> components, Map<String, Spelling> spellings, Constructor<? extends Record> constructor) {
        this.components = components;
        this.spellings = spellings;
        this.constructor = constructor;
    }

    static RecordShape of(Class<? extends Record> type) {
        return of(type, Set.of());
    }

    static RecordShape of(Class<? extends Record> type, Set<Class<?>> enclosing) {
        Set<Class<?>> around = new HashSet<>(enclosing);
        if (!around.add(type)) {
            throw new IllegalArgumentException("record " + type.getName() + ": contains itself, cannot be bound");
        }
        List<Component> components = new ArrayList<>();
        Map<String, Spelling> spellings = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String where = "record " + type.getName() + ", component " + component.getName();
            String key = Keys.ofComponent(component.getName());
            Shape shape = Shape.of(component.getGenericType(), where, around);
            boolean variable = component.getType() == String.class && key.endsWith("-env");
            Spelling own = new Spelling(components.size(), variable ? ScalarTypes.variableName() : shape);
            claim(spellings, key, own, where);
            Alias alias = component.getAnnotation(Alias.class);
            if (alias != null) {
                claim(spellings, Keys.kebab(alias.value()), aliased(alias, own, component, where), where);
            }
            components.add(new Component(key, component));
        }
        return new RecordShape(components, spellings, canonicalConstructor(type));
    }

    private static Spelling aliased(Alias alias, Spelling own, RecordComponent component, String where) {
        if (alias.unit() == ChronoUnit.FOREVER) {
            return own;
        }
        if (component.getType() != Duration.class) {
            throw new IllegalArgumentException(where + ": unit of a value that is no Duration");
        }
        return new Spelling(own.index(), ScalarTypes.durationIn(alias.unit()));
    }

    private static void claim(Map<String, Spelling> spellings, String key, Spelling spelling, String where) {
        if (spellings.putIfAbsent(key, spelling) != null) {
            throw new IllegalArgumentException(where + ": key " + key + " is taken");
        }
    }

    private static Constructor<? extends Record> canonicalConstructor(Class<? extends Record> type) {
        Class<?>[] types = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("record without canonical constructor: " + type.getName(), impossible);
        }
    }

    @Override
    public String expected() {
        return "a map of " + String.join(", ", keys());
    }

    List<Component> components() {
        return components;
    }

    Class<? extends Record> type() {
        return constructor.getDeclaringClass();
    }

    /** How a value is written under one accepted spelling. */
    Shape shapeUnder(String spelling) {
        return Objects.requireNonNull(spellings.get(spelling)).shape();
    }

    /** A component's other spellings, in kebab-case. */
    List<String> aliases(int index) {
        return spellings.entrySet().stream()
                .filter(entry -> entry.getValue().index() == index)
                .map(Map.Entry::getKey)
                .filter(key -> !key.equals(components.get(index).key()))
                .toList();
    }

    List<String> keys() {
        return components.stream().map(Component::key).toList();
    }

    /** Canonical keys and aliases, in kebab-case. */
    Set<String> accepted() {
        return spellings.keySet();
    }

    @Nullable
    Spelling spelling(String written) {
        return spellings.get(Keys.kebab(written));
    }

    /**
     * Calls the canonical constructor.
     *
     * @throws RuntimeException what the record's own checks throw
     */
    Record create(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException("constructor of " + constructor.getDeclaringClass(), thrown.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("constructor of " + constructor.getDeclaringClass(), impossible);
        }
    }

    /** One accepted spelling: which component it sets, and how a value is written under it. */
    record Spelling(int index, Shape shape) {}
}

package dev.sluice.foundation.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What may be written for a value of some Java type. Built when a section is registered, so that a type that cannot be bound fails there. */
sealed interface Shape permits Shape.OfList, Shape.OfMap, RecordShape, ScalarShape {

    /** What to write, for an error message: {@code a duration …}. */
    String expected();

    /** A list, replaced whole. */
    record OfList(Shape item) implements Shape {
        @Override
        public String expected() {
            return "a list, each item " + item.expected();
        }
    }

    /** A map with free keys, merged key by key. */
    record OfMap(Shape value) implements Shape {
        @Override
        public String expected() {
            return "a map of names, each with " + value.expected();
        }
    }

    /**
     * The shape of a component's type.
     *
     * @param where names the component in the exception
     * @param enclosing the records around it, which must not occur in themselves
     * @throws IllegalArgumentException if values of the type cannot be bound
     */
    static Shape of(Type type, String where, Set<Class<?>> enclosing) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new OfList(of(arguments[0], where, enclosing));
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return new OfMap(of(arguments[1], where, enclosing));
            }
        }
        if (type instanceof Class<?> plain) {
            return plain.isRecord() && !ScalarTypes.contains(plain)
                    ? RecordShape.of(plain.asSubclass(Record.class), enclosing)
                    : ScalarTypes.shapeOf(plain, where);
        }
        throw new IllegalArgumentException(
                where + ": cannot be bound (expected: a List, a Map<String, …> or a plain type)");
    }
}

package dev.sluice.openrouter.embeddings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One embedding. On the wire it is an array of numbers, or base64 of 32-bit floats, the lowest byte first. Immutable. */
public final class Vector {

    private final double @Nullable [] numbers;
    private final @Nullable String base64;

    private Vector(double @Nullable [] numbers, @Nullable String base64) {
        this.numbers = numbers;
        this.base64 = base64;
    }

    /** A vector of these components. */
    public static Vector of(double... components) {
        return new Vector(components.clone(), null);
    }

    /** Reads either form; one of tomorrow is refused. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Vector fromJson(JsonNode json) {
        if (json.isString()) {
            return new Vector(null, json.stringValue());
        }
        if (!json.isArray()) {
            throw new IllegalArgumentException("embedding: neither numbers nor base64 (expected: one of them)");
        }
        double[] numbers = new double[json.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = json.get(i).doubleValue();
        }
        return new Vector(numbers, null);
    }

    /**
     * The components; a copy.
     *
     * @throws IllegalArgumentException if the text is no base64, or not of whole numbers of four bytes
     */
    public double[] values() {
        if (numbers != null) {
            return numbers.clone();
        }
        if (base64 == null) {
            return new double[0];
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() % Float.BYTES != 0) {
            throw new IllegalArgumentException(
                    "embedding: of " + bytes.remaining() + " bytes (expected: " + Float.BYTES + " for each number)");
        }
        double[] values = new double[bytes.remaining() / Float.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.getFloat();
        }
        return values;
    }

    /**
     * The cosine of the angle between two vectors, -1 to 1; 0 if one of them has no length.
     *
     * @throws IllegalArgumentException if they are not of one length
     */
    public double cosine(Vector other) {
        double[] a = values();
        double[] b = other.values();
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "vectors: of " + a.length + " and " + b.length + " components (expected: of one model)");
        }
        double dot = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            squaresA += a[i] * a[i];
            squaresB += b[i] * b[i];
        }
        double lengths = Math.sqrt(squaresA) * Math.sqrt(squaresB);
        return lengths == 0 ? 0 : dot / lengths;
    }

    @JsonValue
    Object json() {
        return numbers == null ? String.valueOf(base64) : numbers;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Vector that
                && Arrays.equals(numbers, that.numbers)
                && Objects.equals(base64, that.base64);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(numbers) + Objects.hashCode(base64);
    }

    /** How long it is, not what it says: vectors have thousands of components. */
    @Override
    public String toString() {
        return numbers == null ? "Vector[base64]" : "Vector[" + numbers.length + "]";
    }
}

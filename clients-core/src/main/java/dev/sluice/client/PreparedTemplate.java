package dev.sluice.client;

import feign.MethodMetadata;
import feign.Request;
import feign.RequestTemplate;
import feign.Target;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Feign method's request, which Feign resolved once with marks in place of the arguments: resolving its templates anew for each attempt
 * took a quarter of the bytes of a whole call. It serves ordinary methods with ordinary arguments; for all others Feign itself builds the
 * request, and {@code PreparedTemplateTest} holds one against the other. Immutable and thread-safe.
 */
final class PreparedTemplate {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String CONTENT_LENGTH = "Content-Length";
    private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");

    private final String method;
    private final FilledText url;
    private final @Nullable URI fixedUrl;
    private final SortedMap<String, List<FilledText>> headers;
    private final SortedMap<String, List<String>> fixedHeaders;
    private final @Nullable Integer body;
    private final JsonRequestEncoder encoder;

    private PreparedTemplate(Request resolved, @Nullable Integer body, JsonRequestEncoder encoder) {
        this.method = resolved.httpMethod().name();
        this.url = FilledText.of(resolved.url());
        this.fixedUrl = url.isFixed() ? URI.create(resolved.url()) : null;
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.fixedHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.body = body;
        this.encoder = encoder;
        resolved.headers().forEach(this::add);
    }

    private void add(String name, Collection<String> values) {
        List<FilledText> texts = values.stream().map(FilledText::of).toList();
        if (texts.stream().allMatch(FilledText::isFixed)) {
            fixedHeaders.put(name, List.copyOf(values));
        } else {
            headers.put(name, texts);
        }
    }

    /** Null if the method has something that is left to Feign. */
    static @Nullable PreparedTemplate of(MethodMetadata metadata, Target<?> target, JsonRequestEncoder encoder) {
        Map<String, Integer> arguments = arguments(metadata);
        if (arguments == null || !isOrdinary(metadata.template(), arguments)) {
            return null;
        }
        try {
            RequestTemplate marked = RequestTemplate.from(metadata.template()).resolve(FilledText.marks(arguments));
            return new PreparedTemplate(target.apply(marked), metadata.bodyIndex(), encoder);
        } catch (RuntimeException unusual) {
            return null; // Feign says what is wrong when the method is called
        }
    }

    /** The arguments by their variables; null if one of them is neither such nor the body. */
    private static @Nullable Map<String, Integer> arguments(MethodMetadata metadata) {
        Map<String, Integer> arguments = new LinkedHashMap<>();
        for (Map.Entry<Integer, Collection<String>> argument :
                metadata.indexToName().entrySet()) {
            for (String name : argument.getValue()) {
                if (arguments.put(name, argument.getKey()) != null) {
                    return null;
                }
            }
        }
        boolean converted = metadata.indexToExpander() != null
                || !metadata.indexToExpanderClass().isEmpty();
        int understood = metadata.indexToName().size() + (metadata.bodyIndex() == null ? 0 : 1);
        return converted
                        || metadata.alwaysEncodeBody()
                        || !metadata.formParams().isEmpty()
                        || understood != metadata.method().getParameterCount()
                ? null
                : arguments;
    }

    /** Whether all that stands in braces are variables without operators, and no body is written in an annotation. */
    private static boolean isOrdinary(RequestTemplate template, Map<String, Integer> arguments) {
        if (template.bodyTemplate() != null || (template.body() != null && template.body().length > 0)) {
            return false;
        }
        Stream<String> texts = Stream.concat(
                Stream.of(template.url()), template.headers().values().stream().flatMap(Collection::stream));
        return texts.noneMatch(text -> FilledText.hasMark(text)
                        || VARIABLE.matcher(text).replaceAll("").contains("{"))
                && arguments.keySet().containsAll(template.variables());
    }

    /**
     * One more request.
     *
     * @return null if the arguments are such that Feign has to build it
     */
    @Nullable
    AttemptRequest request(Object[] arguments) {
        Object given = body == null ? null : arguments[body];
        String address = url.with(arguments);
        if (address == null || (body != null && given == null)) {
            return null;
        }
        SortedMap<String, List<String>> filled = new TreeMap<>(fixedHeaders);
        for (Map.Entry<String, List<FilledText>> header : headers.entrySet()) {
            List<String> values = FilledText.all(header.getValue(), arguments);
            if (values == null) {
                return null;
            }
            filled.put(header.getKey(), values);
        }
        byte[] bytes = given == null ? new byte[0] : body(given, filled);
        return new AttemptRequest(method, fixedUrl == null ? URI.create(address) : fixedUrl, bytes, filled);
    }

    private byte[] body(Object given, Map<String, List<String>> filled) {
        RawBody written = encoder.written(given);
        if (!written.contentType().isEmpty()) {
            filled.putIfAbsent(CONTENT_TYPE, List.of(written.contentType()));
        }
        byte[] bytes = written.bytes();
        if (bytes.length > 0) {
            filled.put(CONTENT_LENGTH, List.of(Integer.toString(bytes.length)));
        }
        return bytes;
    }
}

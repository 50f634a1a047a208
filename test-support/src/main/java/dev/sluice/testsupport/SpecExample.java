package dev.sluice.testsupport;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * One entry of a folder's {@code INDEX.json}: what was exchanged, where it comes from, and the files that hold it.
 *
 * @param specs the folder it belongs to
 * @param folder where its files are, relative to the provider's folder
 * @param meta the entry itself
 */
public record SpecExample(Specs specs, String folder, JsonNode meta) {

    /** Its name, unique in the folder. */
    public String name() {
        return meta.path("name").asString("");
    }

    /** How much weight it has: {@code recorded}, {@code sdk-test}, {@code docs-example}, {@code constructed-from-docs}, … */
    public String kind() {
        return meta.path("kind").asString("");
    }

    /** Whether it is real traffic. */
    public boolean recorded() {
        return kind().equals("recorded");
    }

    /** Whether it was exchanged at this path. */
    public boolean isAt(String path) {
        return meta.path("path").asString("").equals(path);
    }

    /** The HTTP status, or {@code otherwise} where none was noted. */
    public int status(int otherwise) {
        return meta.path("status").asInt(otherwise);
    }

    /** The response headers that were kept, by lower-case name. */
    public Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        meta.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString("")));
        return headers;
    }

    /** Whether it has a file of this suffix: {@code request.json}, {@code response.json}, {@code response.sse}, {@code value.json}, … */
    public boolean has(String suffix) {
        return meta.path("files").has(suffix);
    }

    /** The bytes of its file of this suffix. */
    public byte[] bytes(String suffix) {
        return specs.bytes(file(suffix));
    }

    /** The text of its file of this suffix, as UTF-8. */
    public String text(String suffix) {
        return specs.text(file(suffix));
    }

    /** The JSON of its file of this suffix. */
    public JsonNode json(String suffix) {
        return specs.json(file(suffix));
    }

    @Override
    public String toString() {
        return name();
    }

    private String file(String suffix) {
        JsonNode file = meta.path("files").path(suffix);
        if (file.isMissingNode()) {
            throw new IllegalArgumentException(
                    name() + ": no file " + suffix + " (expected one of " + meta.path("files") + ")");
        }
        return folder + "/" + file.asString();
    }
}

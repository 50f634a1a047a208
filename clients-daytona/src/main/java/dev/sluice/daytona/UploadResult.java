package dev.sluice.daytona;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an upload wrote.
 *
 * @param files the files written, empty if none was
 * @param extra every other field, in wire order
 */
record UploadResult(
        List<File> files, @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    UploadResult {
        files = Copies.present(files);
        extra = Copies.map(extra);
    }

    /**
     * One file.
     *
     * @param path where it was written
     * @param bytes how many bytes were
     * @param extra every other field, in wire order
     */
    record File(
            @Nullable String path,
            @Nullable Long bytes,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        File {
            extra = Copies.map(extra);
        }
    }
}

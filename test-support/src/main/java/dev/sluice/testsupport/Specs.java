package dev.sluice.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One provider's folder of API specifications and recorded traffic, found through the system property {@code sluice.specs}. The folder is
 * not part of this repository: where it is absent, {@link #of} skips the test that asked, with a printed notice.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> recordedSearches() {
 *     Specs specs = Specs.of("exa");
 *     return specs.cases("recorded searches", specs.examples("examples", e -> e.recorded() && e.isAt("/search")), SpecExample::name, this::check);
 * }
 * }</pre>
 */
public final class Specs {
    /** The system property that names the folder above the providers' folders. */
    public static final String PROPERTY = "sluice.specs";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final String provider;
    private final Path folder;

    private Specs(String provider, Path folder) {
        this.provider = provider;
        this.folder = folder;
    }

    /**
     * Opens a provider's folder.
     *
     * @throws org.opentest4j.TestAbortedException which skips the calling test, after a line on standard output, if the folder is absent
     */
    public static Specs of(String provider) {
        String root = System.getProperty(PROPERTY, "");
        Path folder = Path.of(root, provider);
        if (root.isBlank() || !Files.isDirectory(folder)) {
            String notice =
                    "SKIPPED: no specifications of " + provider + " (expected a folder named by -D" + PROPERTY + ")";
            System.out.println(notice);
            Assumptions.abort(notice);
        }
        return new Specs(provider, folder);
    }

    /** The file or folder at a path relative to the provider's folder; need not exist. */
    public Path path(String relative) {
        return folder.resolve(relative);
    }

    /** A file's bytes, exactly as stored. */
    public byte[] bytes(String relative) {
        try {
            return Files.readAllBytes(path(relative));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + relative, e);
        }
    }

    /** A file's text as UTF-8. */
    public String text(String relative) {
        return new String(bytes(relative), StandardCharsets.UTF_8);
    }

    /** A file's JSON; decimal fractions keep every digit. */
    public JsonNode json(String relative) {
        return JSON.readTree(bytes(relative));
    }

    /** The files directly inside a folder whose names pass, as relative paths, in the order of their names. */
    public List<String> files(String relative, Predicate<String> name) {
        try (Stream<Path> files = Files.list(path(relative))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name)
                    .sorted()
                    .map(file -> relative + "/" + file)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + relative, e);
        }
    }

    /** The entries of a folder's {@code INDEX.json} that pass, in its order. */
    public List<SpecExample> examples(String relative, Predicate<SpecExample> wanted) {
        return json(relative + "/INDEX.json")
                .valueStream()
                .map(entry -> new SpecExample(this, relative, entry))
                .filter(wanted)
                .toList();
    }

    /**
     * One dynamic test per case, after printing how many there are.
     *
     * @throws AssertionError if there is none: a selection that matched nothing proves nothing
     */
    public <T> Stream<DynamicTest> cases(
            String what, Collection<T> cases, Function<T, String> name, ThrowingConsumer<T> test) {
        if (cases.isEmpty()) {
            throw new AssertionError(provider + ": " + what + ": no case matched (expected at least one)");
        }
        ran(what, cases.size());
        return DynamicTest.stream(cases.iterator(), name, test);
    }

    /** Prints how many cases a test that loops by itself has run. */
    public void ran(String what, int cases) {
        System.out.println("specifications of " + provider + ": " + what + ": " + cases + " cases");
    }
}

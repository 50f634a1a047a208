package dev.sluice.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.config.DataSize;
import dev.sluice.foundation.config.Description;
import dev.sluice.logging.context.LogKeys;
import dev.sluice.logging.event.EventCategory;
import dev.sluice.logging.event.EventKey;
import dev.sluice.logging.event.EventTable;
import dev.sluice.logging.event.RetentionClass;
import dev.sluice.logging.logback.ProfileNames;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code docs/logging.md} says what the code does; {@code -Dsluice.golden=write} writes it anew. */
class LoggingDocTest {
    private static final Path GOLDEN = Path.of("..", "docs", "logging.md");

    private final List<String> page = new ArrayList<>();

    @Test
    void page_isWhatTheCodeMakes() throws Exception {
        String made = page();
        if ("write".equals(System.getProperty("sluice.golden"))) {
            Files.writeString(GOLDEN, made);
        }
        assertThat(made)
                .as("%s (to accept the change: -Dsluice.golden=write)", GOLDEN)
                .isEqualTo(Files.readString(GOLDEN));
    }

    private String page() throws ReflectiveOperationException, IOException {
        introduction();
        events();
        keys();
        context();
        profiles();
        options();
        return String.join("\n", page) + "\n";
    }

    private void introduction() {
        add(
                "# What is logged",
                "",
                "Made from the code by `LoggingDocTest`; do not edit. How to read a log: [log-analysis.md](log-analysis.md); is a file right:"
                        + " `docs/check-log.sh FILE`.",
                "",
                "## Every line",
                "",
                "`timestamp` (UTC, six digits, `Z`), `level` (`TRACE` `DEBUG` `INFO` `WARNING` `ERROR`; `CRITICAL` is an error with the marker"
                        + " `LogMarkers.CRITICAL`), `service`, `environment`, `logger_name`, `module` (its last package), `message` (constant for an event),"
                        + " then `event_type`, `request_id` and the fields below, and last `exception` {`type`, `message`, `stacktrace`}, `source_location`"
                        + " {`file`, `line`, `function`} if that is on, `log_class`, `process_id`, `thread_name`, `thread_id`. A field that would forge one of"
                        + " these is written as `field_…`.",
                "",
                "## Retention classes",
                "",
                "| `log_class` | kept for | may be dropped |",
                "|---|---|---|");
        for (RetentionClass each : RetentionClass.values()) {
            add("| `" + each.word() + "` | " + each.days() + " days | " + (each.isLossless() ? "no" : "yes") + " |");
        }
        add(
                "",
                "With `separate-files` each has a file of its own (`bot-audit.jsonl`, …), rolled daily and by size and deleted after its period;"
                        + " nothing deletes the audit's. Periods of years belong to the store that lines are shipped to.",
                "");
    }

    private void events() {
        add("## Events", "", "Keys in their order; those in **bold** are always there.", "");
        for (EventTable.Row row : EventTable.rows()) {
            String name = row.isFamily() ? row.type() + "*" : row.type();
            RetentionClass kept = RetentionClass.of(row.type(), org.slf4j.event.Level.INFO);
            String keys = row.keys().stream()
                    .map(key -> row.always().contains(key) ? "**`" + key.key() + "`**" : "`" + key.key() + "`")
                    .collect(Collectors.joining(" "));
            add(
                    "### `" + name + "`",
                    "",
                    row.meaning() + " Level " + row.levels() + "; category `"
                            + EventCategory.of(row.type()).word() + "`, class `" + kept.word() + "`.",
                    "",
                    keys + (row.isFamily() ? (keys.isEmpty() ? "" : " and ") + "whatever the program gives" : ""),
                    "");
        }
        add(
                "Any event may end in "
                        + EventTable.ANY.stream()
                                .map(key -> "`" + key.key() + "`")
                                .collect(Collectors.joining(" and "))
                        + ". A line that could not be written is replaced by one of type `logging_failure`.",
                "");
    }

    private void keys() {
        add("## Keys", "", "| key | type | meaning |", "|---|---|---|");
        for (EventKey key : EventKey.values()) {
            add("| `" + key.key() + "` | " + key.type().name().toLowerCase(Locale.ROOT) + " | " + key.meaning() + " |");
        }
        add("");
    }

    private void context() throws ReflectiveOperationException {
        List<String> names = new ArrayList<>();
        for (Field field : LogKeys.class.getFields()) {
            names.add("`" + field.get(null) + "`");
        }
        add(
                "## Context",
                "",
                "What `LogContext` adds to every line in its scope: " + String.join(", ", names) + ".",
                "");
    }

    private void profiles() {
        Map<LoggingConfig.Profile, Map<String, String>> all = new EnumMap<>(LoggingConfig.Profile.class);
        Set<String> renamed = new TreeSet<>();
        for (LoggingConfig.Profile profile : LoggingConfig.Profile.values()) {
            all.put(profile, ProfileNames.of(profile));
            ProfileNames.of(profile).keySet().stream()
                    .filter(name -> !name.endsWith("."))
                    .forEach(renamed::add);
        }
        add(
                "## Names in other back ends",
                "",
                "`format.profile`; what is not in the table keeps its name.",
                "",
                "| `seed` | `datadog` | `otel` | `ecs` |",
                "|---|---|---|---|");
        for (String name : renamed) {
            add("| `" + name + "` | "
                    + Arrays.stream(LoggingConfig.Profile.values())
                            .filter(profile -> profile != LoggingConfig.Profile.SEED)
                            .map(profile -> all.getOrDefault(profile, Map.of()).get(name))
                            .map(other -> other == null ? "" : "`" + other + "`")
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
        add("");
    }

    private void options() throws ReflectiveOperationException {
        add(
                "## Options",
                "",
                "Keys of `logging:` in `sluice.yaml`; `sluice-logback.xml` takes them from system properties `sluice.log.…`.",
                "",
                "| key | default | meaning |",
                "|---|---|---|");
        options("", LoggingConfig.DEFAULTS);
    }

    private void options(String prefix, Record section) throws ReflectiveOperationException {
        for (RecordComponent component : section.getClass().getRecordComponents()) {
            String key =
                    prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            Object value = component.getAccessor().invoke(section);
            if (value instanceof Record inner && inner.getClass().getName().startsWith("dev.sluice.logging.")) {
                options(key + ".", inner);
            } else {
                Description meaning = component.getAnnotation(Description.class);
                add("| `" + key + "` | " + shown(key, value) + " | " + (meaning == null ? "" : meaning.value()) + " |");
            }
        }
    }

    private static String shown(String key, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (key.equals("environment")) {
            return "`development`";
        }
        return value instanceof DataSize size ? "`" + (size.bytes() >> 20) + "MiB`" : "`" + value + "`";
    }

    private void add(String... lines) {
        page.addAll(List.of(lines));
    }
}

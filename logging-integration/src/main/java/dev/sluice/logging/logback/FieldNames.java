package dev.sluice.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.sluice.logging.LoggingConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What fields are called where the lines go. Datadog: "Standard Attributes" and the reserved ones ({@code status} is the severity there,
 * {@code service} the writer). OpenTelemetry: semantic conventions 1.43 and the log data model. Elastic: ECS 8.11 with dotted keys, as ECS
 * logging writes them. What a profile does not name keeps its own name.
 */
final class FieldNames {
    private static final Map<LoggingConfig.Profile, FieldNames> ALL = Map.of(
            LoggingConfig.Profile.SEED,
            new FieldNames(Map.of(), Map.of()),
            LoggingConfig.Profile.DATADOG,
            new FieldNames(datadog(), Map.of()),
            LoggingConfig.Profile.OTEL,
            new FieldNames(otel(), Map.of()),
            LoggingConfig.Profile.ECS,
            new FieldNames(ecs(), Map.of("ecs.version", "8.11.0")));

    private final Map<String, String> names;
    private final Map<String, String> constants;

    private FieldNames(Map<String, String> names, Map<String, String> constants) {
        this.names = names;
        this.constants = constants;
    }

    static FieldNames of(LoggingConfig.Profile profile) {
        return ALL.getOrDefault(profile, new FieldNames(Map.of(), Map.of()));
    }

    /** Own names and the profile's. */
    Map<String, String> names() {
        return names;
    }

    /** Gives a line's fields under these names. */
    void write(Line line, ILoggingEvent event, FieldWriter out) {
        if (names.isEmpty()) {
            line.write(event, out);
        } else {
            apply(line.fields(event)).forEach(out::field);
        }
    }

    /** The same fields renamed; an object that has names for its members is laid flat. */
    Map<String, Object> apply(Map<String, Object> line) {
        if (names.isEmpty()) {
            return line;
        }
        Map<String, Object> renamed = new LinkedHashMap<>(line.size() * 2);
        line.forEach((name, value) -> {
            if (value instanceof Map<?, ?> members && names.containsKey(name + ".")) {
                members.forEach((member, inner) ->
                        renamed.putIfAbsent(names.getOrDefault(name + "." + member, name + "." + member), inner));
            } else {
                String key = names.getOrDefault(name, name);
                renamed.put(renamed.containsKey(key) ? "field_" + name : key, value);
            }
        });
        constants.forEach(renamed::putIfAbsent);
        return renamed;
    }

    private static Map<String, String> datadog() {
        return pairs("level=status environment=env logger_name=logger.name thread_name=logger.thread_name"
                + " error_type=error.kind error_message=error.message exception.= exception.type=error.kind"
                + " exception.message=error.message exception.stacktrace=error.stack method=http.method"
                + " status_code=http.status_code path=http.url_details.path api_url=http.url_details.host"
                + " user_id=usr.id trace_id=dd.trace_id span_id=dd.span_id event_type=evt.name"
                + " request_id=http.request_id");
    }

    private static Map<String, String> otel() {
        return pairs("timestamp=timestamp level=severity_text message=body service=service.name"
                + " environment=deployment.environment.name logger_name=otel.scope.name event_type=event.name"
                + " process_id=process.pid thread_id=thread.id thread_name=thread.name error_type=error.type"
                + " exception.= exception.type=exception.type exception.message=exception.message"
                + " exception.stacktrace=exception.stacktrace source_location.= source_location.file=code.file.path"
                + " source_location.line=code.line.number source_location.function=code.function.name"
                + " method=http.request.method status_code=http.response.status_code path=url.template"
                + " api_url=server.address response_bytes=http.response.body.size body=http.body"
                + " peer_service=peer.service session_id=session.id user_id=user.id model=gen_ai.request.model"
                + " temperature=gen_ai.request.temperature max_tokens=gen_ai.request.max_tokens");
    }

    private static Map<String, String> ecs() {
        return pairs("timestamp=@timestamp level=log.level service=service.name environment=service.environment"
                + " logger_name=log.logger event_type=event.action request_id=http.request.id"
                + " process_id=process.pid thread_id=process.thread.id thread_name=process.thread.name"
                + " error_type=error.type error_message=error.message exception.= exception.type=error.type"
                + " exception.message=error.message exception.stacktrace=error.stack_trace source_location.="
                + " source_location.file=log.origin.file.name source_location.line=log.origin.file.line"
                + " source_location.function=log.origin.function method=http.request.method"
                + " status_code=http.response.status_code path=url.path api_url=destination.domain"
                + " response_bytes=http.response.body.bytes outcome=event.outcome user_id=user.id"
                + " trace_id=trace.id span_id=span.id");
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(" ", -1)) {
            int equals = pair.indexOf('=');
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return Map.copyOf(pairs);
    }
}

package dev.sluice.experiments;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes decisions for evaluation afterwards: one JSON object a line, {@code {"input", "output", "metadata"}}. Input is the prompt, output
 * a JSON text of decision and rationale, metadata {@code timestamp}, {@code model_id}, {@code market_odds} and {@code decision_mode},
 * all strings because evaluation tools take no others (Galileo refuses other metadata values, galileo-python 2.6.0).
 */
public final class EvaluationExport {
    private int rows;

    private EvaluationExport() {}

    /**
     * Exports every decision of a journal that is whole on disk; the experiment may be running. The target is replaced atomically.
     *
     * @return how many rows were written
     * @throws ExperimentException if the journal cannot be read or the target not be written
     */
    public static int write(Path journal, Path target) {
        EvaluationExport export = new EvaluationExport();
        AtomicFile.replace(
                target, out -> Decisions.forEach(journal, Long.MAX_VALUE, decision -> export.row(out, decision)));
        return export.rows;
    }

    private void row(OutputStream out, ObjectNode decision) {
        ObjectNode row = Json.MAPPER.createObjectNode();
        row.put("input", decision.path("audit").path("input_prompt").asString(""));
        row.put("output", output(decision));
        ObjectNode metadata = row.putObject("metadata");
        for (String name : new String[] {"timestamp", "model_id", "market_odds", "decision_mode"}) {
            metadata.put(name, text(decision.path(name)));
        }
        try {
            out.write(Json.MAPPER.writeValueAsBytes(row));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows++;
    }

    private static String output(ObjectNode decision) {
        ObjectNode output = Json.MAPPER.createObjectNode();
        output.set("decision", decision.path("action"));
        output.set("rationale", decision.path("rationale"));
        return Json.MAPPER.writeValueAsString(output);
    }

    private static String text(JsonNode value) {
        return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asString("");
    }
}

package dev.sluice.examples;

import dev.sluice.daytona.ExecuteResult;
import dev.sluice.daytona.SandboxLease;
import dev.sluice.experiments.AuditPart;
import dev.sluice.experiments.Interval;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/**
 * The model writes a program that decides. The sandbox is held while the model is asked, the two providers nested: there are two sandboxes
 * at most, and a program without one would be of no use.
 */
final class CodeDecisions implements DecisionMaker {
    private static final Duration RUN = Duration.ofSeconds(10);
    private static final String FILE = "/tmp/decide.py";

    private final Model model;
    private final SandboxDesk sandboxes;

    CodeDecisions(Model model, SandboxDesk sandboxes) {
        this.model = model;
        this.sandboxes = sandboxes;
    }

    @Override
    public Answer decide(String context, MarketView market, Interval interval) throws InterruptedException {
        String prompt = Prompts.program(context);
        interval.audit(AuditPart.INPUT_PROMPT, prompt);
        return sandboxes.lend(interval.id(), sandbox -> {
            Model.Reply reply = model.ask(prompt, market);
            interval.audit(AuditPart.RAW_LLM_OUTPUT, reply.text());
            Answer answer = Answer.parse(run(Answer.program(reply.text()), sandbox, interval));
            model.decided(reply, answer, market);
            return answer;
        });
    }

    @Override
    public void stop() {
        sandboxes.stop();
    }

    @Override
    public void abandon() {
        sandboxes.abandon();
    }

    private static String run(String program, SandboxLease sandbox, Interval interval) {
        interval.audit(AuditPart.GENERATED_CODE, program);
        sandbox.upload(FILE, program.getBytes(StandardCharsets.UTF_8));
        ExecuteResult result = sandbox.execute("python3 " + FILE, RUN);
        String output = Objects.requireNonNullElse(result.output(), "");
        interval.audit(AuditPart.RAW_SANDBOX_OUTPUT, output);
        if (!result.succeeded()) {
            throw new IllegalStateException("program: exit code " + result.exitCode() + " (expected 0)");
        }
        return output;
    }
}

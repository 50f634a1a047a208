package dev.sluice.examples;

import dev.sluice.experiments.AuditPart;
import dev.sluice.experiments.Interval;

/** The model decides. */
final class DirectDecisions implements DecisionMaker {
    private final Model model;

    DirectDecisions(Model model) {
        this.model = model;
    }

    @Override
    public Answer decide(String context, MarketView market, Interval interval) {
        String prompt = Prompts.decision(context);
        interval.audit(AuditPart.INPUT_PROMPT, prompt);
        Model.Reply reply = model.ask(prompt, market);
        interval.audit(AuditPart.RAW_LLM_OUTPUT, reply.text());
        Answer answer = Answer.parse(reply.text());
        model.decided(reply, answer, market);
        return answer;
    }
}

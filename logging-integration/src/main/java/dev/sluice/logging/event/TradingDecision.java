package dev.sluice.logging.event;

import dev.sluice.logging.redaction.Redactor;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bot has decided what to do ({@code trading_decision}).
 *
 * @param sessionId the completion logger's session
 * @param requestId the completion that led to it
 * @param action the bot's word, such as {@code LONG} or {@code BUY_YES}
 * @param sizePct share of the capital in per cent; null if it does not apply
 * @param rationale why, redacted
 * @param symbol what is traded; null if it has no symbol
 * @param currentPrice null if not known
 * @param validationResult null if it was not validated
 * @param riskAssessment null if there is none
 * @param indicators figures it was based on, redacted by their names
 */
public record TradingDecision(
        String sessionId,
        String requestId,
        String action,
        @Nullable BigDecimal sizePct,
        String rationale,
        @Nullable String symbol,
        @Nullable BigDecimal currentPrice,
        @Nullable String validationResult,
        @Nullable String riskAssessment,
        Map<String, Object> indicators)
        implements Event {
    /** Redacts what the caller has not. */
    public TradingDecision {
        Redactor redactor = Redactor.standard();
        sessionId = redactor.text(sessionId);
        requestId = redactor.text(requestId);
        action = redactor.text(action);
        rationale = redactor.text(rationale);
        symbol = redactor.textOrNull(symbol);
        validationResult = redactor.textOrNull(validationResult);
        riskAssessment = redactor.textOrNull(riskAssessment);
        indicators = redactor.fields(indicators);
    }

    /** A decision with the fields that every one has. */
    public static TradingDecision of(String sessionId, String requestId, String action, String rationale) {
        return new TradingDecision(sessionId, requestId, action, null, rationale, null, null, null, null, Map.of());
    }

    /** The same with what is traded, how much of the capital in per cent, and the price. */
    public TradingDecision trade(String ofSymbol, BigDecimal ofSizePct, BigDecimal atPrice) {
        return new TradingDecision(
                sessionId,
                requestId,
                action,
                ofSizePct,
                rationale,
                ofSymbol,
                atPrice,
                validationResult,
                riskAssessment,
                indicators);
    }

    /** The same with what the checks said. */
    public TradingDecision checked(String validation, String risk) {
        return new TradingDecision(
                sessionId, requestId, action, sizePct, rationale, symbol, currentPrice, validation, risk, indicators);
    }

    /** The same with the figures it was based on. */
    public TradingDecision indicators(Map<String, Object> figures) {
        return new TradingDecision(
                sessionId,
                requestId,
                action,
                sizePct,
                rationale,
                symbol,
                currentPrice,
                validationResult,
                riskAssessment,
                figures);
    }

    @Override
    public String eventType() {
        return "trading_decision";
    }

    @Override
    public String message() {
        return "Trading decision";
    }

    @Override
    public Map<String, Object> fields() {
        return new Fields()
                .put("session_id", sessionId)
                .put("request_id", requestId)
                .put("action", action)
                .put("size_pct", sizePct)
                .put("rationale", rationale)
                .put("symbol", symbol)
                .put("current_price", currentPrice)
                .put("validation_result", validationResult)
                .put("risk_assessment", riskAssessment)
                .put("indicators", indicators)
                .done();
    }
}

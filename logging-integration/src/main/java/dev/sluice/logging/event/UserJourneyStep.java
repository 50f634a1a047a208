package dev.sluice.logging.event;

import dev.sluice.logging.Journey;
import dev.sluice.logging.redaction.Redactor;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user went on to the next step ({@code user_journey_step}); a {@link Journey} makes these.
 *
 * @param sessionId the user's session
 * @param userId replaced by a keyed hash; null if nobody is known
 * @param step where the user is now
 * @param sequence from 1
 * @param previousStep null at the first
 * @param sinceLastStep null at the first
 */
public record UserJourneyStep(
        String sessionId,
        @Nullable String userId,
        String step,
        long sequence,
        @Nullable String previousStep,
        @Nullable Duration sinceLastStep)
        implements Event {
    /** Redacts the texts. */
    public UserJourneyStep {
        Redactor redactor = Redactor.standard();
        sessionId = redactor.text(sessionId);
        userId = EventNames.personOrNull(userId);
        step = redactor.text(step);
        previousStep = redactor.textOrNull(previousStep);
    }

    @Override
    public String eventType() {
        return "user_journey_step";
    }

    @Override
    public String message() {
        return "User journey step";
    }

    @Override
    public Map<String, Object> fields() {
        return new Fields()
                .put(EventKey.SESSION_ID, sessionId)
                .put(EventKey.USER_ID, userId)
                .put(EventKey.STEP, step)
                .put(EventKey.STEP_SEQUENCE, sequence)
                .put(EventKey.PREVIOUS_STEP, previousStep)
                .millis(EventKey.DURATION_SINCE_LAST_STEP_MS, sinceLastStep)
                .done();
    }
}

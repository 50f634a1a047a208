package dev.sluice.experiments;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an experiment stands. */
public enum ExperimentStatus {
    /** Started and not ended; also what a killed process leaves behind. */
    @JsonProperty("running")
    RUNNING,
    /** Ended by {@link Experiment#complete()}; nothing can be added. */
    @JsonProperty("completed")
    COMPLETED,
    /** Ended by {@link Experiment#fail}; may be continued by opening it again. */
    @JsonProperty("failed")
    FAILED
}

/** The main job, {@code ./demo}: an experiment on a prediction market through four providers, against simulators or live. */
@NullMarked
package dev.sluice.examples;

import org.jspecify.annotations.NullMarked;

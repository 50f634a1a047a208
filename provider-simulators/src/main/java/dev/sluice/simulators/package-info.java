/** Stateful fakes of the four providers' APIs on loopback: they enforce the real limits, answer in the real words, and report what they saw. */
@NullMarked
package dev.sluice.simulators;

import org.jspecify.annotations.NullMarked;

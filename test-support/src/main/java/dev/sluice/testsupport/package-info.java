/** Virtual time and seeded schedules for the tests of this repository; not published. */
@NullMarked
package dev.sluice.testsupport;

import org.jspecify.annotations.NullMarked;

package dev.sluice.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The process's own account of its CPU. */
final class Cpu {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final long TELLING_NANOS = 50_000_000;

    private Cpu() {}

    /** Microseconds for each of so many; a dash where the account's steps are too coarse to tell. */
    static String microsEach(long cpuNanos, long count, int digits) {
        return cpuNanos < TELLING_NANOS || count == 0 ? "-" : Table.number(cpuNanos / 1e3 / count, digits);
    }

    /** Of all threads since the start, in steps of about ten milliseconds. */
    static long processNanos() {
        return SYSTEM.getProcessCpuTime();
    }
}

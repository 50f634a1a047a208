package dev.sluice.logging.event;

import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** What SLF4J's levels cannot say. */
public final class LogMarkers {
    /** On an error: the program may be unable to go on. Written as level {@code CRITICAL}. */
    public static final Marker CRITICAL = MarkerFactory.getMarker("CRITICAL");

    private LogMarkers() {}
}

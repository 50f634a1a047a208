package dev.sluice.logging.logback;

import dev.sluice.logging.LoggingConfig;
import java.util.Map;

/** What fields are called in each profile, for the documentation. */
public final class ProfileNames {
    private ProfileNames() {}

    /** Own names and the profile's; a name with a full stop is a member of an object that is laid flat. */
    public static Map<String, String> of(LoggingConfig.Profile profile) {
        return FieldNames.of(profile).names();
    }
}

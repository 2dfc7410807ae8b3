package dev.lockstep.desktop.data.table;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What names of time zones mean. */
final class ZoneNames {

    /**
     * Hours ahead of UTC. The American ones are those of RFC 5322, section 4.3. Names that mean one zone here and another elsewhere, as CST,
     * IST and BST do, are not among them.
     */
    private static final Map<String, Integer> HOURS = Map.ofEntries(
            Map.entry("Z", 0),
            Map.entry("UT", 0),
            Map.entry("WET", 0),
            Map.entry("WEST", 1),
            Map.entry("CET", 1),
            Map.entry("MEZ", 1),
            Map.entry("CEST", 2),
            Map.entry("MESZ", 2),
            Map.entry("EET", 2),
            Map.entry("EEST", 3),
            Map.entry("MSK", 3),
            Map.entry("JST", 9),
            Map.entry("EST", -5),
            Map.entry("EDT", -4),
            Map.entry("CDT", -5),
            Map.entry("MST", -7),
            Map.entry("MDT", -6),
            Map.entry("PST", -8),
            Map.entry("PDT", -7));

    private static final Set<String> REGIONS = ZoneId.getAvailableZoneIds();

    private ZoneNames() {}

    /** @param name an abbreviation, or a region such as {@code Europe/Berlin}; null where it is neither */
    static @Nullable ZoneRules rules(String name) {
        Integer hours = HOURS.get(name.length() == 1 ? name.toUpperCase(java.util.Locale.ROOT) : name);
        if (hours != null) {
            return ZoneOffset.ofHours(hours).getRules();
        }
        return name.indexOf('/') > 0 && REGIONS.contains(name) ? ZoneId.of(name).getRules() : null;
    }
}

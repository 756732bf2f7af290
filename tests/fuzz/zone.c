/* A time zone out of the bytes of a TZif file: instants and local times come back, whatever the file says. */
#include "fuzz.h"

#include "base/zone.h"
#include "base/zone_rule.h"

static void
fuzz(const void *ctx, const char *bytes, size_t length)
{
	static const int64_t instants[] = { -62135596800, -2208988800, 0, 1795000000, 2145916800, 4102444800, 20000000000, 253402300799 };
	const struct zone *zone = zone_read(ctx, (const unsigned char *)bytes, length);
	struct zone_rule rule;

	if (zone_rule_read(bytes, &rule) && rule.changes)
		NEED(zone_rule_instant(&rule.begin, 2026, rule.standard) > 1700000000 && zone_rule_instant(&rule.begin, 2026, rule.standard) < 1900000000);
	for (size_t i = 0; zone && i < sizeof(instants) / sizeof(instants[0]); i++) {
		struct zone_period period = zone_period(zone, instants[i]);
		int64_t shown = instants[i] + period.offset;

		NEED(period.from <= instants[i] && instants[i] < period.to);
		NEED(zone_instant(zone, shown, LOCAL_FIRST) <= instants[i]);
		NEED(zone_instant(zone, shown, LOCAL_SECOND) >= instants[i]);
		NEED(zone_day_start(zone, zone_day(zone, instants[i])) <= instants[i]);
	}
}

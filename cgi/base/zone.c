/* Time zones as tables: reading a TZif file, and looking instants and local times up. */
#include "base/zone.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>
#include <unistd.h>

#include "base/text.h"
#include "base/zone_rule.h"

enum { FILE_MOST = 65536, CHANGES_MOST = 4000, TYPES_MOST = 256, FOOTER_MOST = 128 };

/* After 400 years every date is on the same weekday again, so a rule's changes repeat. */
enum { CYCLE_YEARS = 400 };
static const int64_t cycle = INT64_C(146097) * 86400;

struct change {
	int64_t at;
	int offset;			/* from then on */
};

struct zone {
	const char *name;		/* of those that zone_find() keeps */
	struct zone *next;
	int first;			/* the offset before all changes */
	struct change *changes;
	size_t count;
	size_t repeats;			/* the changes from this one on repeat every cycle; `count`: none do */
};

static int64_t
big_endian(const unsigned char *at, int length)
{
	uint64_t value = at[0] & 0x80 ? UINT64_MAX : 0;

	for (int i = 0; i < length; i++)
		value = value << 8 | at[i];
	return (int64_t)value;
}

/* Adds a change that is one: later than the last, and to another offset. */
static void
add_change(struct zone *zone, int64_t at, int offset)
{
	int before = zone->count ? zone->changes[zone->count - 1].offset : zone->first;

	if (offset != before && (!zone->count || at > zone->changes[zone->count - 1].at))
		zone->changes[zone->count++] = (struct change){ at, offset };
}

static int
year_of(int64_t instant)
{
	return day_from_number(instant / 86400).year;
}

/* The changes a rule means after the last one listed, for one cycle and as much as leads to its begin. */
static void
add_rule(struct zone *zone, const struct zone_rule *rule, int64_t listed_up_to, bool listed)
{
	int year = listed ? year_of(listed_up_to) : 1900, begin = year + 1;
	size_t at = zone->count;

	if (!rule->changes) {
		if (listed)
			add_change(zone, listed_up_to, rule->standard);
		return;
	}
	zone->changes = memory_need(talloc_realloc(zone, zone->changes, struct change, zone->count + 2 * (CYCLE_YEARS + 4)));
	for (; year <= begin + CYCLE_YEARS; year++) {
		int64_t summer = zone_rule_instant(&rule->begin, year, rule->standard);
		int64_t winter = zone_rule_instant(&rule->end, year, rule->summer);
		bool summer_first = summer < winter;

		for (int i = 0; i < 2; i++) {
			bool is_summer = (i == 0) == summer_first;

			if (!listed || (is_summer ? summer : winter) > listed_up_to)
				add_change(zone, is_summer ? summer : winter, is_summer ? rule->summer : rule->standard);
		}
	}
	while (at < zone->count && year_of(zone->changes[at].at) < begin)
		at++;
	if (at == zone->count)
		return;
	zone->repeats = at;
	while (zone->changes[zone->count - 1].at > zone->changes[at].at + cycle)
		zone->count--;
}

/* One of the two halves of a TZif file. */
struct half {
	char version;
	int64_t utc_flags, standard_flags, leaps, changes, types, letters;
	size_t size;			/* of what follows the header */
};
enum { HEADER_SIZE = 44 };

static bool
read_header(const unsigned char *at, size_t length, int wide, struct half *half)
{
	if (length < HEADER_SIZE || memcmp(at, "TZif", 4) != 0)
		return false;
	half->version = (char)at[4];
	half->utc_flags = big_endian(at + 20, 4);
	half->standard_flags = big_endian(at + 24, 4);
	half->leaps = big_endian(at + 28, 4);
	half->changes = big_endian(at + 32, 4);
	half->types = big_endian(at + 36, 4);
	half->letters = big_endian(at + 40, 4);
	if (half->utc_flags < 0 || half->utc_flags > TYPES_MOST || half->standard_flags < 0 || half->standard_flags > TYPES_MOST
	    || half->leaps != 0 || half->changes < 0 || half->changes > CHANGES_MOST || half->types < 1
	    || half->types > TYPES_MOST || half->letters < 1 || half->letters > 4096)
		return false;
	half->size = (size_t)(half->changes * (wide + 1) + half->types * 6 + half->letters + half->standard_flags + half->utc_flags);
	return half->size <= length - HEADER_SIZE;
}

/* The changes of the second half, whose eight bytes each tell when. */
static bool
read_changes(struct zone *zone, const unsigned char *at, const struct half *half)
{
	const unsigned char *indices = at + half->changes * 8, *types = indices + half->changes;

	for (int64_t i = 0; i < half->types; i++) {
		int64_t offset = big_endian(types + i * 6, 4);

		if (offset < -25 * 3600 || offset > 26 * 3600)
			return false;
	}
	zone->first = (int)big_endian(types, 4);
	zone->changes = memory_need(talloc_array(zone, struct change, (size_t)half->changes + 1));
	for (int64_t i = 0; i < half->changes; i++) {
		int64_t when = big_endian(at + i * 8, 8);

		if (indices[i] >= half->types || (i && when <= big_endian(at + (i - 1) * 8, 8)))
			return false;
		/* Beyond any calendar: the "big bang" some files begin with. */
		if (when < INT64_C(-62135596800) || when > INT64_C(253402300799))
			when = when < 0 ? INT64_C(-62135596800) : INT64_C(253402300799);
		add_change(zone, when, (int)big_endian(types + indices[i] * 6, 4));
	}
	return true;
}

static bool
read_footer(struct zone *zone, const unsigned char *at, size_t length, int64_t listed_up_to, bool listed)
{
	char footer[FOOTER_MOST];
	const unsigned char *end;
	struct zone_rule rule;

	if (length < 2 || at[0] != '\n')
		return false;
	end = memchr(at + 1, '\n', length - 1);
	if (!end || (size_t)(end - at) > sizeof(footer))
		return false;
	memcpy(footer, at + 1, (size_t)(end - at - 1));
	footer[end - at - 1] = '\0';
	if (!*footer)
		return true;
	if (!zone_rule_read(footer, &rule))
		return false;
	add_rule(zone, &rule, listed_up_to, listed);
	return true;
}

struct zone *
zone_read(const void *ctx, const unsigned char *bytes, size_t length)
{
	struct zone *zone = memory_need(talloc_zero(ctx, struct zone));
	const unsigned char *at;
	struct half half;
	int64_t last = 0;

	if (!read_header(bytes, length, 4, &half) || half.version < '2')
		goto refuse;
	at = bytes + HEADER_SIZE + half.size;
	length -= HEADER_SIZE + half.size;
	if (!read_header(at, length, 8, &half))
		goto refuse;
	at += HEADER_SIZE;
	length -= HEADER_SIZE;
	if (!read_changes(zone, at, &half))
		goto refuse;
	if (half.changes)
		last = big_endian(at + (half.changes - 1) * 8, 8);
	if (last > INT64_C(253402300799) || last < INT64_C(-62135596800))
		last = 0;
	zone->repeats = SIZE_MAX;
	if (!read_footer(zone, at + half.size, length - half.size, last, half.changes > 0))
		goto refuse;
	if (zone->repeats > zone->count)
		zone->repeats = zone->count;
	return zone;
refuse:
	talloc_free(zone);
	return NULL;
}

static struct zone *
load(const char *name)
{
	char path[128];
	unsigned char *bytes;
	struct zone *zone;
	ssize_t got;
	int fd;

	snprintf(path, sizeof(path), "/usr/share/zoneinfo/%s", name);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return NULL;
	bytes = memory_need(talloc_array(NULL, unsigned char, FILE_MOST));
	got = read(fd, bytes, FILE_MOST);
	close(fd);
	zone = got > 0 ? zone_read(NULL, bytes, (size_t)got) : NULL;
	talloc_free(bytes);
	return zone;
}

const struct zone *
zone_find(const char *name)
{
	static struct zone utc = { .name = "UTC" };
	static struct zone *known = &utc;	/* as many as the tz database has, at most */
	struct zone *zone;

	if (!name)
		return &utc;
	for (zone = known; zone; zone = zone->next)
		if (strcmp(zone->name, name) == 0)
			return zone;
	if (!zone_known(name) || !(zone = load(name)))
		return &utc;
	zone->name = text_copy(zone, name);
	zone->next = known;
	known = zone;
	return zone;
}

/* How many of the changes are at or before `instant`. */
static size_t
passed(const struct zone *zone, int64_t instant)
{
	size_t low = 0, high = zone->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->changes[middle].at <= instant)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct zone_period
zone_period(const struct zone *zone, int64_t instant)
{
	int64_t later = 0;
	size_t at;

	if (zone->repeats < zone->count && instant >= zone->changes[zone->repeats].at + cycle) {
		later = (instant - zone->changes[zone->repeats].at) / cycle * cycle;
		instant -= later;
	}
	at = passed(zone, instant);
	return (struct zone_period){
		.from = at ? zone->changes[at - 1].at + later : INT64_MIN,
		.to = at < zone->count ? zone->changes[at].at + later : INT64_MAX,
		.offset = at ? zone->changes[at - 1].offset : zone->first,
	};
}

int64_t
zone_instant(const struct zone *zone, int64_t shown, enum local_twice twice)
{
	/* No offset is beyond 26 hours, so what shows it lies within these. */
	const int64_t end = shown + INT64_C(26) * 3600;
	struct zone_period period = zone_period(zone, shown - INT64_C(26) * 3600);
	int64_t found = INT64_MAX, skipped = INT64_MAX;

	for (;;) {
		int64_t at = shown - period.offset;

		if (at >= period.from && at < period.to) {
			found = at;
			if (twice == LOCAL_FIRST)
				break;
		} else if (at >= period.to && skipped == INT64_MAX
		    && shown < period.to + zone_period(zone, period.to).offset) {
			skipped = at;		/* the old offset leads to just the gap later */
		}
		if (period.to > end)
			break;
		period = zone_period(zone, period.to);
	}
	return found != INT64_MAX ? found : skipped;
}

int64_t
zone_day_start(const struct zone *zone, int64_t number)
{
	int64_t shown = number * 86400, at = zone_instant(zone, shown, LOCAL_FIRST);
	struct zone_period period = zone_period(zone, at);

	/* Skipped: what clocks show first is where they jump to. */
	return at + period.offset > shown && period.from != INT64_MIN ? period.from : at;
}

int64_t
zone_day(const struct zone *zone, int64_t instant)
{
	int64_t shown = instant + zone_period(zone, instant).offset;

	return shown >= 0 ? shown / 86400 : -((-shown + 86399) / 86400);
}

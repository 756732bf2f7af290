/* Time zones: what clocks show at an instant, and the instant at which they show it. */
#include "base/days.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"

enum { ZONE_MOST = 63 };

/* Could it be a zone's name?  Letters first, and no way out of the folder. */
static bool
is_zone_name(const char *zone)
{
	static const char signs[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-/";
	size_t length = strnlen(zone, ZONE_MOST + 1);

	if (length == 0 || length > ZONE_MOST || zone[strspn(zone, signs)])
		return false;
	if (zone[0] < 'A' || zone[0] > 'Z' || zone[length - 1] == '/' || strstr(zone, "//"))
		return false;
	return strcmp(zone, "Factory") != 0;
}

/* Ends the process when a file could not be read for want of memory or descriptors: its days would be those of another zone. */
static void
not_for_want(int error)
{
	if (error == ENOMEM || error == EMFILE || error == ENFILE)
		memory_need(NULL);
}

bool
zone_known(const char *zone)
{
	char path[sizeof("/usr/share/zoneinfo/") + ZONE_MOST], magic[4] = "";
	ssize_t got;
	int fd;

	if (!zone || !is_zone_name(zone))
		return false;
	snprintf(path, sizeof(path), "/usr/share/zoneinfo/%s", zone);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		not_for_want(errno);
		return false;
	}
	got = read(fd, magic, sizeof(magic));
	close(fd);
	return got == sizeof(magic) && memcmp(magic, "TZif", sizeof(magic)) == 0;
}

/*
 * Makes `zone` the C library's.  It keeps the last one asked for, as a change
 * reads a file; gmtime and whatever works in UTC do not care.
 */
static void
use_zone(const char *zone)
{
	static char used[ZONE_MOST + 1];
	char setting[ZONE_MOST + 2];

	if (!zone || strlen(zone) > ZONE_MOST)
		zone = "UTC";
	if (strcmp(zone, used) == 0)
		return;
	snprintf(setting, sizeof(setting), ":%s", zone);
	if (setenv("TZ", zone_known(zone) ? setting : "UTC0", 1) != 0)
		memory_need(NULL);
	errno = 0;
	tzset();
	not_for_want(errno);
	snprintf(used, sizeof(used), "%s", zone);
}

struct local
local_clock(int64_t instant, const char *zone)
{
	const int64_t first = -62135596800, last = 253402300799;	/* the years 1 to 9999 */
	time_t t = instant < first ? first : instant > last ? last : instant;
	struct tm tm = { 0 };

	use_zone(zone);
	localtime_r(&t, &tm);
	return (struct local){
		.day = { .year = tm.tm_year + 1900, .month = tm.tm_mon + 1, .day = tm.tm_mday },
		.hour = tm.tm_hour,
		.minute = tm.tm_min,
		.second = tm.tm_sec,
		.offset = (int)tm.tm_gmtoff,
	};
}

struct day
day_of(int64_t instant, const char *zone)
{
	return local_clock(instant, zone).day;
}

int64_t
local_instant(struct day day, int second, const char *zone, enum local_twice twice)
{
	int64_t shown = day_number(day) * 86400 + second;
	/* The offsets a day before and after: they differ when clocks change in between. */
	int64_t before = shown - local_clock(shown - 86400, zone).offset;
	int64_t after = shown - local_clock(shown + 86400, zone).offset;
	bool before_fits = before + local_clock(before, zone).offset == shown;
	bool after_fits = after + local_clock(after, zone).offset == shown;

	if (before_fits && after_fits)
		return (before < after) == (twice == LOCAL_FIRST) ? before : after;
	/* Skipped by the clocks: the old offset leads to just the gap later. */
	return after_fits ? after : before;
}

int64_t
start_of_day(struct day day, const char *zone)
{
	return local_instant(day, 0, zone, LOCAL_FIRST);
}

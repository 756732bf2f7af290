/* Days and times as other systems write them, and finding out in which order. */
#include "leads/rules_import.h"

#include "base/days.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

const char *const date_order_names[] = { "ymd", "dmy", "mdy", NULL };

/* A cell taken to pieces: three numbers or names that make a day, and what follows. */
struct pieces {
	int64_t number[3];
	size_t digits[3];
	int month_at;			/* which of them is a month's name; -1 none */
	size_t count;
	const char *rest;		/* a time of the day, or "" */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A month by its name in English, short or long: 1 to 12; 0 none. */
static int
month_of(const char *s, size_t length)
{
	for (int m = 1; length >= 3 && m <= 12; m++) {
		const char *name = month_name(m);

		if (length <= strlen(name) && strncasecmp(name, s, length) == 0)
			return m;
	}
	return length == 4 && strncasecmp(s, "sept", 4) == 0 ? 9 : 0;
}

/* One number or month at *at; false when there is none. */
static bool
piece_take(struct pieces *p, const char **at)
{
	size_t length = strspn(*at, "0123456789");
	int month;

	if (length) {
		if (length > 4)
			return false;
		p->number[p->count] = strtol(*at, NULL, 10);
		p->digits[p->count++] = length;
		*at += length;
		if (strncasecmp(*at, "st", 2) == 0 || strncasecmp(*at, "nd", 2) == 0 || strncasecmp(*at, "rd", 2) == 0 || strncasecmp(*at, "th", 2) == 0)
			*at += 2;
		return true;
	}
	while (is_letter((*at)[length]))
		length++;
	month = month_of(*at, length);
	if (!month || p->month_at >= 0)
		return false;
	p->month_at = (int)p->count;
	p->number[p->count] = month;
	p->digits[p->count++] = 0;
	*at += length;
	return true;
}

/* Up to three of them with / . - , or blanks between. */
static struct pieces
pieces_of(const char *s)
{
	struct pieces p = { .month_at = -1, .rest = s };

	while (p.count < 3 && piece_take(&p, &s)) {
		p.rest = s;
		if (p.count < 3)
			s += strspn(s, "/.-, ");
	}
	return p;
}

/* Which is the year, by its digits: the first, the last; -1 none can be. */
static int
year_at(const struct pieces *p)
{
	if (p->digits[0] == 4)
		return 0;
	return p->digits[2] == 4 || p->digits[2] == 2 ? 2 : -1;
}

static struct day
day_made(const struct pieces *p, int year, int month, int day)
{
	int64_t y = p->number[year];

	if (p->digits[year] == 2)
		y += y < 70 ? 2000 : 1900;
	return (struct day){ (int)y, (int)p->number[month], (int)p->number[day] };
}

/* The day by an order; none when it gives none. */
static struct day
day_by(const struct pieces *p, int order)
{
	int year = p->count == 3 ? year_at(p) : -1;
	struct day day = { 0 };

	if (year < 0)
		return day;
	if (p->month_at >= 0)
		day = p->month_at == year ? day : day_made(p, year, p->month_at, 3 - year - p->month_at);
	else if (year == 0)
		day = day_made(p, 0, 1, 2);
	else if (order == ORDER_DMY)
		day = day_made(p, 2, 1, 0);
	else if (order == ORDER_MDY)
		day = day_made(p, 2, 0, 1);
	return day_exists(day) ? day : (struct day){ 0 };
}

/* Whether an order is needed to read it. */
static bool
needs_order(const struct pieces *p)
{
	return p->count == 3 && p->month_at < 0 && year_at(p) == 2;
}

/* Seconds or milliseconds since 1970, as programs export them; 8 digits are a day. */
static bool
number_read(const char *s, const char *zone, int64_t *at)
{
	size_t length = strlen(s);
	int64_t n;
	struct day day;

	if (strspn(s, "0123456789") != length || !text_integer(s, 1, INT64_MAX, &n))
		return false;
	if (length == 13 || length == 10) {
		*at = length == 13 ? n / 1000 : n;
		return true;
	}
	day = (struct day){ (int)(n / 10000), (int)(n / 100 % 100), (int)(n % 100) };
	if (length != 8 || !day_exists(day))
		return false;
	*at = local_instant(day, 12 * 3600, zone, LOCAL_FIRST);
	return true;
}

/* "14:02", "2:02:30 PM", with what is behind it in *rest; seconds of the day, -1 none. */
static int
clock_read(const char *s, const char **rest)
{
	char *end;
	long h, m, sec = 0;

	if (!is_digit(*s))
		return -1;
	h = strtol(s, &end, 10);
	if (*end != ':' || !is_digit(end[1]))
		return -1;
	m = strtol(end + 1, &end, 10);
	if (*end == ':' && is_digit(end[1]))
		sec = strtol(end + 1, &end, 10);
	if (*end == '.')
		end += 1 + strspn(end + 1, "0123456789");
	end += strspn(end, " ");
	if ((*end == 'P' || *end == 'p' || *end == 'A' || *end == 'a') && (end[1] == 'M' || end[1] == 'm')) {
		if (h < 1 || h > 12)
			return -1;
		h = h % 12 + (*end == 'P' || *end == 'p' ? 12 : 0);
		end += 2;
	}
	*rest = end + strspn(end, " ");
	return h > 23 || m > 59 || sec > 59 ? -1 : (int)(h * 3600 + m * 60 + sec);
}

/* "Z", "UTC", "+02:00", "+0200": seconds east in *offset. False: something else. */
static bool
offset_read(const char *s, int *offset)
{
	int h, m;

	*offset = 0;
	if (strcasecmp(s, "z") == 0 || strcasecmp(s, "utc") == 0 || strcasecmp(s, "gmt") == 0)
		return true;
	if ((*s != '+' && *s != '-') || strspn(s + 1, "0123456789:") != strlen(s + 1) || strlen(s) < 5 || strlen(s) > 6)
		return false;
	h = (s[1] - '0') * 10 + (s[2] - '0');
	m = s[3] == ':' ? (s[4] - '0') * 10 + (s[5] - '0') : (s[3] - '0') * 10 + (s[4] - '0');
	if (h > 14 || m > 59 || !is_digit(s[1]) || !is_digit(s[2]) || (s[3] == ':') != (strlen(s) == 6))
		return false;
	*offset = (*s == '-' ? -1 : 1) * (h * 3600 + m * 60);
	return true;
}

/* The day with what follows it. False: what follows is no time. */
static bool
moment_of(struct day day, const char *rest, const char *zone, int64_t *at)
{
	int second, offset;

	rest += strspn(rest, ", ");
	if (*rest == 'T' || *rest == 't')
		rest++;
	if (!*rest) {
		*at = local_instant(day, 12 * 3600, zone, LOCAL_FIRST);
		return true;
	}
	second = clock_read(rest, &rest);
	if (second < 0)
		return false;
	if (!*rest) {
		*at = local_instant(day, second, zone, LOCAL_FIRST);
		return true;
	}
	if (!offset_read(rest, &offset))
		return false;
	*at = day_number(day) * 86400 + second - offset;
	return true;
}

void
dates_look(const void *ctx, struct dates_found *found, const char *value)
{
	const char *s = text_trim(ctx, value);
	struct pieces p = pieces_of(s);
	bool dmy = !day_none(day_by(&p, ORDER_DMY)), mdy = !day_none(day_by(&p, ORDER_MDY));
	int64_t at;

	if (!*s)
		return;
	if (number_read(s, "UTC", &at))
		found->plain++;
	else if (!needs_order(&p))
		*(dmy ? &found->plain : &found->none) += 1;
	else if (dmy && mdy) {
		bool same = p.number[0] == p.number[1];

		*(same ? &found->plain : &found->either) += 1;
		if (!same && !found->sample)
			found->sample = text_clip(ctx, s, 40);
	} else if (dmy || mdy) {
		*(dmy ? &found->only_dmy : &found->only_mdy) += 1;
		if (!found->decides)
			found->decides = text_clip(ctx, s, 40);
	} else {
		found->none++;
	}
}

void
dates_add(struct dates_found *into, const struct dates_found *more)
{
	into->plain += more->plain;
	into->only_dmy += more->only_dmy;
	into->only_mdy += more->only_mdy;
	into->either += more->either;
	into->none += more->none;
	if (!into->sample)
		into->sample = more->sample;
	if (!into->decides)
		into->decides = more->decides;
}

int
dates_order(const struct dates_found *f, bool *mixed)
{
	*mixed = f->only_dmy && f->only_mdy;
	if (*mixed)
		return GLOSSARY_NONE;
	if (f->only_dmy)
		return ORDER_DMY;
	if (f->only_mdy)
		return ORDER_MDY;
	return f->either ? GLOSSARY_NONE : ORDER_YMD;
}

/* Why a cell is no day. */
static const char *
no_day(const void *ctx, const char *s, const struct pieces *p, int order)
{
	if (strspn(s, "0123456789") == strlen(s) && strlen(s) == 5)
		return "This is a spreadsheet’s number for a day. Format the column as a date and save the file again.";
	if (p->count == 2 && p->month_at >= 0)
		return "There is no year: a spreadsheet may have turned it into a date. Write it as 2026-08-31.";
	if (needs_order(p) && order == GLOSSARY_NONE)
		return "This could be two days. Say whether the day or the month comes first.";
	if (needs_order(p) && !day_none(day_by(p, order == ORDER_DMY ? ORDER_MDY : ORDER_DMY)))
		return text_format(ctx, "This is no day when the %s comes first, as was chosen. Write it as 2026-08-31.", order == ORDER_DMY ? "day" : order == ORDER_MDY ? "month" : "year");
	return "This is no date. Write it as 2026-08-31, or 2026-08-31 14:30.";
}

const char *
import_instant(const void *ctx, const char *value, int order, const char *zone, int64_t *at)
{
	const char *s = text_trim(ctx, value);
	struct pieces p = pieces_of(s);
	struct day day = day_by(&p, order);

	if (number_read(s, zone, at))
		return NULL;
	if (day_none(day) && needs_order(&p) && p.number[0] == p.number[1])
		day = day_by(&p, ORDER_DMY);
	if (day_none(day) || day.year < 1970 || !moment_of(day, p.rest, zone, at))
		return no_day(ctx, s, &p, order);
	return NULL;
}

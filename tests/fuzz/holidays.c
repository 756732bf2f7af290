/* Holidays out of an iCalendar file: whatever it holds, what comes out are days of the window, once each, with names that can be shown. */
#include "fuzz.h"

#include "sla/holidays.h"
#include "sla/rules_calendar.h"

static void
fuzz(const void *ctx, const char *bytes, size_t length)
{
	const struct day from = { 2026, 1, 1 }, to = { 2029, 1, 1 };
	const struct holidays *holidays = holidays_read(ctx, bytes, length, from, to, "Europe/Berlin");

	NEED(holidays->count <= HOLIDAYS_MOST && holidays->events <= HOLIDAYS_EVENTS_MOST);
	NEED(holidays->problems && holidays->problems->count <= PROBLEMS_MOST);
	NEED(holidays->events || holidays->problems->count);
	for (size_t i = 0; i < holidays->count; i++) {
		const struct holiday *one = &holidays->list[i];

		NEED(day_exists(one->day) && day_compare(one->day, from) >= 0 && day_compare(one->day, to) < 0);
		NEED(!i || day_compare(one[-1].day, one->day) < 0);
		NEED(one->event >= 1 && one->event <= holidays->events);
		NEED(!text_blank(one->name) && utf8_valid_text(one->name, UTF8_LINE) && utf8_length(one->name) <= CALENDAR_NAME_MOST);
	}
	for (size_t i = 0; i < holidays->problems->count; i++)
		NEED(utf8_valid_text(holidays->problems->list[i].text, UTF8_LINE));
}

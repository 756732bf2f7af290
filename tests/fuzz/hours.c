/* Opening hours as people type them: what is taken is printed so that it is taken again, and means the same. */
#include "fuzz.h"

#include "sla/rules_calendar.h"

static void
fuzz(const void *ctx, const char *bytes, size_t length)
{
	struct day_hours hours, again;
	const char *printed;
	int minutes;

	(void)length;
	if (clock_parse(bytes, &minutes))
		NEED(minutes >= 0 && minutes <= 1440 && strcmp(clock_print(ctx, minutes), bytes) == 0);
	if (!hours_parse(ctx, bytes, &hours))
		return;
	NEED(hours.count <= HOURS_MOST);
	printed = hours_print(ctx, &hours);
	NEED(hours_parse(ctx, printed, &again) && again.count == hours.count);
	for (size_t i = 0; i < hours.count; i++)
		NEED(again.list[i].open == hours.list[i].open && again.list[i].close == hours.list[i].close);
}

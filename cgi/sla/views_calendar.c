/* Fills the pages of calendars. */
#include "sla/views_calendar.h"

#include "base/text.h"
#include "glossary/views_parts.h"

struct view *
calendar_index_view(struct request *req, const struct calendar_row *rows, size_t count)
{
	struct view *view = page(req, TPL_CALENDAR_INDEX, "Calendars – Agreement");

	view_show(view, count ? calendar_index_HAS_CALENDARS : calendar_index_NO_CALENDARS);
	for (size_t i = 0; i < count; i++) {
		const struct calendar_row *c = &rows[i];
		struct view *row = view_row(view, calendar_index_CALENDAR_ROW);

		view_text(row, calendar_index_CALENDAR_NAME, c->name);
		view_text(row, calendar_index_CALENDAR_ZONE, c->zone);
		view_text(row, calendar_index_VERSION_WORDS, c->newest > c->number
		    ? text_format(row, "Version %lld, version %lld follows", (long long)c->number, (long long)c->newest)
		    : text_format(row, "Version %lld", (long long)c->number));
		view_text(row, calendar_index_SINCE_STAMP, c->valid_from);
		view_text(row, calendar_index_SINCE_WORDS, day_words_of(row, c->valid_from));
	}
	return view;
}

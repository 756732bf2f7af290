/* An iCalendar file as text: unfolded, and cut into its events, so that the parser only sees little pieces of what matters. */
#include "sla/holidays_parts.h"

#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "base/text.h"
#include "base/utf8.h"

enum { LINE_MOST = 8192, LINES_MOST = 200 };

/* Reading on. */
struct reading {
	const char *at, *end;
	struct buffer *line;		/* the present line, unfolded */
	struct buffer *event;		/* what is kept of the present event */
	bool in_event;
	int inside;			/* how deep in components of the event, such as an alarm */
	int lines;
	bool moved;
};

/* A logical line: what follows a line end and one space or tab belongs to it (section 3.1). */
static bool
next_line(struct reading *r)
{
	r->line->length = 0;
	buffer_text(r->line, "");
	if (r->at == r->end)
		return false;
	for (;;) {
		const char *stop = memchr(r->at, '\n', (size_t)(r->end - r->at)), *after = stop ? stop + 1 : r->end;

		if (!stop)
			stop = r->end;
		if (r->line->length < LINE_MOST)
			buffer_add(r->line, r->at, (size_t)(stop - r->at));
		r->at = after;
		if (r->at == r->end || (*r->at != ' ' && *r->at != '\t'))
			return true;
		r->at++;
	}
}

/* Is the line "NAME:" or "NAME;" and so on? */
static bool
is_named(const char *line, const char *name)
{
	size_t length = strlen(name);

	return strncasecmp(line, name, length) == 0 && (line[length] == ':' || line[length] == ';');
}

static bool
is_wanted(const char *line)
{
	static const char *const names[] = {
		"DTSTART", "DTEND", "DURATION", "SUMMARY", "STATUS", "RRULE", "RDATE", "EXDATE", "UID", "RECURRENCE-ID"
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (is_named(line, names[i]))
			return true;
	return false;
}

/* Takes a line in; true when it ends an event, whose text is then in `event`. */
static bool
take_line(struct reading *r)
{
	const char *line = r->line->data;

	if (!r->in_event) {
		if (strncasecmp(line, "BEGIN:VEVENT", 12) != 0)
			return false;
		r->in_event = true;
		r->inside = r->lines = 0;
		r->moved = false;
		r->event->length = 0;
		buffer_text(r->event, "BEGIN:VEVENT\r\n");
		return false;
	}
	if (is_named(line, "BEGIN")) {
		r->inside++;
	} else if (is_named(line, "END")) {
		if (r->inside-- > 0)
			return false;
		r->in_event = false;
		buffer_text(r->event, "END:VEVENT\r\n");
		return true;
	} else if (!r->inside && r->line->length <= LINE_MOST && r->lines < LINES_MOST && is_wanted(line)) {
		r->lines++;
		r->moved = r->moved || is_named(line, "RECURRENCE-ID");
		buffer_text(r->event, line);
		buffer_text(r->event, "\r\n");
	}
	return false;
}

/* Why these bytes are no calendar file; NULL when they may be one. */
static const char *
refusal(const void *ctx, const char *bytes, size_t length)
{
	if (length > HOLIDAYS_BYTES_MOST)
		return "The file is larger than 1 MB. Export the holidays of fewer years.";
	if (!utf8_valid(bytes, length, UTF8_ANY))
		return "The file is not UTF-8 text. Export the holidays as an iCalendar file (.ics).";
	if (!text_starts(text_trim(ctx, text_copy_bytes(ctx, bytes, length < 64 ? length : 64)), "BEGIN:VCALENDAR"))
		return "This is not an iCalendar file (.ics): it does not begin with BEGIN:VCALENDAR.";
	return NULL;
}

struct ics_event *
ics_events(const void *ctx, const char *bytes, size_t length, struct problems *problems, size_t *count)
{
	struct ics_event *list = NULL;
	struct reading r = { .line = buffer_new(ctx), .event = buffer_new(ctx) };
	size_t bom = utf8_bom(bytes, length);
	const char *why = refusal(ctx, bytes + bom, length - bom);

	*count = 0;
	if (why) {
		problem_add(problems, "file", -1, "%s", why);
		return NULL;
	}
	r.at = utf8_lines(ctx, bytes + bom, length - bom, &length);
	r.end = r.at + length;
	list = memory_need(talloc_array(ctx, struct ics_event, HOLIDAYS_EVENTS_MOST));
	while (next_line(&r)) {
		if (!take_line(&r))
			continue;
		if (*count == HOLIDAYS_EVENTS_MOST) {
			problem_add(problems, "file", -1, "The file has more than %d events. Those after are left out.", HOLIDAYS_EVENTS_MOST);
			return list;
		}
		list[*count] = (struct ics_event){ buffer_take(list, r.event), *count, r.moved };
		(*count)++;
	}
	if (r.in_event)
		problem_add(problems, "file", (int)*count, "The file ends in the middle of event %zu, which is left out. Was it cut off?",
		    *count + 1);
	else if (!*count)
		problem_add(problems, "file", -1, "There are no events in this file. Is it the right one?");
	return list;
}

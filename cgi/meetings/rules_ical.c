/* Writes calendars. */
#include "meetings/rules_ical.h"

#include "base/days.h"
#include "base/text.h"

#include <string.h>

enum { LINE_BYTES = 75 };

/* One content line, folded (RFC 5545, 3.1) without splitting a character. */
static void
line_add(struct buffer *out, const char *line)
{
	size_t room = LINE_BYTES, length = strlen(line);

	while (length > room) {
		size_t n = room;

		while (n > 1 && ((unsigned char)line[n] & 0xc0) == 0x80)
			n--;
		buffer_add(out, line, n);
		buffer_text(out, "\r\n ");
		line += n;
		length -= n;
		room = LINE_BYTES - 1;
	}
	buffer_text(out, line);
	buffer_text(out, "\r\n");
}

/* NAME:TEXT with what has a meaning in it escaped (3.3.11); other control characters fall out. */
static void
text_add(struct buffer *out, const char *name, const char *text)
{
	struct buffer *line;

	if (!text)
		return;
	line = buffer_new(out);
	buffer_text(line, name);
	buffer_byte(line, ':');
	for (; *text; text++) {
		if (*text == '\n')
			buffer_text(line, "\\n");
		else if (strchr("\\;,", *text))
			buffer_format(line, "\\%c", *text);
		else if ((unsigned char)*text >= ' ' && *text != 0x7f)
			buffer_byte(line, *text);
	}
	line_add(out, line->data);
}

static const char *
stamp(const void *ctx, int64_t instant)
{
	return text_replace(ctx, text_replace(ctx, instant_print(ctx, instant), "-", ""), ":", "");
}

static void
time_add(struct buffer *out, const char *name, int64_t instant)
{
	line_add(out, text_format(out, "%s:%s", name, stamp(out, instant)));
}

/* A name as a parameter's value: quoted, and without what a quoted one may not hold (3.2). */
static const char *
quoted(const void *ctx, const char *name)
{
	struct buffer *out = buffer_new(ctx);

	buffer_byte(out, '"');
	for (; *name; name++)
		if (*name != '"' && (unsigned char)*name >= ' ' && *name != 0x7f)
			buffer_byte(out, *name);
	buffer_byte(out, '"');
	return buffer_take(ctx, out);
}

static void
people_add(struct buffer *out, const struct ical_event *e)
{
	if (!e->organizer)
		return;
	line_add(out, text_format(out, "ORGANIZER;CN=Concord:mailto:%s", e->organizer));
	line_add(out, text_format(out, "ATTENDEE;CN=%s;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:%s", quoted(out, e->attendee_name),
	    e->attendee));
}

static void
event_add(struct buffer *out, const struct ical_event *e)
{
	struct day day;

	line_add(out, "BEGIN:VEVENT");
	text_add(out, "UID", e->uid);
	time_add(out, "DTSTAMP", e->stamp);
	time_add(out, "LAST-MODIFIED", e->stamp);
	line_add(out, text_format(out, "SEQUENCE:%lld", (long long)e->sequence));
	if (e->starts_at) {
		time_add(out, "DTSTART", e->starts_at);
		time_add(out, "DTEND", e->ends_at);
	} else if (day_parse(e->day, &day)) {
		line_add(out, text_format(out, "DTSTART;VALUE=DATE:%s", text_replace(out, day_print(out, day), "-", "")));
		line_add(out, text_format(out, "DTEND;VALUE=DATE:%s", text_replace(out, day_print(out, day_add(day, 1)), "-", "")));
		line_add(out, "TRANSP:TRANSPARENT");
	}
	text_add(out, "SUMMARY", e->summary);
	text_add(out, "DESCRIPTION", e->description);
	if (e->url)
		line_add(out, text_format(out, "URL:%s", e->url));
	line_add(out, e->cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
	people_add(out, e);
	line_add(out, "END:VEVENT");
}

char *
ical_write(const void *ctx, enum ical_method method, const char *name, const char *source, const struct ical_event *events, size_t count)
{
	static const char *const methods[] = { "METHOD:PUBLISH", "METHOD:REQUEST", "METHOD:CANCEL" };
	struct buffer *out = buffer_new(ctx);

	line_add(out, "BEGIN:VCALENDAR");
	line_add(out, "VERSION:2.0");
	line_add(out, "PRODID:-//Concord//Meetings//EN");
	line_add(out, "CALSCALE:GREGORIAN");
	line_add(out, methods[method]);
	if (method == ICAL_PUBLISH) {
		text_add(out, "NAME", name);
		text_add(out, "X-WR-CALNAME", name);
		text_add(out, "DESCRIPTION", "Meetings of both teams, and what you took on");
		line_add(out, "COLOR:rebeccapurple");
		line_add(out, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
		line_add(out, "X-PUBLISHED-TTL:PT1H");
		if (source)
			line_add(out, text_format(out, "SOURCE;VALUE=URI:%s", source));
	}
	for (size_t i = 0; i < count; i++)
		event_add(out, &events[i]);
	line_add(out, "END:VCALENDAR");
	return buffer_take(ctx, out);
}

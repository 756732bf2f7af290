/* Meetings as calendar programs read them: RFC 5545, 5546 and 7986. Pure. */
#ifndef MEETINGS_RULES_ICAL_H
#define MEETINGS_RULES_ICAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ical_event {
	const char *uid;
	const char *summary;
	const char *description;	/* NULL: none, as the next */
	const char *url;
	int64_t stamp;			/* when it last changed */
	int64_t sequence;
	int64_t starts_at, ends_at;	/* 0: all of `day` */
	const char *day;		/* "YYYY-MM-DD" */
	bool cancelled;
	const char *organizer;		/* e-mail address; NULL: no invitation */
	const char *attendee;		/* likewise */
	const char *attendee_name;
};

enum ical_method { ICAL_PUBLISH, ICAL_REQUEST, ICAL_CANCEL };

/*
 * A whole calendar: lines end in CRLF, none longer than 75 bytes, instants in UTC, texts escaped. With ICAL_PUBLISH `name`
 * and `source`, the feed's own address, are told as RFC 7986 and older programs want it; else they are not used. A child of ctx.
 */
char *ical_write(const void *ctx, enum ical_method method, const char *name, const char *source, const struct ical_event *events, size_t count);

#endif

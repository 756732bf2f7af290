/* One event of an iCalendar file: libical takes its text apart, and what it says is looked at twice. */
#include "sla/holidays_parts.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "sla/rules_calendar.h"

/* The zone a TZID names: the IANA name itself, or at the end of a path as some programs write it. */
static const struct zone *
zone_of(const char *id)
{
	while (id && *id) {
		if (zone_known(id))
			return zone_find(id);
		id = strchr(id, '/');
		if (id)
			id++;
	}
	return NULL;
}

struct ics_time
ics_time(icalproperty *property)
{
	struct ics_time time = { 0 };
	icalvalue *value = property ? icalproperty_get_value(property) : NULL;
	icalparameter *id = property ? icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER) : NULL;
	struct icaltimetype t;
	struct day day;

	if (!value)
		return time;
	switch (icalvalue_isa(value)) {
	case ICAL_DATE_VALUE:
		t = icalvalue_get_date(value);
		break;
	case ICAL_DATETIME_VALUE:
		t = icalvalue_get_datetime(value);
		break;
	case ICAL_DATETIMEPERIOD_VALUE:
		t = icalvalue_get_datetimeperiod(value).time;
		break;
	case ICAL_PERIOD_VALUE:
		t = icalvalue_get_period(value).start;
		break;
	default:
		return time;
	}
	day = (struct day){ t.year, t.month, t.day };
	if (!day_exists(day) || day.year < 2 || day.year > 9990 || t.hour < 0 || t.hour > 24 || t.minute < 0 || t.minute > 59)
		return time;
	time.there = true;
	time.is_date = t.is_date;
	time.shown = day_number(day) * 86400 + (t.is_date ? 0 : t.hour * 3600 + t.minute * 60);
	if (!t.is_date)
		time.zone = icaltime_is_utc(t) ? zone_find("UTC") : id ? zone_of(icalparameter_get_tzid(id)) : NULL;
	return time;
}

/* A name of one line; what it is called where the file has none. */
static const char *
name_of(const void *ctx, const char *summary)
{
	const char *name = text_clip(ctx, text_squeeze(ctx, summary ? summary : ""), CALENDAR_NAME_MOST);

	return text_blank(name) || !utf8_valid_text(name, UTF8_LINE) ? "Closed" : name;
}

static const char *
text_of(icalcomponent *component, icalproperty_kind kind)
{
	icalproperty *property = icalcomponent_get_first_property(component, kind);
	const icalvalue *value = property ? icalproperty_get_value(property) : NULL;

	return value && icalvalue_isa(value) == ICAL_TEXT_VALUE ? icalvalue_get_text(value) : NULL;
}

static int64_t
duration_of(icalcomponent *component)
{
	icalproperty *property = icalcomponent_get_first_property(component, ICAL_DURATION_PROPERTY);
	icalvalue *value = property ? icalproperty_get_value(property) : NULL;
	struct icaldurationtype d;

	if (!value || icalvalue_isa(value) != ICAL_DURATION_VALUE)
		return -1;
	d = icalvalue_get_duration(value);
	if (d.is_neg)
		return -1;
	return ((int64_t)d.weeks * 7 + d.days) * 86400 + (int64_t)d.hours * 3600 + (int64_t)d.minutes * 60 + d.seconds;
}

bool
ics_event_read(const void *ctx, const struct ics_event *source, struct event *event)
{
	icalproperty *status;

	*event = (struct event){ .place = source->place, .name = "", .component = icalparser_parse_string(source->text) };
	if (!event->component)
		return false;
	if (icalcomponent_isa(event->component) == ICAL_VEVENT_COMPONENT) {
		event->name = name_of(ctx, text_of(event->component, ICAL_SUMMARY_PROPERTY));
		event->uid = text_copy(ctx, text_of(event->component, ICAL_UID_PROPERTY));
		event->start = ics_time(icalcomponent_get_first_property(event->component, ICAL_DTSTART_PROPERTY));
		event->end = ics_time(icalcomponent_get_first_property(event->component, ICAL_DTEND_PROPERTY));
		event->instance = ics_time(icalcomponent_get_first_property(event->component, ICAL_RECURRENCEID_PROPERTY));
		event->seconds = duration_of(event->component);
		status = icalcomponent_get_first_property(event->component, ICAL_STATUS_PROPERTY);
		event->cancelled = status && icalvalue_isa(icalproperty_get_value(status)) == ICAL_STATUS_VALUE
		    && icalproperty_get_status(status) == ICAL_STATUS_CANCELLED;
		if (event->start.there)
			return true;
	}
	icalcomponent_free(event->component);
	event->component = NULL;
	return false;
}

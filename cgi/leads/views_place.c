/* Places in the queue as addresses. */
#include "leads/views_place.h"

#include "base/days.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

const char *const place_part_names[] = { "owner", "source", "persona", "state", "clock", "month", "text", "order", NULL };

enum { TEXT_MOST = 80 };

static int
code_of(const char *const *names, const char *name)
{
	for (int i = 0; names[i]; i++)
		if (text_equal(names[i], name))
			return i;
	return GLOSSARY_NONE;
}

static bool
owner_set(struct queue_filter *f, const char *value)
{
	f->owner_id = text_equal(value, "me") ? OWNER_ME : text_equal(value, "nobody") ? OWNER_NOBODY : 0;
	return f->owner_id || text_integer(value, 1, INT64_MAX, &f->owner_id);
}

static bool
month_set(const void *ctx, struct queue_filter *f, const char *value)
{
	struct day first;

	f->month = value;
	return strlen(value) == 7 && day_parse(text_format(ctx, "%s-01", value), &first);
}

bool
place_set(const void *ctx, struct place *place, int part, const char *value)
{
	struct queue_filter *f = &place->filter;
	const char *v = value ? text_trim(ctx, value) : "";

	switch (part) {
	case PART_OWNER:
		f->owner_id = 0;
		return !*v || owner_set(f, v);
	case PART_SOURCE:
		f->source_id = 0;
		return !*v || text_integer(v, 1, INT64_MAX, &f->source_id);
	case PART_PERSONA:
		f->persona_id = 0;
		return !*v || text_integer(v, 1, INT64_MAX, &f->persona_id);
	case PART_STATE:
		f->state = *v ? code_of(handoff_state_names, v) : GLOSSARY_NONE;
		return !*v || f->state != GLOSSARY_NONE;
	case PART_CLOCK:
		f->clock = *v ? code_of(queue_clock_names, v) : GLOSSARY_NONE;
		return !*v || f->clock != GLOSSARY_NONE;
	case PART_ORDER:
		f->order = *v ? code_of(queue_order_names, v) : ORDER_URGENT;
		return f->order != GLOSSARY_NONE;
	case PART_MONTH:
		f->month = NULL;
		return !*v || month_set(ctx, f, v);
	case PART_TEXT:
		f->text = *v ? v : NULL;
		return utf8_length(v) <= TEXT_MOST && utf8_valid_text(v, UTF8_LINE);
	}
	return false;
}

const char *
place_value(const void *ctx, const struct place *place, int part)
{
	const struct queue_filter *f = &place->filter;
	int64_t number = part == PART_OWNER ? f->owner_id : part == PART_SOURCE ? f->source_id : part == PART_PERSONA ? f->persona_id : 0;

	if (part == PART_OWNER && number < 0)
		return number == OWNER_ME ? "me" : "nobody";
	if (part == PART_STATE)
		return f->state < 0 ? NULL : handoff_state_names[f->state];
	if (part == PART_CLOCK)
		return f->clock < 0 ? NULL : queue_clock_names[f->clock];
	if (part == PART_ORDER)
		return f->order ? queue_order_names[f->order] : NULL;
	if (part == PART_MONTH)
		return f->month;
	if (part == PART_TEXT)
		return f->text;
	return number ? text_format(ctx, "%lld", (long long)number) : NULL;
}

bool
place_read(const void *ctx, const struct params *asked, struct place *into)
{
	const char *view = params_get(asked, "view"), *after = params_get(asked, "after");

	if (view)
		into->filter.view = code_of(queue_view_names, view);
	if (into->filter.view == GLOSSARY_NONE || (after && *after && !text_integer(after, 1, INT64_MAX, &into->filter.after)))
		return false;
	for (int i = 0; i < PART_COUNT; i++) {
		const char *value = params_get(asked, place_part_names[i]);

		if (value && !place_set(ctx, into, i, value))
			return false;
	}
	/* Closed ones have no clock, and open ones are not looked up by their month. */
	if (into->filter.view == VIEW_ALL) {
		into->filter.clock = GLOSSARY_NONE;
		into->filter.order = ORDER_URGENT;
	} else
		into->filter.month = NULL;
	return true;
}

bool
place_parse(const void *ctx, const char *text, struct place *into)
{
	const char *problem;
	const struct params *asked = text ? params_query(ctx, text, NULL, &problem) : NULL;

	return asked && place_read(ctx, asked, into);
}

bool
place_filtered(const void *ctx, const struct place *place)
{
	for (int i = 0; i < PART_COUNT; i++)
		if (place_value(ctx, place, i))
			return true;
	return false;
}

const char *
place_text(const void *ctx, const struct place *place, bool after)
{
	struct params *all = params_new(ctx);

	if (place->saved_id)
		params_add(all, "saved", text_format(ctx, "%lld", (long long)place->saved_id));
	else {
		params_add(all, "view", queue_view_names[place->filter.view]);
		for (int i = 0; i < PART_COUNT; i++) {
			const char *value = place_value(ctx, place, i);

			if (value)
				params_add(all, place_part_names[i], value);
		}
	}
	if (after && place->filter.after)
		params_add(all, "after", text_format(ctx, "%lld", (long long)place->filter.after));
	return params_encode(ctx, all);
}

/* Filters of the queue: what there is to choose from, and what is chosen as chips. */
#include "leads/pages_parts.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"

#include <talloc.h>

enum { MONTHS_OFFERED = 24 };

/* What the form shows as chosen: places in its lists, from 0. */
struct chosen {
	int at[PART_COUNT];
	const char *text;
};

static const char *const clock_labels[] = { "Overdue", "Under 75 minutes left", "Due today or within two hours", "No clock", "Paused" };

struct filters *
filters_read(struct request *req)
{
	struct filters *f = memory_need(talloc_zero(req, struct filters));

	f->people = people_choices(req->db, f, &f->people_count);
	f->sources = sources_list(req->db, f, true, &f->source_count);
	f->personas = queue_personas(req->db, f, &f->persona_count);
	return f;
}

/* A list that grows, with room for `more` and the end. */
static struct option *
list_new(const void *ctx, const char *any, size_t more)
{
	struct option *list = memory_need(talloc_zero_array(ctx, struct option, more + 2));

	list[0] = (struct option){ "", any, NULL, 0 };
	return list;
}

static const struct option *
owners(struct request *req, const struct filters *f)
{
	struct option *list = list_new(req, "Anybody", f->people_count + 2);
	int n = 1;

	if (req->user->team == TEAM_SALES) {
		list[n] = (struct option){ "me", "Me", NULL, n };
		n++;
	}
	list[n] = (struct option){ "nobody", "Nobody yet", NULL, n };
	n++;
	for (size_t i = 0; i < f->people_count; i++)
		if (f->people[i].team == TEAM_SALES) {
			list[n] = (struct option){ text_format(list, "%lld", (long long)f->people[i].id), f->people[i].name, NULL, n };
			n++;
		}
	return list;
}

static const struct option *
choices(const void *ctx, const char *any, const struct choice *from, size_t count)
{
	struct option *list = list_new(ctx, any, count);

	for (size_t i = 0; i < count; i++)
		list[i + 1] = (struct option){ text_format(list, "%lld", (long long)from[i].id), from[i].name, NULL, (int)i + 1 };
	return list;
}

static const struct option *
states(const void *ctx, int view)
{
	struct option *list = list_new(ctx, "Any", HANDOFF_WITHDRAWN + 1);
	int n = 1;

	for (int s = HANDOFF_SUBMITTED; s <= HANDOFF_WITHDRAWN; s++)
		if (view == VIEW_ALL || s < HANDOFF_QUALIFIED) {
			list[n] = (struct option){ handoff_state_names[s], handoff_state_label(s, false), NULL, n };
			n++;
		}
	return list;
}

static const struct option *
clocks(const void *ctx)
{
	struct option *list = list_new(ctx, "Any", CLOCKS_PAUSED + 1);

	for (int i = 0; i <= CLOCKS_PAUSED; i++)
		list[i + 1] = (struct option){ queue_clock_names[i], clock_labels[i], NULL, i + 1 };
	return list;
}

static const struct option *
months(struct request *req)
{
	struct option *list = list_new(req, "This month", MONTHS_OFFERED);
	struct day first = day_month_start(day_of(req->now, req->session->organisation_zone));

	for (int i = 0; i < MONTHS_OFFERED; i++) {
		struct day month = day_add_months(first, -i);

		list[i + 1] = (struct option){ text_format(list, "%04d-%02d", month.year, month.month),
			text_format(list, "%s %d", month_name(month.month), month.year), NULL, i + 1 };
	}
	return list;
}

static const struct option orders[] = {
	{ "", "Most urgent first", NULL, 0 }, { "newest", "Newest first", NULL, 1 }, { "oldest", "Longest waiting first", NULL, 2 }, { 0 }
};

/* The choices of a part; NULL: it has none, or is not for this view. */
static const struct option *
options_of(struct request *req, const struct filters *f, const struct place *place, int part)
{
	bool all = place->filter.view == VIEW_ALL;

	switch (part) {
	case PART_OWNER:
		return owners(req, f);
	case PART_SOURCE:
		return choices(req, "Any", f->sources, f->source_count);
	case PART_PERSONA:
		return choices(req, "Any", f->personas, f->persona_count);
	case PART_STATE:
		return states(req, place->filter.view);
	case PART_CLOCK:
		return all ? NULL : clocks(req);
	case PART_MONTH:
		return all ? months(req) : NULL;
	case PART_ORDER:
		return all ? NULL : orders;
	}
	return NULL;
}

static const struct option *
option_of(const struct option *options, const char *value)
{
	for (; options && options->value; options++)
		if (text_equal(options->value, value))
			return options;
	return NULL;
}

static const char *const labels[] = { "Owner", "Source", "Persona", "State", "Clock", "Handed over in", "Name or company", "Order" };

struct form *
filter_form(struct request *req, const struct filters *filters, const struct place *place)
{
	static const enum marker markers[] = { lead_index_OWNER_FIELD, lead_index_SOURCE_FIELD, lead_index_PERSONA_FIELD, lead_index_STATE_FIELD,
		lead_index_CLOCK_FIELD, lead_index_MONTH_FIELD, lead_index_TEXT_FIELD, lead_index_ORDER_FIELD };
	struct field *fields = memory_need(talloc_zero_array(req, struct field, PART_COUNT + 1)), *f = fields;
	struct chosen *chosen = memory_need(talloc_zero(req, struct chosen));

	*f++ = (struct field){ .name = "text", .label = labels[PART_TEXT], .kind = FIELD_TEXT, .at = lead_index_TEXT_FIELD, .into = offsetof(struct chosen, text) };
	for (int i = PART_OWNER; i < PART_COUNT; i++) {
		const struct option *options = options_of(req, filters, place, i), *o;
		const char *value = place_value(req, place, i);

		if (!options || !options[1].value)
			continue;
		*f++ = (struct field){ .name = place_part_names[i], .label = labels[i], .kind = FIELD_SELECT, .at = markers[i],
			.into = offsetof(struct chosen, at) + (size_t)i * sizeof(int), .options = options };
		o = value ? option_of(options, value) : NULL;
		chosen->at[i] = o ? o->code : 0;
	}
	chosen->text = place->filter.text;
	return form_show(req, fields, chosen);
}

static const char *
chip_words(struct request *req, const struct filters *filters, const struct place *place, int part, const char *value)
{
	const struct option *o = option_of(options_of(req, filters, place, part), value);

	if (part == PART_TEXT)
		return text_format(req, "“%s” in the name or company", value);
	return text_format(req, "%s: %s", labels[part], o ? o->label : "one that is not listed");
}

const struct chip *
filter_chips(struct request *req, const struct filters *filters, const struct place *place, size_t *count)
{
	struct chip *chips = memory_need(talloc_zero_array(req, struct chip, PART_COUNT));

	*count = 0;
	for (int i = 0; i < PART_COUNT; i++) {
		const char *value = place_value(req, place, i);
		struct place without = *place;

		if (!value)
			continue;
		place_set(req, &without, i, NULL);
		without.saved_id = 0;
		chips[(*count)++] = (struct chip){ chip_words(req, filters, place, i, value), text_format(req, "/leads?%s", place_text(req, &without, false)) };
	}
	return chips;
}

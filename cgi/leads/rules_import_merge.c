/* What a lead becomes by what a file says of it now, and said the last time. */
#include "leads/rules_import.h"

#include "base/text.h"

#include <jansson.h>
#include <string.h>
#include <talloc.h>

const char *
import_said(const void *ctx, const char *said, int field)
{
	json_t *object = said ? json_loads(said, 0, NULL) : NULL;
	const char *value = json_string_value(json_object_get(object, import_field_names[field]));
	const char *copy = value ? text_copy(ctx, value) : NULL;

	json_decref(object);
	return copy;
}

const char *
import_kept(const void *ctx, const char *kept, const char *header)
{
	json_t *object = kept ? json_loads(kept, 0, NULL) : NULL;
	const char *key = header_key(ctx, header), *meant = json_string_value(json_object_get(object, text_format(ctx, IMPORT_MEANS "%s", key)));
	const char *value = meant ? meant : json_string_value(json_object_get(object, key));
	const char *copy = value ? text_copy(ctx, value) : NULL;

	json_decref(object);
	return copy;
}

/* What is being decided for one row. */
struct merge {
	const struct import_row *row;
	json_t *before;			/* what was said the last time; NULL: nothing was */
	int known;
};

/* Whether the file says something else in these fields than it did. */
static bool
is_news(const struct merge *m, int field)
{
	const char *was = json_string_value(json_object_get(m->before, import_field_names[field]));

	return m->row->cells[field] && (!m->before || !text_equal(was, import_said(m->row, m->row->said, field)));
}

/* Whether a field of the lead takes the file's value. */
static bool
takes(const struct merge *m, int field, bool is_empty)
{
	if (m->known == KNOWN_LEAVE || !is_news(m, field))
		return false;
	return m->known == KNOWN_REPLACE || is_empty;
}

static void
text_merge(const struct merge *m, int field, const char **into, const char *value)
{
	if (!text_blank(value) && takes(m, field, text_blank(*into)))
		*into = value;
}

static void
name_merge(const struct merge *m, struct lead *becomes)
{
	const struct lead *l = &m->row->lead;
	bool news = is_news(m, TO_FULL_NAME) || is_news(m, TO_GIVEN_NAME) || is_news(m, TO_FAMILY_NAME);

	if (*l->name && news && m->known != KNOWN_LEAVE && (m->known == KNOWN_REPLACE || text_blank(becomes->name)))
		becomes->name = l->name;
}

/* Forward alone: from one that is known to one that is not is no step forward. */
static void
stage_merge(const struct merge *m, struct lead *becomes, int64_t rank_is, int64_t rank_new, bool *held)
{
	bool is_empty = text_blank(becomes->stage);

	if (text_blank(m->row->lead.stage) || !takes(m, TO_STAGE, is_empty))
		return;
	if (!is_empty && rank_is && rank_new < rank_is) {
		*held = true;
		return;
	}
	becomes->stage = m->row->lead.stage;
}

bool
import_lead_merge(const void *ctx, const struct lead *is, const struct import_row *row, const char *said, int known, int64_t rank_is, int64_t rank_new,
    struct lead *becomes, bool *held)
{
	struct merge m = { .row = row, .before = said ? json_loads(said, 0, NULL) : NULL, .known = known };
	const struct lead *l = &row->lead;
	bool differs = false;

	*becomes = *is;
	*held = false;
	name_merge(&m, becomes);
	text_merge(&m, TO_COMPANY, &becomes->company, l->company);
	text_merge(&m, TO_JOB, &becomes->job, l->job);
	text_merge(&m, TO_EMAIL, &becomes->email, l->email);
	text_merge(&m, TO_PHONE, &becomes->phone, l->phone);
	text_merge(&m, TO_WEBSITE, &becomes->website, l->website);
	text_merge(&m, TO_SOURCE, &becomes->source, l->source);
	text_merge(&m, TO_CAMPAIGN, &becomes->campaign, l->campaign);
	text_merge(&m, TO_THEME, &becomes->theme, l->theme);
	text_merge(&m, TO_PERSONA, &becomes->persona, l->persona);
	if (l->origin >= 0 && takes(&m, TO_ORIGIN, false))
		becomes->origin = l->origin;
	if (l->converted_at && takes(&m, TO_CONVERTED_AT, !becomes->converted_at))
		becomes->converted_at = l->converted_at;
	if (l->owner_marketing_id && takes(&m, TO_OWNER_MARKETING, !becomes->owner_marketing_id))
		becomes->owner_marketing_id = l->owner_marketing_id;
	if (l->owner_sales_id && takes(&m, TO_OWNER_SALES, !becomes->owner_sales_id))
		becomes->owner_sales_id = l->owner_sales_id;
	stage_merge(&m, becomes, rank_is, rank_new, held);
	json_decref(m.before);
	for (size_t i = 0; lead_fields[i] && !differs; i++)
		differs = lead_differs(ctx, is, becomes, i);
	return differs;
}

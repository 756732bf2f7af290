/* What a lead becomes by what a file says of it now, and said the last time. */
#include "leads/rules_import.h"

#include "base/text.h"
#include "leads/rules_handoff.h"

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

static const char *
kept_cell(const void *ctx, const char *kept, const char *header, bool meant)
{
	json_t *object = kept ? json_loads(kept, 0, NULL) : NULL;
	const char *key = header_key(ctx, header), *meaning = json_string_value(json_object_get(object, text_format(ctx, IMPORT_MEANS "%s", key)));
	const char *value = meant && meaning ? meaning : json_string_value(json_object_get(object, key));
	const char *copy = value ? text_copy(ctx, value) : NULL;

	json_decref(object);
	return copy;
}

const char *
import_kept(const void *ctx, const char *kept, const char *header)
{
	return kept_cell(ctx, kept, header, true);
}

const char *
import_told_cell(const void *ctx, const struct criterion *criterion, const char *bindings, const char *kept, bool meant)
{
	const char **columns = import_columns_of(ctx, criterion, bindings), *cell = NULL;

	for (size_t i = 0; kept && !cell && columns[i]; i++)
		cell = kept_cell(ctx, kept, columns[i], meant);
	return cell;
}

/* Whether a cell says the answer that was read out of it, and not something that it stands for. */
static bool
says(const struct criterion *c, const char *cell, const char *answer)
{
	if (c->kind == ASKS_NUMBER)
		return strspn(cell, "0123456789., ") == strlen(cell);
	return c->kind != ASKS_CHOICE || answer_judge(c, answer) == VERDICT_MEETS;
}

struct answer *
import_answers(const void *ctx, const struct version *version, const char *bindings, const char *kept, size_t *count)
{
	struct answer *answers = memory_need(talloc_zero_array(ctx, struct answer, version->criteria_count + 1));

	*count = 0;
	for (size_t i = 0; kept && i < version->criteria_count; i++) {
		const struct criterion *c = &version->criteria[i];
		const char *cell = import_told_cell(answers, c, bindings, kept, true), *value = cell ? import_answer(answers, c, cell) : NULL;

		if (value && says(c, cell, value))
			answers[(*count)++] = (struct answer){ .code = c->code, .value = value, .evidence = "", .verdict = answer_judge(c, value) };
	}
	return answers;
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
	if (field < 0 || !m->row->cells[field])
		return false;
	return !m->before || !text_equal(json_string_value(json_object_get(m->before, import_field_names[field])), import_said(m->row, m->row->said, field));
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
	if (l->owner_marketing_id && takes(&m, row->owner_from[0], !becomes->owner_marketing_id))
		becomes->owner_marketing_id = l->owner_marketing_id;
	if (l->owner_sales_id && takes(&m, row->owner_from[1], !becomes->owner_sales_id))
		becomes->owner_sales_id = l->owner_sales_id;
	stage_merge(&m, becomes, rank_is, rank_new, held);
	json_decref(m.before);
	for (size_t i = 0; lead_fields[i] && !differs; i++)
		differs = lead_differs(ctx, is, becomes, i);
	return differs;
}

static int64_t
earliest(int64_t a, int64_t b)
{
	return !a || (b && b < a) ? b : a;
}

enum { KEPT_BYTES_MOST = 60000 };	/* of a TEXT column, 65,535 */

/* The columns of both; where both have one, or all of them are too long, those of the first. */
static const char *
kept_of_both(const void *ctx, const char *stays, const char *goes)
{
	json_t *all = stays ? json_loads(stays, 0, NULL) : NULL, *more = stays && goes ? json_loads(goes, 0, NULL) : NULL, *cell;
	const char *name, *kept = stays ? stays : goes;
	size_t length;

	json_object_foreach(more, name, cell)
		if (!import_kept(ctx, stays, text_starts(name, IMPORT_MEANS) ? name + strlen(IMPORT_MEANS) : name))
			json_object_set(all, name, cell);
	length = more ? json_dumpb(all, NULL, 0, JSON_COMPACT | JSON_SORT_KEYS) : 0;
	if (length && length <= KEPT_BYTES_MOST) {
		char *text = memory_need(talloc_zero_size(ctx, length + 1));

		json_dumpb(all, text, length, JSON_COMPACT | JSON_SORT_KEYS);
		kept = text;
	}
	json_decref(all);
	json_decref(more);
	return kept;
}

static void
dates_of_both(struct lead_past *p, const struct lead_past *goes, int64_t now)
{
	int64_t times[IMPORT_FIELDS] = { 0 };

	p->record_made_at = times[TO_CREATED_AT] = earliest(p->record_made_at, goes->record_made_at);
	p->mql_at = times[TO_MQL_AT] = earliest(p->mql_at, goes->mql_at);
	p->sal_at = times[TO_SAL_AT] = earliest(p->sal_at, goes->sal_at);
	p->first_attempt_at = times[TO_FIRST_ATTEMPT_AT] = earliest(p->first_attempt_at, goes->first_attempt_at);
	p->sql_at = times[TO_SQL_AT] = earliest(p->sql_at, goes->sql_at);
	p->won_at = times[TO_WON_AT] = earliest(p->won_at, goes->won_at);
	p->lost_at = times[TO_LOST_AT] = earliest(p->lost_at, goes->lost_at);
	p->flags = import_flags(times, now);
}

struct lead_past
lead_past_merge(const void *ctx, const struct lead_past *stays, const struct lead_past *goes, int64_t now)
{
	struct lead_past p = *stays;

	dates_of_both(&p, goes, now);
	if (goes->currency && (!p.currency || p.won_at != stays->won_at)) {
		p.currency = goes->currency;
		p.amount_minor = goes->amount_minor;
	}
	if (!p.stage_id && text_blank(p.stage_name)) {
		p.stage_id = goes->stage_id;
		p.stage_name = goes->stage_name;
	}
	if (text_blank(p.status))
		p.status = goes->status;
	if (p.outcome < 0 || goes->outcome == OUTCOME_QUALIFIED)
		p.outcome = goes->outcome;
	p.kept = kept_of_both(ctx, stays->kept, goes->kept);
	return p;
}

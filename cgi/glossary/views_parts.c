/* Tags, crumbs, wordings, criteria and facts, the same on every page of the glossary. */
#include "glossary/views_parts.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "glossary/store.h"

#include <ctype.h>
#include <string.h>
#include <talloc.h>

const char *
organisation_today(struct request *req)
{
	return day_stamp_at(req, req->now);
}

struct reader *
reader_new(struct request *req, const char *self)
{
	struct reader *r = memory_need(talloc_zero(req, struct reader));

	r->req = req;
	r->prose.lexicon = glossary_lexicon(req->db, req->session->glossary_version, req->now);
	r->prose.self = self;
	r->today = organisation_today(req);
	return r;
}

const char *
moment_words(struct request *req, int64_t instant)
{
	return instant_short(req, instant, req->user->time_zone);
}

const char *
day_words_at(struct request *req, int64_t instant)
{
	return day_long(req, day_of(instant, req->session->organisation_zone));
}

const char *
day_stamp_at(struct request *req, int64_t instant)
{
	return day_print(req, day_of(instant, req->session->organisation_zone));
}

const char *
day_words_of(const void *ctx, const char *day)
{
	struct day d;

	return day_parse(day, &d) ? day_long(ctx, d) : "";
}

void
moment_fill(struct view *view, enum marker stamp, enum marker words, struct request *req, int64_t instant)
{
	view_text(view, stamp, instant_print(req, instant));
	view_text(view, words, moment_words(req, instant));
}

const char *
sentence_case(const void *ctx, const char *text)
{
	char *s = text_copy(ctx, text);

	s[0] = (char)toupper((unsigned char)s[0]);
	return s;
}

const char *
status_words(const void *ctx, int status)
{
	char *s = text_copy(ctx, version_status_label(status));

	s[0] = (char)tolower((unsigned char)s[0]);
	return s;
}

const char *
lines_words(const void *ctx, const char *lines)
{
	char **items = lines_read(ctx, lines, NULL);

	return text_join(ctx, (const char *const *)items, ", ");
}

const char *
also_words(const void *ctx, const struct term *term)
{
	return lines_words(ctx, text_format(ctx, "%s\n%s", term->abbreviations, term->synonyms));
}

void
team_fill(struct view *view, int team)
{
	view_show_if(view, M_BY_MARKETING, team == TEAM_MARKETING);
	view_show_if(view, M_BY_SALES, team == TEAM_SALES);
}

void
crumbs_fill(struct view *view, const struct crumb *crumbs)
{
	struct view *trail = view_part(view, M_CRUMB_TRAIL, TPL_CRUMB_TRAIL);

	for (; crumbs->label; crumbs++) {
		struct view *row = view_row(trail, M_CRUMB_ROW);

		view_text(row, M_CRUMB_HREF, crumbs->href);
		view_text(row, M_CRUMB_LABEL, crumbs->label);
	}
}

void
tag_fill(struct view *view, enum tag tag, const char *words)
{
	static const enum marker sections[] = {
		[TAG_OK] = M_IS_OK, [TAG_INFO] = M_IS_INFO, [TAG_WAIT] = M_IS_WAIT, [TAG_WARN] = M_IS_WARN,
		[TAG_BAD] = M_IS_BAD, [TAG_PLAIN] = M_IS_PLAIN
	};
	struct view *part = view_part(view, M_STATE_TAG, TPL_STATE_TAG);

	view_show(part, sections[tag]);
	view_text(part, M_TAG_WORDS, words);
}

static const char *
awaiting(const struct version *v)
{
	bool marketing = version_signature(v, TEAM_MARKETING), sales = version_signature(v, TEAM_SALES);

	return marketing ? "Awaiting Sales" : sales ? "Awaiting Marketing" : "Awaiting both teams";
}

void
version_tag_fill(struct view *view, struct reader *r, const struct version *v)
{
	switch (v->status) {
	case STATUS_IN_FORCE:
		tag_fill(view, TAG_OK, text_format(r, "Agreed, version %ld", (long)v->number));
		break;
	case STATUS_RATIFIED:
		tag_fill(view, TAG_OK, text_format(r, "Agreed, from %s", day_words_at(r->req, v->in_force_at)));
		break;
	case STATUS_IN_REVIEW:
		tag_fill(view, TAG_WAIT, awaiting(v));
		break;
	case STATUS_DRAFT:
		tag_fill(view, TAG_INFO, "Draft");
		break;
	default:
		tag_fill(view, TAG_PLAIN, version_status_label(v->status));
	}
}

/* "Yes or no." "A number, at least 20." */
static const char *
measure_words(const void *ctx, const struct criterion *c)
{
	const char *rule = criterion_rule(ctx, c);

	if ((c->kind == ASKS_NUMBER || c->kind == ASKS_DATE) && (c->bound_min || c->bound_max))
		return text_format(ctx, "A %s, %s.", c->kind == ASKS_NUMBER ? "number" : "date", rule);
	return text_format(ctx, "%s.", sentence_case(ctx, rule));
}

/* The same with its weight: "A number, at least 20. Must be met. Evidence is wanted." */
static const char *
criterion_words(const void *ctx, const struct criterion *c)
{
	return text_format(ctx, "%s %s%s", measure_words(ctx, c), c->level == LEVEL_MUST ? "Must be met." : "Should be met.",
	    c->evidence ? " Evidence is wanted." : "");
}

/* Codes stand on the pages of the term itself, for those who import. */
static void
codes_fill(struct view *part, const struct version *v)
{
	struct view *list = NULL;

	for (size_t i = 0; i < v->criteria_count; i++) {
		struct view *row;

		if (text_blank(v->criteria[i].code))
			continue;
		if (!list)
			list = view_row(part, M_HAS_CODES);
		row = view_row(list, M_CODE_ROW);
		view_text(row, M_CODE_LABEL, v->criteria[i].label);
		view_text(row, M_CRITERION_CODE, v->criteria[i].code);
	}
}

void
criteria_fill(struct view *view, struct reader *r, const struct version *v)
{
	struct view *part;

	if (!v->criteria_count)
		return;
	view_show(view, M_HAS_CRITERIA);
	part = view_part(view, M_CRITERIA_LIST, TPL_CRITERIA_LIST);
	for (size_t i = 0; i < v->criteria_count; i++) {
		const struct criterion *c = &v->criteria[i];
		struct view *row = view_row(part, M_CRITERION_ROW);

		prose_line(row, M_LABEL_PART, c->label, &r->prose);
		view_text(row, M_MEASURE_WORDS, measure_words(row, c));
		view_show_if(row, M_HAS_EVIDENCE, c->evidence);
		view_show(row, c->level == LEVEL_MUST ? M_IS_MUST : M_IS_SHOULD);
	}
	if (r->prose.self)
		codes_fill(part, v);
}

static void
criterion_change_fill(struct view *row, const struct criterion_change *c, const struct version *before,
    const struct version *after)
{
	static const enum marker sections[] = {
		[CHANGE_NONE] = M_ROW_SAME, [CHANGE_CHANGED] = M_ROW_CHANGED, [CHANGE_ADDED] = M_ROW_ADDED,
		[CHANGE_REMOVED] = M_ROW_REMOVED
	};
	const struct criterion *was = c->before ? c->before : c->after, *now = c->after ? c->after : c->before;

	if (!was || !now)
		return;
	view_show(row, c->moved ? M_ROW_CHANGED : sections[c->kind]);
	diff_runs_fill(row, c->label ? c->label : diff_words(row, now->label, now->label));
	diff_runs_fill(view_row(row, M_MEASURE_LINE), diff_words(row, criterion_words(row, was), criterion_words(row, now)));
	if (c->moved)
		view_maybe(row, M_MOVED_LINE, M_MOVED_WORDS, text_format(row, "Moved from place %d to %d.",
		    (int)(c->before - before->criteria) + 1, (int)(c->after - after->criteria) + 1));
}

static void
difference_fill(struct view *view, struct reader *r, const struct version *before, const struct version *v)
{
	const struct difference *d = version_difference(r, before, v);
	struct view *part;

	if (d->meaning->changed) {
		view_show(view, M_HAS_DIFF);
		diff_fill(view, d->meaning);
	} else {
		view_show(view, M_NO_DIFF);
		prose_blocks(view, M_MEANING_PART, v->meaning, &r->prose);
	}
	if (!d->criteria_count)
		return;
	view_show(view, M_HAS_CRITERIA_DIFF);
	part = view_part(view, M_CRITERIA_DIFF, TPL_CRITERIA_DIFF);
	for (size_t i = 0; i < d->criteria_count; i++)
		criterion_change_fill(view_row(part, M_CRITERION_ROW), &d->criteria[i], before, v);
}

void
wording_fill(struct view *view, struct reader *r, const struct version *before, const struct version *v)
{
	if (before) {
		difference_fill(view, r, before, v);
		return;
	}
	view_show(view, M_NO_DIFF);
	prose_blocks(view, M_MEANING_PART, v->meaning, &r->prose);
	criteria_fill(view, r, v);
}

static const char *
acts_words(const void *ctx, int64_t acts)
{
	static const char *const labels[] = { "return a lead", "disqualify it", "recycle it", "close it as lost" };
	const char *words[ACT_LOST + 2];
	size_t count = 0;

	for (int i = 0; i <= ACT_LOST; i++)
		if (acts & (1 << i))
			words[count++] = labels[i];
	words[count] = NULL;
	return text_join(ctx, words, ", ");
}

static const char *
number_words(const void *ctx, const char *format, int64_t number)
{
	return number ? text_replace(ctx, format, "#", text_format(ctx, "%ld", (long)number)) : "";
}

const struct fact *
version_facts(const void *ctx, const struct version *v)
{
	const char *review = v->review_due ? v->review_due : v->review_by;
	const struct fact facts[] = {
		{ "Path", v->stage_path < 0 ? "" : v->stage_path == PATH_LEAD ? "Leads" : "Deals" },
		{ "Place on the path", number_words(ctx, "#", v->stage_position) },
		{ "Owner team", v->stage_owner < 0 ? "" : team_label(v->stage_owner) },
		{ "Longest stay", number_words(ctx, v->stage_longest_days == 1 ? "# day" : "# days", v->stage_longest_days) },
		{ "What is measured", v->metric_measure ? v->metric_measure : "" },
		{ "Counts by", v->metric_counts_by ? v->metric_counts_by : "" },
		{ "A deal is closed when", v->metric_closed_event ? v->metric_closed_event : "" },
		{ "Reasons left out", lines_words(ctx, v->metric_exclude_reasons) },
		{ "A reason to", acts_words(ctx, v->reason_acts) },
		{ "Look at again by", day_words_of(ctx, review) },
		{ NULL, NULL }
	};

	return memory_need(talloc_memdup(ctx, facts, sizeof facts));
}

static void
fact_fill(struct view *part, const char *name, const char *before, const char *words)
{
	struct view *row = view_row(part, M_FACT_ROW);

	view_text(row, M_FACT_NAME, name);
	view_text(row, M_FACT_WORDS, *words ? sentence_case(row, words) : "Not given");
	if (before)
		view_maybe(row, M_HAS_BEFORE, M_FACT_BEFORE, *before ? sentence_case(row, before) : "Not given");
	else
		view_show(row, M_NO_BEFORE);
}

void
facts_fill(struct view *view, struct reader *r, const struct version *before, const struct version *v)
{
	const struct fact *now = version_facts(r, v), *then = before ? version_facts(r, before) : now;
	bool starts = v->in_force_from && v->status != STATUS_IN_FORCE && v->status != STATUS_SUPERSEDED;
	struct view *part = NULL;

	for (size_t i = 0; now[i].name; i++) {
		bool differs = strcmp(now[i].words, then[i].words) != 0;

		if (before ? !differs : !*now[i].words)
			continue;
		if (!part)
			part = view_part(view, M_FACT_LIST, TPL_FACT_LIST);
		fact_fill(part, now[i].name, differs ? then[i].words : NULL, now[i].words);
	}
	if (starts && !part)
		part = view_part(view, M_FACT_LIST, TPL_FACT_LIST);
	if (starts)
		fact_fill(part, "In force from", NULL, day_words_of(r, v->in_force_from));
	view_show_if(view, M_HAS_FACTS, part != NULL);
}

void
person_fill(struct view *view, enum marker at, const char *name, int team)
{
	struct view *part = view_part(view, at, TPL_PERSON_MARK);

	view_text(part, M_PERSON_NAME, name);
	team_fill(part, team);
	if (team >= 0)
		view_maybe(part, M_HAS_TEAM, M_PERSON_TEAM, team_label(team));
}

const char *
clash_labels(const void *ctx, const struct clash_row *rows)
{
	struct buffer *labels = buffer_new(ctx);
	size_t differ = 0, told = 0;

	for (const struct clash_row *c = rows; c->label; c++)
		differ += !text_equal(c->theirs, c->yours);
	for (const struct clash_row *c = rows; c->label; c++) {
		if (text_equal(c->theirs, c->yours))
			continue;
		told++;
		buffer_format(labels, "%s%s", told == 1 ? "" : told == differ ? " and " : ", ", c->label);
	}
	return buffer_take(ctx, labels);
}

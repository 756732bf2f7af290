/* The canonical text of a version, and its SHA-256: what a signature is given to. */
#include "base/canonical.h"
#include "glossary/rules.h"

/*
 * concord-term-version 1
 * slug name kind number meaning review_by in_force_from
 * stage_path stage_position stage_owner stage_longest_days
 * metric_measure metric_counts_by metric_closed_event metric_exclude_reasons reason_acts
 * criteria (their count), then for each in order: code label kind bound_min bound_max choices level evidence
 *
 * Each on a line of its own as base/canonical.h says. Codes are the words of the database, reason_acts the bits in decimal,
 * evidence 0 or 1.
 */
static void
add_criterion(struct buffer *text, const struct criterion *c)
{
	canonical_text(text, "code", c->code);
	canonical_text(text, "label", c->label);
	canonical_code(text, "kind", criterion_kind_names, c->kind);
	canonical_text(text, "bound_min", c->bound_min);
	canonical_text(text, "bound_max", c->bound_max);
	canonical_text(text, "choices", c->choices);
	canonical_code(text, "level", criterion_level_names, c->level);
	canonical_text(text, "evidence", c->evidence ? "1" : "0");
}

const char *
version_canonical(const void *ctx, const struct term *term, const struct version *v)
{
	struct buffer *text = buffer_new(ctx);

	buffer_text(text, "concord-term-version 1\n");
	canonical_text(text, "slug", term->slug);
	canonical_text(text, "name", term->name);
	canonical_code(text, "kind", term_kind_names, term->kind);
	canonical_number(text, "number", v->number);
	canonical_text(text, "meaning", v->meaning);
	canonical_text(text, "review_by", v->review_by);
	canonical_text(text, "in_force_from", v->in_force_from);
	canonical_code(text, "stage_path", stage_path_names, v->stage_path);
	canonical_number(text, "stage_position", v->stage_position);
	canonical_code(text, "stage_owner", team_names, v->stage_owner);
	canonical_number(text, "stage_longest_days", v->stage_longest_days);
	canonical_text(text, "metric_measure", v->metric_measure);
	canonical_text(text, "metric_counts_by", v->metric_counts_by);
	canonical_text(text, "metric_closed_event", v->metric_closed_event);
	canonical_text(text, "metric_exclude_reasons", v->metric_exclude_reasons);
	canonical_number(text, "reason_acts", v->reason_acts);
	canonical_number(text, "criteria", (int64_t)v->criteria_count);
	for (size_t i = 0; i < v->criteria_count; i++)
		add_criterion(text, &v->criteria[i]);
	return buffer_take(ctx, text);
}

const char *
version_digest(const void *ctx, const struct term *term, const struct version *version)
{
	return canonical_digest(ctx, version_canonical(ctx, term, version));
}

/* The canonical text of a version, and its SHA-256: what a signature is given to. */
#include "base/text.h"
#include "glossary/rules.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>

/*
 * concord-term-version 1
 * slug name kind number meaning review_by in_force_from
 * stage_path stage_position stage_owner stage_longest_days
 * metric_measure metric_counts_by metric_closed_event metric_exclude_reasons reason_acts
 * criteria (their count), then for each in order: code label kind bound_min bound_max choices level evidence
 *
 * Each on a line of its own as "name length:value", the length in bytes; what is not given has the length 0. Codes are
 * the words of the database, numbers are decimal, reason_acts the bits in decimal, evidence 0 or 1.
 */
static void
add(struct buffer *text, const char *name, const char *value)
{
	buffer_format(text, "%s %zu:", name, value ? strlen(value) : 0);
	buffer_text(text, value ? value : "");
	buffer_byte(text, '\n');
}

static void
add_code(struct buffer *text, const char *name, const char *const *names, int code)
{
	add(text, name, code < 0 ? NULL : names[code]);
}

static void
add_number(struct buffer *text, const char *name, int64_t number)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%lld", (long long)number);
	add(text, name, number ? digits : NULL);
}

static void
add_criterion(struct buffer *text, const struct criterion *c)
{
	add(text, "code", c->code);
	add(text, "label", c->label);
	add_code(text, "kind", criterion_kind_names, c->kind);
	add(text, "bound_min", c->bound_min);
	add(text, "bound_max", c->bound_max);
	add(text, "choices", c->choices);
	add_code(text, "level", criterion_level_names, c->level);
	add(text, "evidence", c->evidence ? "1" : "0");
}

const char *
version_canonical(const void *ctx, const struct term *term, const struct version *v)
{
	struct buffer *text = buffer_new(ctx);

	buffer_text(text, "concord-term-version 1\n");
	add(text, "slug", term->slug);
	add(text, "name", term->name);
	add_code(text, "kind", term_kind_names, term->kind);
	add_number(text, "number", v->number);
	add(text, "meaning", v->meaning);
	add(text, "review_by", v->review_by);
	add(text, "in_force_from", v->in_force_from);
	add_code(text, "stage_path", stage_path_names, v->stage_path);
	add_number(text, "stage_position", v->stage_position);
	add_code(text, "stage_owner", team_names, v->stage_owner);
	add_number(text, "stage_longest_days", v->stage_longest_days);
	add(text, "metric_measure", v->metric_measure);
	add(text, "metric_counts_by", v->metric_counts_by);
	add(text, "metric_closed_event", v->metric_closed_event);
	add(text, "metric_exclude_reasons", v->metric_exclude_reasons);
	add_number(text, "reason_acts", v->reason_acts);
	add_number(text, "criteria", (int64_t)v->criteria_count);
	for (size_t i = 0; i < v->criteria_count; i++)
		add_criterion(text, &v->criteria[i]);
	return buffer_take(ctx, text);
}

const char *
version_digest(const void *ctx, const struct term *term, const struct version *version)
{
	const char *text = version_canonical(ctx, term, version);
	unsigned char hash[crypto_hash_sha256_BYTES];
	char *hex = memory_need(talloc_size(ctx, 2 * sizeof hash + 1));

	crypto_hash_sha256(hash, (const unsigned char *)text, strlen(text));
	return sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash);
}

/* The canonical text of an agreement, and its SHA-256: what a signature is given to. */
#include "base/canonical.h"
#include "sla/rules_agreement.h"

/*
 * concord-agreement 1
 * number text valid_from calendar gate pause_reasons pause_most_minutes backdate_days warn_at
 * promises (their count), then for each in order: kind party definition quantity pace percent open_minutes business_days
 * attempts days within_days scope_kind scope_code scope_value measured
 *
 * Each on a line of its own as base/canonical.h says. The calendar is its name, gate and definitions are slugs, codes are the
 * words of the database.
 */
static void
add_promise(struct buffer *text, const struct promise *p)
{
	canonical_code(text, "kind", promise_kind_names, p->kind);
	canonical_code(text, "party", party_names, p->party);
	canonical_text(text, "definition", p->definition_slug);
	canonical_number(text, "quantity", p->quantity);
	canonical_code(text, "pace", promise_pace_names, p->pace);
	canonical_number(text, "percent", p->percent);
	canonical_number(text, "open_minutes", p->open_minutes);
	canonical_number(text, "business_days", p->business_days);
	canonical_number(text, "attempts", p->attempts);
	canonical_number(text, "days", p->days);
	canonical_number(text, "within_days", p->within_days);
	canonical_code(text, "scope_kind", promise_scope_names, p->scope_kind);
	canonical_text(text, "scope_code", p->scope_code);
	canonical_text(text, "scope_value", p->scope_value);
	canonical_code(text, "measured", promise_measure_names, p->measured);
}

const char *
agreement_canonical(const void *ctx, const struct agreement *a)
{
	struct buffer *text = buffer_new(ctx);

	buffer_text(text, "concord-agreement 1\n");
	canonical_number(text, "number", a->number);
	canonical_text(text, "text", a->text);
	canonical_text(text, "valid_from", a->valid_from);
	canonical_text(text, "calendar", a->calendar_name);
	canonical_text(text, "gate", a->gate_slug);
	canonical_text(text, "pause_reasons", a->pause_reasons);
	canonical_number(text, "pause_most_minutes", a->pause_most_minutes);
	canonical_number(text, "backdate_days", a->backdate_days);
	canonical_text(text, "warn_at", a->warn_at);
	canonical_number(text, "promises", (int64_t)a->promise_count);
	for (size_t i = 0; i < a->promise_count; i++)
		add_promise(text, &a->promises[i]);
	return buffer_take(ctx, text);
}

const char *
agreement_digest(const void *ctx, const struct agreement *agreement)
{
	return canonical_digest(ctx, agreement_canonical(ctx, agreement));
}

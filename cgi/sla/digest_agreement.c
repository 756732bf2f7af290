/* The canonical text of an agreement, and its SHA-256: what a signature is given to. */
#include "base/text.h"
#include "sla/rules_agreement.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>

/*
 * concord-agreement 1
 * number text valid_from calendar gate pause_reasons pause_most_minutes backdate_days warn_at
 * promises (their count), then for each in order: kind party definition quantity pace percent open_minutes business_days
 * attempts days within_days scope_kind scope_code scope_value measured
 *
 * Each on a line of its own as "name length:value", the length in bytes; what is not given has the length 0. The calendar
 * is its name, gate and definitions are slugs, codes are the words of the database, numbers are decimal.
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
add_promise(struct buffer *text, const struct promise *p)
{
	add_code(text, "kind", promise_kind_names, p->kind);
	add_code(text, "party", party_names, p->party);
	add(text, "definition", p->definition_slug);
	add_number(text, "quantity", p->quantity);
	add_code(text, "pace", promise_pace_names, p->pace);
	add_number(text, "percent", p->percent);
	add_number(text, "open_minutes", p->open_minutes);
	add_number(text, "business_days", p->business_days);
	add_number(text, "attempts", p->attempts);
	add_number(text, "days", p->days);
	add_number(text, "within_days", p->within_days);
	add_code(text, "scope_kind", promise_scope_names, p->scope_kind);
	add(text, "scope_code", p->scope_code);
	add(text, "scope_value", p->scope_value);
	add_code(text, "measured", promise_measure_names, p->measured);
}

const char *
agreement_canonical(const void *ctx, const struct agreement *a)
{
	struct buffer *text = buffer_new(ctx);

	buffer_text(text, "concord-agreement 1\n");
	add_number(text, "number", a->number);
	add(text, "text", a->text);
	add(text, "valid_from", a->valid_from);
	add(text, "calendar", a->calendar_name);
	add(text, "gate", a->gate_slug);
	add(text, "pause_reasons", a->pause_reasons);
	add_number(text, "pause_most_minutes", a->pause_most_minutes);
	add_number(text, "backdate_days", a->backdate_days);
	add(text, "warn_at", a->warn_at);
	add_number(text, "promises", (int64_t)a->promise_count);
	for (size_t i = 0; i < a->promise_count; i++)
		add_promise(text, &a->promises[i]);
	return buffer_take(ctx, text);
}

const char *
agreement_digest(const void *ctx, const struct agreement *agreement)
{
	const char *text = agreement_canonical(ctx, agreement);
	unsigned char hash[crypto_hash_sha256_BYTES];
	char *hex = memory_need(talloc_size(ctx, 2 * sizeof hash + 1));

	crypto_hash_sha256(hash, (const unsigned char *)text, strlen(text));
	return sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash);
}

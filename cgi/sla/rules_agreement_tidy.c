/* Brings the words of an agreement into their stored shape, and tells whether two of them say the same. */
#include "sla/rules_agreement.h"

#include "base/text.h"
#include "base/utf8.h"

#include <string.h>
#include <talloc.h>

static const char *
tidy_text(const void *ctx, const char *text)
{
	const char *s = text ? text : "";

	return text_trim(ctx, utf8_lines(ctx, s, strlen(s), NULL));
}

/* One line as it is seen; NULL when it says nothing. */
static const char *
tidy_line(const void *ctx, const char *text)
{
	return text_blank(text) ? NULL : text_squeeze(ctx, utf8_visible(ctx, text));
}

/* Each line once. */
static const char *
tidy_lines(const void *ctx, const char *lines)
{
	size_t count, kept = 0;
	char **items = lines_read(ctx, lines, &count);

	for (size_t i = 0; i < count; i++) {
		char *item = text_squeeze(ctx, utf8_visible(ctx, items[i]));
		bool known = !*item;

		for (size_t k = 0; k < kept && !known; k++)
			known = text_equal_fold(items[k], item);
		if (!known)
			items[kept++] = item;
	}
	items[kept] = NULL;
	return text_join(ctx, (const char *const *)items, "\n");
}

static void
tidy_promises(const void *ctx, struct agreement *a)
{
	struct promise *tidy = memory_need(talloc_zero_array(ctx, struct promise, a->promise_count + 1));

	for (size_t i = 0; i < a->promise_count; i++) {
		struct promise *p = &tidy[i];

		*p = a->promises[i];
		if (p->party < 0)
			p->party = promise_kind_party(p->kind);
		if (p->kind == PROMISE_VOLUME && p->pace < 0)
			p->pace = PACE_EVEN;
		p->scope_code = tidy_line(ctx, p->scope_code);
		p->scope_value = tidy_line(ctx, p->scope_value);
		if (p->measured < 0)
			p->measured = MEASURED_OWN;
	}
	a->promises = tidy;
}

void
agreement_tidy(const void *ctx, struct agreement *a)
{
	const char *warn_at = a->warn_at ? text_replace(ctx, text_replace(ctx, a->warn_at, ",", " "), "%", " ") : "";

	a->text = tidy_text(ctx, a->text);
	a->change_note = text_squeeze(ctx, a->change_note ? a->change_note : "");
	a->valid_from = text_blank(a->valid_from) ? NULL : text_trim(ctx, a->valid_from);
	a->pause_reasons = tidy_lines(ctx, a->pause_reasons);
	a->warn_at = text_squeeze(ctx, warn_at);
	tidy_promises(ctx, a);
}

bool
agreement_same_words(const struct agreement *a, const struct agreement *b)
{
	if (!text_equal(a->text, b->text) || a->calendar_id != b->calendar_id || a->gate_id != b->gate_id
	    || !text_equal(a->pause_reasons, b->pause_reasons) || a->pause_most_minutes != b->pause_most_minutes
	    || a->backdate_days != b->backdate_days || !text_equal(a->warn_at, b->warn_at)
	    || a->promise_count != b->promise_count)
		return false;
	for (size_t i = 0; i < a->promise_count; i++)
		if (!promise_same(&a->promises[i], &b->promises[i]))
			return false;
	return true;
}

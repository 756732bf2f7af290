/* A promise in the field's words, and which promise of one version goes on in another. */
#include "sla/rules_agreement.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>
#include <talloc.h>

const char *
working_time(const void *ctx, int64_t minutes)
{
	int64_t hours = minutes / 60, rest = minutes % 60;

	if (!hours)
		return text_format(ctx, "%lld working minute%s", (long long)rest, rest == 1 ? "" : "s");
	if (!rest)
		return text_format(ctx, "%lld working hour%s", (long long)hours, hours == 1 ? "" : "s");
	return text_format(ctx, "%lld working hour%s %lld minute%s", (long long)hours, hours == 1 ? "" : "s", (long long)rest,
	    rest == 1 ? "" : "s");
}

static const char *
working_days(const void *ctx, int64_t days)
{
	return text_format(ctx, "%lld working day%s", (long long)days, days == 1 ? "" : "s");
}

static bool
ends_in_any(const char *word, const char *const ends[])
{
	for (size_t i = 0; ends[i]; i++)
		if (text_ends(word, ends[i]))
			return true;
	return false;
}

/* More than one of it, in English: lead, leads; company, companies; business, businesses. A plural stays. */
static const char *
plural(const void *ctx, const char *name)
{
	static const char *const hissing[] = { "ss", "x", "z", "ch", "sh", NULL };
	static const char *const vowel_y[] = { "ay", "ey", "oy", "uy", NULL };
	size_t length = strlen(name);

	if (!length || !isalnum((unsigned char)name[length - 1]))
		return name;
	if (ends_in_any(name, hissing))
		return text_format(ctx, "%ses", name);
	if (name[length - 1] == 's')
		return name;
	if (name[length - 1] == 'y' && !ends_in_any(name, vowel_y))
		return text_format(ctx, "%.*sies", (int)length - 1, name);
	return text_format(ctx, "%ss", name);
}

/* A term's name within a sentence: its capital goes, unless it is an abbreviation or a name ("MQL", "B2B lead"). */
static const char *
within_sentence(const void *ctx, const char *name)
{
	char *words = text_copy(ctx, name);

	if (isupper((unsigned char)words[0]) && (islower((unsigned char)words[1]) || !words[1]))
		words[0] = (char)tolower((unsigned char)words[0]);
	return words;
}

static const char *
scope_words(const void *ctx, const struct promise *p)
{
	const char *value = p->scope_value ? p->scope_value : "";

	switch (p->scope_kind) {
	case SCOPE_SOURCE:
		return text_format(ctx, " from %s", value);
	case SCOPE_PERSONA:
		return text_format(ctx, " of the persona %s", p->scope_name ? p->scope_name : value);
	case SCOPE_CRITERION:
		return text_format(ctx, " with “%s” as “%s”", value, p->scope_name ? p->scope_name : p->scope_code ? p->scope_code : "");
	}
	return "";
}

/* "95 % of leads from Webinar", "all leads from Webinar"; `noun` takes the place of "leads". */
static const char *
share(const void *ctx, const struct promise *p, const char *noun)
{
	const char *those = text_format(ctx, "%s%s", noun, scope_words(ctx, p));

	return p->percent == 100 ? text_format(ctx, "all %s", those) : text_format(ctx, "%lld %% of %s", (long long)p->percent, those);
}

const char *
promise_counted(const void *ctx, const struct promise *p)
{
	const char *name;

	if (p->kind != PROMISE_VOLUME || !p->definition_name)
		return NULL;
	name = within_sentence(ctx, p->definition_name);
	return p->quantity == 1 ? name : plural(ctx, name);
}

static const char *
volume_sentence(const void *ctx, const struct promise *p)
{
	const char *counted = promise_counted(ctx, p);

	return text_format(ctx, "%lld %s%s handed over each month, %s.", (long long)p->quantity, counted ? counted : "leads",
	    scope_words(ctx, p),
	    p->pace == PACE_OPEN ? "at any time of the month" : "at an even pace");
}

static const char *
quality_sentence(const void *ctx, const struct promise *p)
{
	char *sentence = text_format(ctx, "%s accepted by Sales.", share(ctx, p, "decided leads"));

	sentence[0] = (char)toupper((unsigned char)sentence[0]);
	return sentence;
}

const char *
promise_sentence(const void *ctx, const struct promise *p)
{
	switch (p->kind) {
	case PROMISE_VOLUME:
		return volume_sentence(ctx, p);
	case PROMISE_QUALITY:
		return quality_sentence(ctx, p);
	case PROMISE_CONTEXT:
		return text_format(ctx, "Every must known, with its evidence, for %s.", share(ctx, p, "leads"));
	case PROMISE_HANDOVER:
		return text_format(ctx, "Handed over within %s of the lead’s conversion, for %s.", working_time(ctx, p->open_minutes),
		    share(ctx, p, "leads"));
	case PROMISE_ANSWER:
		return text_format(ctx, "A return answered within %s, for %s.", working_days(ctx, p->business_days),
		    share(ctx, p, "returned leads"));
	case PROMISE_DECISION:
		return text_format(ctx, "Accepted or returned within %s of handoff, for %s.", working_time(ctx, p->open_minutes),
		    share(ctx, p, "leads"));
	case PROMISE_FIRST_ATTEMPT:
		return text_format(ctx, "First attempt within %s of handoff, for %s.", working_time(ctx, p->open_minutes),
		    share(ctx, p, "leads"));
	case PROMISE_ATTEMPTS:
		return text_format(ctx, "At least %lld attempt%s on %lld different working day%s within %s, for %s.",
		    (long long)p->attempts, p->attempts == 1 ? "" : "s", (long long)p->days, p->days == 1 ? "" : "s",
		    working_days(ctx, p->within_days), share(ctx, p, "leads"));
	case PROMISE_WORKED:
		return text_format(ctx, "At least one attempt within %s of handoff, for %s.", working_days(ctx, p->within_days),
		    share(ctx, p, "leads"));
	case PROMISE_FEEDBACK:
		return text_format(ctx, "Feedback given on %s.", share(ctx, p, "sampled leads"));
	case PROMISE_MEETING:
		return "The monthly meeting held.";
	}
	return "";
}

static bool
same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

bool
promise_alike(const struct promise *a, const struct promise *b)
{
	return a->kind == b->kind && a->party == b->party && a->definition_id == b->definition_id && a->scope_kind == b->scope_kind
	    && same_text(a->scope_code, b->scope_code)
	    && text_equal_fold(a->scope_value ? a->scope_value : "", b->scope_value ? b->scope_value : "");
}

bool
promise_same(const struct promise *a, const struct promise *b)
{
	return promise_alike(a, b) && same_text(a->scope_value, b->scope_value) && a->quantity == b->quantity && a->pace == b->pace
	    && a->percent == b->percent && a->open_minutes == b->open_minutes && a->business_days == b->business_days
	    && a->attempts == b->attempts && a->days == b->days && a->within_days == b->within_days && a->measured == b->measured;
}

/* The promise of a line, or NULL. */
static const struct promise *
on_line(const struct promise *promises, size_t count, int64_t line_id)
{
	for (size_t i = 0; line_id && i < count; i++)
		if (promises[i].line_id == line_id)
			return &promises[i];
	return NULL;
}

void
promises_continue(struct promise *promises, size_t count, const struct promise *before, size_t before_count)
{
	for (size_t i = 0; i < count; i++) {
		const struct promise *was = on_line(before, before_count, promises[i].line_id);

		if (!was || was->kind != promises[i].kind || was->party != promises[i].party
		    || on_line(promises, i, promises[i].line_id))
			promises[i].line_id = 0;
	}
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; !promises[i].line_id && k < before_count; k++)
			if (promise_alike(&promises[i], &before[k]) && !on_line(promises, count, before[k].line_id))
				promises[i].line_id = before[k].line_id;
}

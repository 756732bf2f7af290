/* Puts the sample's names and words together. Addresses are of example domains (RFC 2606), telephones of ranges that Ofcom keeps for drama. */
#include "command/sample_words.h"

#include "base/text.h"

#include <string.h>
#include <talloc.h>

static const json_t *
list_of(const json_t *object, const char *name)
{
	return json_object_get(object, name ? name : "");
}

const char *
words_one(const json_t *list, size_t n)
{
	size_t count = json_array_size(list);
	const char *text = count ? json_string_value(json_array_get(list, n % count)) : NULL;

	return text ? text : "";
}

/* No two of the first few hundred have the same. */
static const char *
person_name(const void *ctx, const json_t *words, size_t n)
{
	const json_t *given = list_of(words, "given"), *family = list_of(words, "family");

	return text_format(ctx, "%s %s", words_one(given, n), words_one(family, n * 11 + n / json_array_size(given)));
}

static const char *
company_name(const void *ctx, const json_t *words, size_t n)
{
	const json_t *first = list_of(words, "company"), *trade = list_of(words, "trade");

	return text_format(ctx, "%s %s", words_one(first, n), words_one(trade, n * 7 + n / json_array_size(first) * 5));
}

static const char *
phone_of(const void *ctx, const json_t *words, size_t n)
{
	return text_format(ctx, "+44 %s%03zu", words_one(list_of(words, "phones"), n), n * 37 % 1000);
}

/* Two in three run the daily work; the others are nobody's persona. */
static const char *
persona_of(const struct prospect *p)
{
	return p->number % 3 == 2 ? "" : "Head of operations";
}

static const struct touch *
touch_of(const void *ctx, const struct prospect *p, const json_t *source, const char *campaign, int64_t at)
{
	struct touch *touch = memory_need(talloc_zero(ctx, struct touch));
	const char *medium = json_string_value(json_object_get(source, "medium"));

	*touch = (struct touch){ .source = text_slug(ctx, source_names[p->source]), .medium = medium, .campaign = *campaign ? text_slug(ctx, campaign) : NULL,
	    .landing_page = p->question == ASKED_PRICE ? "/pricing" : p->question == CAME_TO_WEBINAR ? "/webinar" : "/contact", .at = at };
	return touch;
}

static int
origin_of(const struct prospect *p)
{
	return p->source == FROM_PARTNER ? ORIGIN_PARTNER : p->source == FROM_CUSTOMER ? ORIGIN_CUSTOMER : ORIGIN_MARKETING;
}

struct lead
words_lead(const void *ctx, const json_t *words, const struct prospect *p)
{
	struct lead lead = LEAD_BLANK;
	const json_t *source = json_object_get(list_of(words, "sources"), source_names[p->source]);
	const char *company = company_name(ctx, words, p->company), *domain = text_format(ctx, "%s.example", text_slug(ctx, company));

	lead.name = person_name(ctx, words, p->number);
	lead.company = company;
	lead.job = words_one(list_of(list_of(words, "jobs"), persona_of(p)), p->number / 3);
	lead.email = text_format(ctx, "%s@%s", text_replace(ctx, text_slug(ctx, lead.name), "-", "."), domain);
	lead.phone = phone_of(ctx, words, p->number);
	lead.website = text_format(ctx, "https://www.%s", domain);
	lead.origin = origin_of(p);
	lead.source = source_names[p->source];
	lead.campaign = words_one(list_of(source, "campaigns"), p->number);
	lead.theme = p->number % 4 ? "" : words_one(list_of(words, "themes"), p->number / 4);
	lead.persona = persona_of(p);
	lead.converted_at = p->converted_at;
	if (lead.origin == ORIGIN_MARKETING) {
		lead.first_touch = touch_of(ctx, p, source, lead.campaign, p->converted_at - (int64_t)(p->number % 9) * 86400);
		lead.last_touch = touch_of(ctx, p, source, lead.campaign, p->converted_at);
	}
	lead.basis = p->question == CAME_TO_WEBINAR ? "consent" : "legitimate_interest";
	return lead;
}

static struct answer
answer_one(const void *ctx, const json_t *words, const struct prospect *p, const struct criterion *c, const char *today)
{
	struct answer a = { .code = c->code, .evidence = "" };
	struct day day;

	if (strcmp(c->code, "COMPANY_SIZE") == 0)
		a.value = text_format(ctx, "%lld", (long long)p->size);
	else if (strcmp(c->code, "COUNTRY") == 0)
		a.value = p->country_unknown ? NULL : "yes";
	else if (strcmp(c->code, "BUYERS_QUESTION") == 0) {
		a.value = question_names[p->question];
		a.evidence = p->no_evidence ? "" : words_one(list_of(list_of(words, "evidence"), question_names[p->question]), p->number / 4);
	} else if (c->kind == ASKS_DATE && day_parse(today, &day))
		a.value = day_print(ctx, day_add(day, 20 + (int64_t)(p->number % 90)));
	else if (c->kind == ASKS_YES_NO)
		a.value = "yes";
	return a;
}

struct answer *
words_answers(const void *ctx, const json_t *words, const struct prospect *p, const struct version *v, const char *today, size_t *count)
{
	struct answer *list = memory_need(talloc_zero_array(ctx, struct answer, v->criteria_count + 1));

	*count = 0;
	for (size_t i = 0; i < v->criteria_count; i++)
		if (v->criteria[i].level == LEVEL_MUST || p->number % 2)
			list[(*count)++] = answer_one(ctx, words, p, &v->criteria[i], today);
	return list;
}

struct submission
words_submission(const void *ctx, const json_t *words, const struct prospect *p)
{
	const char *asked = words_one(list_of(list_of(words, "questions"), question_names[p->question]), p->number / 2);

	return (struct submission){ .lead_id = p->lead_id, .words = text_replace(ctx, asked, "{n}", text_format(ctx, "%zu", 20 + p->number * 7 % 180)),
	    .how_entered = words_one(list_of(words, "how"), p->number), .situation = words_one(list_of(words, "situation"), p->number / 3),
	    .next_step = words_one(list_of(words, "next_step"), p->number / 2) };
}

const char *
words_draft(const void *ctx, const struct prospect *p)
{
	return text_format(ctx, "answer_COMPANY_SIZE=%lld&answer_COUNTRY=yes", (long long)p->size);
}

/* 5 and 4 for what became something, less for the rest; a word at the ends. */
static void
feedback_give(const json_t *words, const struct deed *d, struct handoff_input *in)
{
	static const int64_t marks[] = { 4, 3, 2, 3, 1, 3, 2 };
	size_t n = d->prospect->number;

	in->quality = d->detail == OUTCOME_QUALIFIED ? 4 + (int64_t)(n % 2) : marks[n % 7];
	in->feedback_words = words_one(list_of(list_of(words, "feedback"), in->quality == 5 ? "5" : in->quality == 1 ? "1" : ""), n / 2);
}

/* A return by a criterion that fails, or by a reason. */
static void
return_say(const void *ctx, const json_t *words, const struct prospect *p, struct handoff_input *in)
{
	const char **cited = memory_need(talloc_zero_array(ctx, const char *, 2));

	in->text = words_one(list_of(list_of(words, "found"), p->fails), p->number / 2);
	if (text_is_slug(p->fails))
		in->reason = p->fails;
	else {
		cited[0] = p->fails;
		in->cited = cited;
	}
}

struct handoff_input
words_input(const void *ctx, const json_t *words, const struct deed *d, bool feedback)
{
	static const struct { int move; const char *list; } said[] = {
		{ MOVE_QUESTION, "ask" }, { MOVE_INFORM, "inform" }, { MOVE_AGREE, "agree" }, { MOVE_RESUBMIT, "resubmit" }, { MOVE_APPEAL, "appeal" },
		{ MOVE_SETTLEMENT, "settle" }, { MOVE_WITHDRAWAL, "withdraw" },
	};
	struct handoff_input in = HANDOFF_INPUT_BLANK;
	size_t n = d->prospect->number;

	in.move = d->what;
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (said[i].move == d->what)
			in.text = words_one(list_of(words, said[i].list), n);
	if (d->what == MOVE_RETURN)
		return_say(ctx, words, d->prospect, &in);
	else if (d->what == MOVE_ATTEMPT) {
		in.result = d->detail;
		in.text = words_one(list_of(list_of(words, "notes"), attempt_result_names[d->detail]), n + d->order);
	} else if (d->what == MOVE_OUTCOME || d->what == MOVE_SETTLEMENT)
		in.detail = d->detail;
	if (d->what == MOVE_OUTCOME) {
		in.reason = d->reason;
		in.return_on = d->detail == OUTCOME_RECYCLED ? day_print(ctx, d->back_on) : NULL;
		in.text = words_one(list_of(list_of(words, "ends"), outcome_names[d->detail]), n);
		if (feedback)
			feedback_give(words, d, &in);
	}
	return in;
}

void
words_sql(const void *ctx, const json_t *words, const struct version *v, struct handoff_input *in, const char *today, size_t n)
{
	struct day day;

	in->answers = memory_need(talloc_zero_array(ctx, struct answer, v->criteria_count + 1));
	for (size_t i = 0; i < v->criteria_count; i++) {
		const struct criterion *c = &v->criteria[i];
		struct answer *a = &in->answers[in->answer_count++];

		*a = (struct answer){ .code = c->code, .value = "yes", .evidence = "" };
		if (c->kind == ASKS_TEXT) {
			a->value = words_one(list_of(words, "needs"), n);
			a->evidence = "Said so on the telephone";
		} else if (c->kind == ASKS_DATE && day_parse(today, &day))
			a->value = day_print(ctx, day_add(day, 30 + (int64_t)(n % 60)));
	}
}

/* A draft tried on what came before. */
#include "leads/rules_replay.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

const char *const replay_over_names[] = { "handoffs", "imported", "claimed", NULL };
const char *const replay_result_names[] = { "passed", "failed", "unknown", NULL };
const char *const replay_show_names[] = {
	"customers", "failed", "unknown", "passed", "newly_refused", "newly_passed", "won", "won_unknown", "was_passed", "was_failed", "was_unknown",
	"fails", "not_known", "meets", NULL
};

static void
side_begin(struct replay *replay, struct replay_side *side, const struct version *version)
{
	size_t cells = version ? version->criteria_count : 0;

	side->version = version;
	side->verdicts = memory_need(talloc_size(replay, replay->count * cells + 1));
	memset(side->verdicts, VERDICT_UNKNOWN, replay->count * cells + 1);
	side->of_rows = memory_need(talloc_zero_size(replay, replay->count + 1));
	side->criteria = memory_need(talloc_zero_array(replay, struct replay_criterion, cells + 1));
}

struct replay *
replay_new(const void *ctx, const struct version *draft, const struct version *in_force, const struct replay_row *rows, size_t count)
{
	struct replay *replay = memory_need(talloc_zero(ctx, struct replay));

	replay->rows = rows;
	replay->count = count;
	side_begin(replay, &replay->draft, draft);
	side_begin(replay, &replay->in_force, in_force);
	for (size_t i = 0; i < draft->criteria_count; i++)
		if (draft->criteria[i].kind == ASKS_NUMBER)
			replay->draft.criteria[i].numbers = memory_need(talloc_array(replay, double, count + 1));
	return replay;
}

const char *
replay_codes(const void *ctx, const struct replay *replay)
{
	const struct version *v = replay->draft.version, *w = replay->in_force.version;
	struct buffer *codes = buffer_new(ctx);

	for (size_t i = 0; i < v->criteria_count; i++)
		buffer_format(codes, "%s%s", codes->length ? "," : "", v->criteria[i].code);
	for (size_t i = 0; w && i < w->criteria_count; i++)
		if (!criterion_of(v, w->criteria[i].code))
			buffer_format(codes, "%s%s", codes->length ? "," : "", w->criteria[i].code);
	return buffer_take(ctx, codes);
}

/* Whether every one of `choices` stands in `among`. */
static bool
choices_within(const char *choices, const char *among)
{
	void *scratch = talloc_new(NULL);
	size_t count, offered;
	char **each = lines_read(scratch, choices, &count), **there = lines_read(scratch, among, &offered);
	bool within = true;

	for (size_t i = 0; i < count && within; i++) {
		within = false;
		for (size_t j = 0; j < offered && !within; j++)
			within = text_equal_fold(each[i], there[j]);
	}
	talloc_free(scratch);
	return within;
}

int
replay_judge(const struct criterion *c, const struct criterion *asked, const char *value)
{
	int verdict;

	if (!asked || asked->kind != c->kind)
		return VERDICT_UNKNOWN;
	verdict = answer_judge(c, value);
	if (verdict == VERDICT_FAILS && c->kind == ASKS_CHOICE && text_equal(value, ANSWER_NONE_OF_THESE) && !choices_within(c->choices, asked->choices))
		return VERDICT_UNKNOWN;
	return verdict;
}

/* The place of a criterion in a version, from 1; 0: it has none of that code. */
static size_t
place_of(const struct version *version, const char *code)
{
	const struct criterion *c = version ? criterion_of(version, code) : NULL;

	return c ? (size_t)(c - version->criteria) + 1 : 0;
}

struct replay_asker *
replay_asker(struct replay *replay, int64_t version_id, const struct version *version)
{
	struct replay_asker *asker = memory_need(talloc_zero(replay, struct replay_asker));

	asker->version_id = version_id;
	asker->questions = memory_need(talloc_zero_array(asker, struct replay_question, (version ? version->criteria_count : 0) + 1));
	for (size_t i = 0; version && i < version->criteria_count; i++) {
		struct replay_question *q = &asker->questions[asker->count];

		*q = (struct replay_question){ .code = version->criteria[i].code, .asked = &version->criteria[i] };
		q->draft = place_of(replay->draft.version, q->code);
		q->in_force = place_of(replay->in_force.version, q->code);
		q->same = q->draft && q->in_force
		    && criterion_same(&replay->draft.version->criteria[q->draft - 1], &replay->in_force.version->criteria[q->in_force - 1]);
		asker->count += q->draft || q->in_force;
	}
	return asker;
}

static int
side_take(struct replay_side *side, size_t row, size_t place, const struct criterion *asked, const char *value, int known)
{
	struct replay_criterion *counted;
	int verdict;

	if (!place)
		return known;
	counted = &side->criteria[place - 1];
	verdict = known >= 0 ? known : replay_judge(&side->version->criteria[place - 1], asked, value);
	side->verdicts[row * side->version->criteria_count + place - 1] = (unsigned char)verdict;
	if (counted->numbers && verdict != VERDICT_UNKNOWN)
		counted->numbers[counted->number_count++] = strtod(value, NULL);
	return verdict;
}

void
replay_take(struct replay *replay, size_t row, const char *code, const char *value, const struct replay_asker *asker)
{
	for (size_t i = 0; i < asker->count; i++) {
		const struct replay_question *q = &asker->questions[i];
		int verdict;

		if (strcmp(q->code, code) != 0)
			continue;
		verdict = side_take(&replay->draft, row, q->draft, q->asked, value, GLOSSARY_NONE);
		side_take(&replay->in_force, row, q->in_force, q->asked, value, q->same ? verdict : GLOSSARY_NONE);
		return;
	}
}

int
replay_verdict(const struct replay_side *side, size_t row, size_t criterion)
{
	return side->verdicts[row * side->version->criteria_count + criterion];
}

int
replay_result(const struct replay_side *side, size_t row)
{
	return side->of_rows[row];
}

static int
result_of(const struct replay_side *side, size_t row)
{
	const struct version *v = side->version;
	int result = REPLAY_PASSED;

	for (size_t i = 0; i < v->criteria_count; i++) {
		int verdict = replay_verdict(side, row, i);

		if (v->criteria[i].level != LEVEL_MUST || verdict == VERDICT_MEETS)
			continue;
		if (verdict == VERDICT_FAILS)
			return REPLAY_FAILED;
		result = REPLAY_UNKNOWN;
	}
	return result;
}

static void
side_count(const struct replay *replay, struct replay_side *side)
{
	for (size_t row = 0; side->version && row < replay->count; row++) {
		int result = result_of(side, row);

		side->of_rows[row] = (unsigned char)result;
		side->results[result]++;
		side->won_refused += replay->rows[row].won && result == REPLAY_FAILED;
		side->won_unknown += replay->rows[row].won && result == REPLAY_UNKNOWN;
		for (size_t i = 0; i < side->version->criteria_count; i++)
			side->criteria[i].verdicts[replay_verdict(side, row, i)]++;
	}
}

void
replay_count(struct replay *replay)
{
	side_count(replay, &replay->draft);
	side_count(replay, &replay->in_force);
	for (size_t row = 0; row < replay->count; row++)
		replay->won += replay->rows[row].won;
	replay->newly_refused = replay_shown(replay, SHOW_NEWLY_REFUSED, 0);
	replay->newly_passed = replay_shown(replay, SHOW_NEWLY_PASSED, 0);
}

bool
replay_compares(int show)
{
	return show == SHOW_NEWLY_REFUSED || show == SHOW_NEWLY_PASSED || (show >= SHOW_WAS_PASSED && show <= SHOW_WAS_UNKNOWN);
}

static bool
was(const struct replay_side *before, size_t row, int result)
{
	return before->version && replay_result(before, row) == result;
}

bool
replay_shows(const struct replay *replay, size_t row, int show, size_t criterion)
{
	const struct replay_side *draft = &replay->draft, *before = &replay->in_force;

	switch (show) {
	case SHOW_CUSTOMERS:
		return replay->rows[row].won && replay_result(draft, row) == REPLAY_FAILED;
	case SHOW_FAILED:
		return replay_result(draft, row) == REPLAY_FAILED;
	case SHOW_UNKNOWN:
		return replay_result(draft, row) == REPLAY_UNKNOWN;
	case SHOW_PASSED:
		return replay_result(draft, row) == REPLAY_PASSED;
	case SHOW_NEWLY_REFUSED:
		return before->version && replay_result(draft, row) == REPLAY_FAILED && replay_result(before, row) != REPLAY_FAILED;
	case SHOW_NEWLY_PASSED:
		return before->version && replay_result(draft, row) == REPLAY_PASSED && replay_result(before, row) != REPLAY_PASSED;
	case SHOW_WON:
		return replay->rows[row].won;
	case SHOW_WON_UNKNOWN:
		return replay->rows[row].won && replay_result(draft, row) == REPLAY_UNKNOWN;
	case SHOW_WAS_PASSED:
		return was(before, row, REPLAY_PASSED);
	case SHOW_WAS_FAILED:
		return was(before, row, REPLAY_FAILED);
	case SHOW_WAS_UNKNOWN:
		return was(before, row, REPLAY_UNKNOWN);
	case SHOW_FAILS:
		return replay_verdict(draft, row, criterion) == VERDICT_FAILS;
	case SHOW_NOT_KNOWN:
		return replay_verdict(draft, row, criterion) == VERDICT_UNKNOWN;
	case SHOW_MEETS:
		return replay_verdict(draft, row, criterion) == VERDICT_MEETS;
	}
	return false;
}

int64_t
replay_shown(const struct replay *replay, int show, size_t criterion)
{
	int64_t shown = 0;

	for (size_t row = 0; row < replay->count; row++)
		shown += replay_shows(replay, row, show, criterion);
	return shown;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

const char *
replay_steps(const void *ctx, struct replay_criterion *c, const char *also)
{
	enum { STEPS = 100 };
	double steps[STEPS + 2];
	struct buffer *text = buffer_new(ctx);
	size_t count = 0, kept = 0;

	if (c->number_count)
		qsort(c->numbers, c->number_count, sizeof *c->numbers, by_size);
	for (size_t i = 0; c->number_count && i < STEPS; i++)
		steps[count++] = c->numbers[i * (c->number_count - 1) / (STEPS - 1)];
	if (also)
		steps[count++] = strtod(also, NULL);
	qsort(steps, count, sizeof *steps, by_size);
	for (size_t i = 0; i < count; i++)
		if (!i || steps[i] > steps[i - 1])
			buffer_format(text, "%s%.15g", kept++ ? " " : "", steps[i]);
	return kept > 1 ? buffer_take(ctx, text) : "";
}

const char *
replay_why(const void *ctx, const struct replay_side *side, size_t row)
{
	int result = replay_result(side, row);
	int wanted = result == REPLAY_FAILED ? VERDICT_FAILS : VERDICT_UNKNOWN;
	struct buffer *text = buffer_new(ctx);

	for (size_t i = 0; result != REPLAY_PASSED && i < side->version->criteria_count; i++)
		if (side->version->criteria[i].level == LEVEL_MUST && replay_verdict(side, row, i) == wanted)
			buffer_format(text, "%s%s", text->length ? ", " : "", side->version->criteria[i].label);
	return buffer_take(ctx, text);
}

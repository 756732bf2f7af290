/* What is wrong with the words of an agreement, a sentence for each member. */
#include "sla/rules_agreement.h"

#include "base/days.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

enum {
	TEXT_MOST = 20000, NOTE_MOST = 500, REASONS_MOST = 20, REASON_MOST = 120, PAUSE_MINUTES_MOST = 60000, BACKDATE_MOST = 30,
	WARNINGS_MOST = 5, SCOPE_MOST = 120, CODE_MOST = 40
};

/* The numbers of a promise: which bit, its limits, and what to call it. */
static const struct {
	unsigned bit;
	size_t member;
	const char *name, *words;
	int64_t most;
} numbers[] = {
	{ HAS_QUANTITY, offsetof(struct promise, quantity), "quantity", "how many leads a month", 1000000 },
	{ HAS_OPEN_MINUTES, offsetof(struct promise, open_minutes), "open_minutes", "within how much working time, in minutes", 30000 },
	{ HAS_BUSINESS_DAYS, offsetof(struct promise, business_days), "business_days", "within how many working days", 60 },
	{ HAS_ATTEMPTS, offsetof(struct promise, attempts), "attempts", "how many attempts", 30 },
	{ HAS_DAYS, offsetof(struct promise, days), "days", "on how many different working days", 30 },
	{ HAS_WITHIN_DAYS, offsetof(struct promise, within_days), "within_days", "within how many working days", 120 },
	{ HAS_PERCENT, offsetof(struct promise, percent), "percent", "for how many leads in a hundred", 100 },
};

static void
check_text(struct problems *p, const char *member, int index, const char *what, const char *text, size_t most,
    enum utf8_controls controls)
{
	if (!text)
		return;
	if (!utf8_valid_text(text, controls))
		problem_add(p, member, index, "%s holds characters that cannot be shown. Type it again.", what);
	else if (utf8_length(text) > most)
		problem_add(p, member, index, "%s must be %zu characters or fewer; it has %zu.", what, most, utf8_length(text));
}

static int64_t
number_of(const struct promise *promise, size_t member)
{
	return *(const int64_t *)(const void *)((const char *)promise + member);
}

static void
check_numbers(struct problems *p, int at, const struct promise *promise)
{
	unsigned has = promise_has(promise->kind);

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		int64_t value = number_of(promise, numbers[i].member);

		if (!(has & numbers[i].bit)) {
			if (value)
				problem_add(p, numbers[i].name, at, "A promise of this kind does not say %s: leave it out.", numbers[i].words);
		} else if (value < 1 || value > numbers[i].most)
			problem_add(p, numbers[i].name, at, "Say %s: a whole number from 1 to %lld.", numbers[i].words,
			    (long long)numbers[i].most);
	}
	if (has & HAS_DAYS && promise->days > promise->attempts && promise->attempts > 0)
		problem_add(p, "days", at, "%lld attempts cannot fall on %lld different days.", (long long)promise->attempts,
		    (long long)promise->days);
	if (has & HAS_DAYS && promise->days > promise->within_days && promise->within_days > 0)
		problem_add(p, "within_days", at, "%lld different days do not fit within %lld.", (long long)promise->days,
		    (long long)promise->within_days);
}

static bool
code_valid(const char *code)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

	return code && *code >= 'A' && *code <= 'Z' && strlen(code) <= CODE_MOST && code[strspn(code, allowed)] == '\0';
}

static void
check_scope(struct problems *p, int at, const struct promise *promise)
{
	static const char *const missing[] = { "Name the source.", "Choose the persona.", "Say which answer it is about." };

	if (promise->scope_kind < 0) {
		if (promise->scope_value || promise->scope_code)
			problem_add(p, "scope_kind", at, "Say what the promise is limited by: a source, a persona or a criterion.");
		return;
	}
	if (promise->kind == PROMISE_MEETING) {
		problem_add(p, "scope_kind", at, "The meeting is held for all leads: it cannot be limited to some.");
		return;
	}
	if (promise->scope_kind == SCOPE_CRITERION && !code_valid(promise->scope_code))
		problem_add(p, "scope_code", at, "Choose the criterion.");
	if (!promise->scope_value)
		problem_add(p, "scope_value", at, "%s", missing[promise->scope_kind]);
	else
		check_text(p, "scope_value", at, "What it is limited to", promise->scope_value, SCOPE_MOST, UTF8_LINE);
}

static void
check_promise(struct problems *p, const struct agreement *a, size_t i)
{
	const struct promise *promise = &a->promises[i];
	unsigned has = promise_has(promise->kind);
	int at = (int)i;

	if (promise->kind < 0) {
		problem_add(p, "kind", at, "Choose what is promised.");
		return;
	}
	if (promise->party != promise_kind_party(promise->kind))
		problem_add(p, "party", at, "%s is promised by %s.", promise_kind_label(promise->kind),
		    promise->kind == PROMISE_MEETING ? "both teams" : party_label(promise_kind_party(promise->kind)));
	if (has & HAS_DEFINITION && !promise->definition_id)
		problem_add(p, "definition", at, "Choose the term that is counted.");
	if (!(has & HAS_DEFINITION) && promise->definition_id)
		problem_add(p, "definition", at, "A promise of this kind counts by the gate: leave the term out.");
	if (!(has & HAS_PACE) && promise->pace >= 0)
		problem_add(p, "pace", at, "Only a volume has a pace: leave it out.");
	check_numbers(p, at, promise);
	check_scope(p, at, promise);
	for (size_t k = 0; k < i; k++)
		if (promise_alike(&a->promises[k], promise)) {
			problem_add(p, "kind", at, "Promise %zu is of the same kind and about the same leads. Keep one of them.", k + 1);
			break;
		}
}

static void
check_day(struct problems *p, const char *text, const char *today)
{
	struct day day, now;

	if (!text)
		return;
	if (!day_parse(text, &day))
		problem_add(p, "valid_from", -1, "The day it comes into force must be a day that exists, written as 2026-08-31.");
	else if (day_parse(today, &now) && day_compare(day, now) < 0)
		problem_add(p, "valid_from", -1, "The day it comes into force must be today or later.");
}

static void
check_warnings(struct problems *p, const char *warn_at)
{
	size_t count = 0;
	int64_t before = 0, percent;
	char **items = *warn_at ? text_split(p, warn_at, " ", &count) : NULL;

	for (size_t i = 0; i < count; i++) {
		if (count > WARNINGS_MOST || !text_integer(items[i], before + 1, 99, &percent)) {
			problem_add(p, "warn_at", -1,
			    "Give up to %d whole numbers from 1 to 99, each higher than the one before, such as 50 80.", WARNINGS_MOST);
			return;
		}
		before = percent;
	}
}

static void
check_pauses(struct problems *p, const struct agreement *a)
{
	size_t count;
	char **reasons = lines_read(p, a->pause_reasons, &count);

	if (count > REASONS_MOST)
		problem_add(p, "pause_reasons", -1, "Give at most %d reasons.", REASONS_MOST);
	for (size_t i = 0; i < count && i < REASONS_MOST; i++)
		check_text(p, "pause_reasons", -1, "Each reason", reasons[i], REASON_MOST, UTF8_LINE);
	if (a->pause_most_minutes < 0 || a->pause_most_minutes > PAUSE_MINUTES_MOST)
		problem_add(p, "pause_most_minutes", -1, "Give the longest pause as a whole number of minutes from 0 to %d.",
		    PAUSE_MINUTES_MOST);
	if (a->backdate_days < 0 || a->backdate_days > BACKDATE_MOST)
		problem_add(p, "backdate_days", -1, "Give a whole number of working days from 0 to %d.", BACKDATE_MOST);
}

void
agreement_problems(struct problems *p, const struct agreement *a, bool needs_note, const char *today)
{
	if (!*a->text)
		problem_add(p, "text", -1, "Write what the two teams agree on.");
	else
		check_text(p, "text", -1, "The text", a->text, TEXT_MOST, UTF8_TEXT);
	if (needs_note && !*a->change_note)
		problem_add(p, "change_note", -1, "Say what changes and why, for those who read the history.");
	check_text(p, "change_note", -1, "The change note", a->change_note, NOTE_MOST, UTF8_LINE);
	check_day(p, a->valid_from, today);
	if (!a->calendar_id)
		problem_add(p, "calendar", -1, "Choose the calendar that working time is counted by.");
	if (!a->gate_id)
		problem_add(p, "gate", -1, "Choose the term that a handoff must meet.");
	if (!a->promise_count)
		problem_add(p, "promises", -1, "Write at least one promise.");
	if (a->promise_count > PROMISES_MOST)
		problem_add(p, "promises", -1, "Write at most %d promises; a longer list is not kept.", PROMISES_MOST);
	for (size_t i = 0; i < a->promise_count && i < PROMISES_MOST; i++)
		check_promise(p, a, i);
	check_pauses(p, a);
	check_warnings(p, a->warn_at);
}

const char *
agreement_problem_pointer(const void *ctx, const struct problem *problem)
{
	static const struct { const char *member, *pointer; } promise_names[] = {
		{ "quantity", "/count" }, { "scope_kind", "/scope" }, { "scope_code", "/scope/criterion" },
		{ "scope_value", "/scope/value" }, { "", "" }
	};

	if (problem->index < 0)
		return text_format(ctx, "%s%s", *problem->member ? "/" : "", problem->member);
	for (size_t i = 0; i < sizeof promise_names / sizeof *promise_names; i++)
		if (text_equal(problem->member, promise_names[i].member))
			return text_format(ctx, "/promises/%d%s", problem->index, promise_names[i].pointer);
	return text_format(ctx, "/promises/%d/%s", problem->index, problem->member);
}

const char *
agreement_problem_sentence(const void *ctx, const struct problem *problem, size_t number)
{
	return problem->index < 0 ? problem->text : text_format(ctx, "Promise %zu: %s", number, problem->text);
}

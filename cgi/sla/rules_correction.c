/* The correction of one clock: its demands, and who may. */
#include "sla/rules_correction.h"

#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

const char *const correction_state_names[] = { "open", "confirmed", "refused", "withdrawn", NULL };

const char *
correction_state_label(int state)
{
	static const char *const labels[] = { "Waits to be confirmed", "Confirmed", "Not confirmed", "Withdrawn" };

	return labels[state];
}

void
correction_problems(struct problems *p, const struct recorded *clock, struct correction *c, int64_t now)
{
	c->words = c->words ? text_trim(p, utf8_lines(p, c->words, strlen(c->words), NULL)) : "";
	if (text_blank(c->words))
		problem_add(p, "words", -1, "Say by what the other team can see that.");
	else if (!utf8_valid_text(c->words, UTF8_TEXT))
		problem_add(p, "words", -1, "This holds characters that cannot be shown. Type it again.");
	else if (utf8_length(c->words) > CORRECTION_WORDS_MOST)
		problem_add(p, "words", -1, "This must be %d characters or fewer; it has %zu.", CORRECTION_WORDS_MOST, utf8_length(c->words));
	if (!c->happened_at && !clock->done_at)
		problem_add(p, "happened", -1, "It is not recorded as done. There is nothing to take back.");
	else if (c->happened_at > now)
		problem_add(p, "happened", -1, "This is in the future. Give the time at which it was done.");
	else if (c->happened_at && c->happened_at < clock->started_at)
		problem_add(p, "happened", -1, "This was before the clock began. Give a time after that.");
	else if (c->happened_at && c->happened_at / 60 == clock->done_at / 60)
		problem_add(p, "happened", -1, "That is what is recorded already.");
}

const char *
correction_may_answer(const struct user *user, const struct correction *c)
{
	if (user->team == TEAM_OBSERVER || user->team == c->asked_team)
		return c->asked_team == TEAM_SALES ? "Sales asked for this, so it is for a point person of Marketing."
		    : "Marketing asked for this, so it is for a point person of Sales.";
	if (!user->is_point_person && !user->is_signatory)
		return "This is for a point person or a signatory of your team. Ask one of them.";
	return NULL;
}

const char *
correction_may_withdraw(const struct user *user, const struct correction *c)
{
	return user->team == c->asked_team ? NULL : "Only the team that asked for it can withdraw it.";
}

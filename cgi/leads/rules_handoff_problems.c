/* What each act demands: the same for a page, for many at once and for the API. */
#include "leads/rules_handoff.h"

#include "base/days.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>
#include <talloc.h>

/* A text of several lines, tidied; never NULL. */
static const char *
lines_tidy(struct problems *p, const char *text)
{
	return text ? text_trim(p, utf8_lines(p, text, strlen(text), NULL)) : "";
}

static const char *
text_check(struct problems *p, const char *member, const char *what, const char *text, size_t most)
{
	const char *tidy = lines_tidy(p, text);

	if (!utf8_valid_text(tidy, UTF8_TEXT))
		problem_add(p, member, -1, "%s holds characters that cannot be shown. Type it again.", what);
	else if (utf8_length(tidy) > most)
		problem_add(p, member, -1, "%s must be %zu characters or fewer; it has %zu.", what, most, utf8_length(tidy));
	return tidy;
}

/* A text that is needed. */
static const char *
text_need(struct problems *p, const char *member, const char *what, const char *text, size_t most, const char *missing)
{
	const char *tidy = text_check(p, member, what, text, most);

	if (text_blank(tidy))
		problem_add(p, member, -1, "%s", missing);
	return tidy;
}

/* The reason that was named; false where none was. */
static bool
reason_check(struct problems *p, const struct handoff_input *in, int act, const char *what)
{
	if (text_blank(in->reason))
		return false;
	if (!in->reason_id)
		problem_add(p, "reason", -1, "“%s” is no reason both teams have in use. Choose one of the list.", text_clip(p, in->reason, 40));
	else if (!(in->reason_acts & (1 << act)))
		problem_add(p, "reason", -1, "“%s” is not a reason to %s a lead. Choose one that is.", text_clip(p, in->reason, 40), what);
	return true;
}

static void
return_check(struct problems *p, struct handoff_input *in)
{
	bool cites = in->cited && in->cited[0], reasoned = reason_check(p, in, ACT_RETURN, "return");

	for (size_t i = 0; cites && in->cited[i]; i++)
		if (!in->version || !criterion_of(in->version, in->cited[i]))
			problem_add(p, "criteria", -1, "The definition has no criterion %s. Choose those it has.", text_clip(p, in->cited[i], 40));
	if (!cites && !reasoned)
		problem_add(p, "criteria", -1, "Choose at least one criterion that is not met, or a reason for the return.");
	in->text = text_need(p, "found", "What you found", in->text, FOUND_MOST,
	    in->reason_is_other ? "Say in a sentence what the other reason is." : "Say what you found, so that Marketing can answer.");
}

static void
feedback_check(struct problems *p, struct handoff_input *in, bool needed)
{
	if (in->quality < 0 || in->quality > 5 || ((needed || !text_blank(in->feedback_words)) && !in->quality))
		problem_add(p, "feedback_quality", -1, "Choose from 1, not what we agreed, to 5, just what we agreed.");
	in->feedback_words = text_check(p, "feedback_words", "The feedback", in->feedback_words, FEEDBACK_MOST);
}

static void
return_on_check(struct problems *p, const struct handoff_input *in)
{
	struct day on, today;

	if (text_blank(in->return_on))
		problem_add(p, "return_on", -1, "Give the day on which it comes back.");
	else if (!day_parse(in->return_on, &on))
		problem_add(p, "return_on", -1, "Give a day that exists, written as 2026-08-31.");
	else if (day_parse(in->today, &today) && (day_compare(on, today) <= 0 || day_compare(on, day_add(today, 5 * 366)) > 0))
		problem_add(p, "return_on", -1, "The day on which it comes back is after today, and within five years.");
}

static void
outcome_check(struct problems *p, struct handoff_input *in)
{
	static const char *const doing[] = { "qualify", "disqualify", "recycle" };
	static const int acts[] = { 0, ACT_DISQUALIFY, ACT_RECYCLE };

	if (in->detail < OUTCOME_QUALIFIED || in->detail > OUTCOME_RECYCLED)
		problem_add(p, "result", -1, "Choose what came of it: qualified, disqualified or recycled.");
	else if (in->detail == OUTCOME_QUALIFIED)
		in->reason = NULL;
	else if (!reason_check(p, in, acts[in->detail], doing[in->detail]))
		problem_add(p, "reason", -1, "Choose the reason to %s this lead.", doing[in->detail]);
	in->text = text_check(p, "text", "The note", in->text, FOUND_MOST);
	if (in->detail > OUTCOME_QUALIFIED && in->reason_is_other && text_blank(in->text))
		problem_add(p, "text", -1, "Say in a sentence what the other reason is.");
	if (in->detail == OUTCOME_RECYCLED)
		return_on_check(p, in);
	feedback_check(p, in, false);
}

/* When an attempt or a conversation happened. */
static void
happened_check(struct problems *p, const struct handoff *h, struct handoff_input *in, int64_t now)
{
	const char *late;

	if (!in->happened_at || (in->happened_at > now && in->happened_at <= now + AHEAD_SECONDS))
		in->happened_at = now;
	if (in->happened_at > now)
		problem_add(p, "happened_at", -1, "This is in the future. Give the time at which it happened.");
	else if (in->happened_at < h->submitted_at)
		problem_add(p, "happened_at", -1, "This was before the lead was handed over%s, so it does not count here.", h->round > 1 ? " again" : "");
	else if (in->calendar && (late = attempt_gap_problem(p, in->calendar, in->happened_at, now, in->backdate_days)))
		problem_add(p, "happened_at", -1, "%s", late);
}

static void
attempt_check(struct problems *p, const struct handoff *h, struct handoff_input *in, int64_t now)
{
	if (in->result < ATTEMPT_NO_ANSWER || in->result > ATTEMPT_BOOKED)
		problem_add(p, "result", -1, "Choose what came of it: no answer, voicemail, mailed, spoke, replied or booked.");
	if (in->channel == GLOSSARY_NONE)
		in->channel = attempt_channel(in->result);
	in->text = text_check(p, "text", "The note", in->text, ANSWER_MOST);
	happened_check(p, h, in, now);
}

static void
sql_check(struct problems *p, struct handoff_input *in)
{
	if (!in->version)
		problem_add(p, "answers", -1, "No definition of SQL is in force. Agree on one in the glossary first.");
	else
		answers_check(p, in->version, in->answers, in->answer_count);
}

/* Marketing's answers that may bring new evidence. */
static void
evidence_check(struct problems *p, struct handoff_input *in, const char *missing)
{
	in->text = text_check(p, "text", "The answer", in->text, FOUND_MOST);
	if (in->version)
		answers_check_some(p, in->version, in->answers, in->answer_count);
	if (text_blank(in->text) && !in->answer_count)
		problem_add(p, "text", -1, "%s", missing);
}

/* What Marketing says, and what is said of an appeal. */
static void
answer_problems(struct problems *p, struct handoff_input *in)
{
	switch (in->move) {
	case MOVE_INFORM:
		evidence_check(p, in, "Write the answer to the question.");
		return;
	case MOVE_RESUBMIT:
		evidence_check(p, in, "Say what is new: answers, or a sentence.");
		return;
	case MOVE_APPEAL:
		in->text = text_need(p, "text", "The appeal", in->text, FOUND_MOST, "Say why this lead does meet the definition.");
		return;
	case MOVE_SETTLEMENT:
		if (in->detail < SETTLED_UPHELD || in->detail > SETTLED_OVERTURNED)
			problem_add(p, "result", -1, "Choose whether the return is upheld or overturned.");
		in->text = text_need(p, "text", "The settlement", in->text, FOUND_MOST, "Say why, so that both teams can read it later.");
		return;
	}
	in->text = text_check(p, "text", "The text", in->text, FOUND_MOST);
}

void
handoff_problems(struct problems *p, const struct handoff *h, struct handoff_input *in, int64_t now)
{
	switch (in->move) {
	case MOVE_RETURN:
		return_check(p, in);
		return;
	case MOVE_QUESTION:
		in->text = text_need(p, "text", "The question", in->text, FOUND_MOST, "Write what you want to know from Marketing.");
		return;
	case MOVE_ATTEMPT:
		attempt_check(p, h, in, now);
		return;
	case MOVE_CONVERSATION:
		in->text = text_check(p, "text", "The note", in->text, ANSWER_MOST);
		happened_check(p, h, in, now);
		return;
	case MOVE_SQL:
		sql_check(p, in);
		return;
	case MOVE_OUTCOME:
		outcome_check(p, in);
		return;
	case MOVE_FEEDBACK:
		feedback_check(p, in, true);
		return;
	case MOVE_ASSIGNMENT:
		if (in->owner_id && !in->owner_sells)
			problem_add(p, "owner", -1, "Choose somebody of Sales, or nobody.");
		return;
	}
	answer_problems(p, in);
}

void
submission_problems(struct problems *p, const struct version *version, struct submission *s)
{
	answers_check(p, version, s->answers, s->answer_count);
	s->words = text_check(p, "words", "The lead’s own words", s->words, WORDS_MOST);
	s->how_entered = text_check(p, "how_entered", "How the lead came", s->how_entered, HOW_ENTERED_MOST);
	s->situation = text_check(p, "situation", "The situation", s->situation, SITUATION_MOST);
	s->next_step = text_check(p, "next_step", "The next step", s->next_step, NEXT_STEP_MOST);
}

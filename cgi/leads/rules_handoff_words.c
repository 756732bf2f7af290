/* The words of handoffs: names, labels, and why something cannot happen. */
#include "leads/rules_handoff.h"

#include "base/days.h"
#include "base/text.h"

#include <stddef.h>

const char *const handoff_state_names[] = {
	"submitted", "info_requested", "accepted", "working", "returned", "appealed", "qualified", "disqualified", "recycled", "withdrawn", NULL
};
const char *const decision_names[] = { "accepted", "returned", NULL };
const char *const outcome_names[] = { "qualified", "disqualified", "recycled", NULL };
const char *const settlement_names[] = { "upheld", "overturned", NULL };
const char *const channel_names[] = { "call", "mail", "meeting", "message", NULL };
const char *const move_names[] = {
	"submission", "acceptance", "return", "question", "inform", "agree", "resubmit", "appeal", "settlement", "withdrawal", "attempt",
	"conversation", "sql", "outcome", "assignment", "undo", "feedback", "unanswered", NULL
};

static const char *
pick(const char *const *labels, int count, int code)
{
	return code < 0 || code >= count ? "" : labels[code];
}
#define PICK(labels, code) pick(labels, (int)(sizeof labels / sizeof *labels), code)

const char *
attempts_made(const void *ctx, int64_t wanted)
{
	return wanted == 1 ? "the one attempt that was agreed is made" : text_format(ctx, "all %lld attempts are made", (long long)wanted);
}

const char *
handoff_state_label(int state, bool is_final)
{
	static const char *const labels[] = {
		"New", "Question to Marketing", "Accepted", "In work", "Returned", "Appealed", "Qualified", "Disqualified", "Recycled", "Withdrawn"
	};

	return state == HANDOFF_RETURNED && is_final ? "Return stands" : PICK(labels, state);
}

const char *
attempt_result_label(int result)
{
	static const char *const labels[] = { "No answer", "Voicemail", "Mailed", "Spoke", "They replied", "Meeting booked" };

	return PICK(labels, result);
}

int
attempt_channel(int result)
{
	static const int channels[] = {
		[ATTEMPT_NO_ANSWER] = CHANNEL_CALL, [ATTEMPT_VOICEMAIL] = CHANNEL_CALL, [ATTEMPT_MAILED] = CHANNEL_MAIL,
		[ATTEMPT_SPOKE] = CHANNEL_CALL, [ATTEMPT_REPLIED] = CHANNEL_MAIL, [ATTEMPT_BOOKED] = CHANNEL_MEETING
	};

	return result < ATTEMPT_NO_ANSWER || result > ATTEMPT_BOOKED ? GLOSSARY_NONE : channels[result];
}

const char *
move_done(int move)
{
	static const char *const done[] = {
		"handed it over", "accepted it", "returned it", "asked Marketing a question", "answered the question", "agreed to the return",
		"handed it over again", "appealed against the return", "settled the appeal", "withdrew it", "logged an attempt",
		"logged a conversation", "answered for SQL", "set its outcome", "assigned it", "took an act back", "gave feedback",
		"did not answer the return in time"
	};

	return PICK(done, move);
}

/* What may be done in a state, after "It". */
static const char *
state_says(const struct handoff *h)
{
	static const char *const says[] = {
		"It waits for Sales to accept or return it.", "It waits for Marketing’s answer to a question.", "It is accepted.", "It is being worked on.",
		"It is returned and waits for Marketing’s answer.", "The return is appealed and waits to be settled.", "It is closed: qualified.",
		"It is closed: disqualified.", "It is closed: recycled.", "It was withdrawn."
	};

	return h->state == HANDOFF_RETURNED && h->is_final ? "It is closed: the return stands." : PICK(says, h->state);
}

/* The moves that end what the others could still do. */
static bool
stands_in_the_way(const struct handoff_event *last)
{
	return last && last->person_name && last->move != MOVE_SUBMISSION && last->move != MOVE_ASSIGNMENT && last->move != MOVE_UNDO
	    && last->move != MOVE_FEEDBACK && last->move != MOVE_SQL;
}

/* "at 10:24" on the same day, else "on 3 Aug 2026, 14:02". */
static const char *
when(const void *ctx, int64_t at, int64_t now, const char *zone)
{
	if (day_compare(day_of(at, zone), day_of(now, zone)) == 0)
		return text_format(ctx, "at %s", instant_time(ctx, at, zone));
	return text_format(ctx, "on %s", instant_short(ctx, at, zone));
}

const char *
handoff_refusal(const void *ctx, const struct handoff *h, int move, const struct handoff_event *last, int64_t now, const char *zone)
{
	if (move == MOVE_RETURN && h->return_until && now > h->return_until && way_find(h->state, move, GLOSSARY_NONE))
		return "It can no longer be returned: two working days have passed since the first conversation. Set an outcome instead.";
	if (move == MOVE_APPEAL && h->appealed && h->state == HANDOFF_RETURNED && !h->is_final)
		return "The return was appealed once already. Agree, or hand it over again with new evidence.";
	if (move == MOVE_SUBMISSION && h->next_id)
		return "It is back already: a new handoff follows this one.";
	if (move == MOVE_FEEDBACK && h->outcome == GLOSSARY_NONE)
		return "Feedback goes with the outcome. Set the outcome first.";
	if (stands_in_the_way(last))
		return text_format(ctx, "%s %s %s. %s", last->person_name, move_done(last->move), when(ctx, last->recorded_at, now, zone), state_says(h));
	return text_format(ctx, "This is not possible now. %s", state_says(h));
}

const char *
handoff_moved_on(const void *ctx, const struct handoff_event *last, int64_t now, const char *zone)
{
	if (!last || !last->person_name)
		return "Something happened to it while you were typing. Look again, then send it.";
	return text_format(ctx, "%s %s %s while you were typing. Look again, then send it.", last->person_name, move_done(last->move),
	    when(ctx, last->recorded_at, now, zone));
}

const char *const feedback_chip_names[] = { "right_person", "real_need", "well_prepared", "wrong_person", "no_need", "too_early", "wrong_data", "too_little_known", NULL };

const char *
feedback_chip_label(int chip)
{
	static const char *const chip_labels[FEEDBACK_CHIPS] = { "Right person", "Real need", "Well prepared", "Wrong person", "No need", "Too early",
		"Wrong data", "Too little known" };

	return chip_labels[chip];
}

int64_t
feedback_chips_read(const void *ctx, const char *codes)
{
	char **list = text_split(ctx, codes ? codes : "", ",", NULL);
	int64_t chips = 0;

	for (size_t i = 0; list[i]; i++)
		for (int c = 0; c < FEEDBACK_CHIPS; c++)
			if (text_equal(list[i], feedback_chip_names[c]))
				chips |= INT64_C(1) << c;
	return chips;
}

const char *
feedback_chips_print(const void *ctx, int64_t chips)
{
	struct buffer *out = buffer_new(ctx);

	for (int c = 0; c < FEEDBACK_CHIPS; c++)
		if (chips >> c & 1)
			buffer_format(out, "%s%s", out->length ? "," : "", feedback_chip_names[c]);
	return buffer_take(ctx, out);
}

const char *
feedback_chips_words(const void *ctx, int64_t chips)
{
	struct buffer *out = buffer_new(ctx);

	for (int c = 0; c < FEEDBACK_CHIPS; c++)
		if (chips >> c & 1)
			buffer_format(out, "%s%s", out->length ? ", " : "", out->length ? text_lower(ctx, feedback_chip_label(c)) : feedback_chip_label(c));
	return buffer_take(ctx, out);
}

/* The forms of acts: their fields, and what they say. */
#include "leads/pages_parts.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"

#include <talloc.h>

static const struct option settlements[] = {
	{ "upheld", "The return stands", "The lead should not have come.", SETTLED_UPHELD },
	{ "overturned", "The lead is right", "Sales takes it on, with a clock of its own.", SETTLED_OVERTURNED },
	{ 0 }
};

static const struct option outcomes[] = {
	{ "qualified", "Qualified", "It goes on as a deal.", OUTCOME_QUALIFIED },
	{ "disqualified", "Disqualified", "It came rightly and turned out no. Choose why.", OUTCOME_DISQUALIFIED },
	{ "recycled", "Recycled", "Not now: it comes back on a day. Choose why.", OUTCOME_RECYCLED },
	{ 0 }
};

static const struct option results[] = {
	{ "no_answer", "No answer", NULL, ATTEMPT_NO_ANSWER }, { "voicemail", "Voicemail", NULL, ATTEMPT_VOICEMAIL },
	{ "mailed", "Mailed", NULL, ATTEMPT_MAILED }, { "spoke", "Spoke", NULL, ATTEMPT_SPOKE },
	{ "replied", "They called or replied", NULL, ATTEMPT_REPLIED }, { "booked", "They booked a meeting", NULL, ATTEMPT_BOOKED }, { 0 }
};

static const struct option channels[] = {
	{ "", "As is usual for it", NULL, GLOSSARY_NONE }, { "call", "Call", NULL, CHANNEL_CALL }, { "mail", "Mail", NULL, CHANNEL_MAIL },
	{ "meeting", "Meeting", NULL, CHANNEL_MEETING }, { "message", "Message", NULL, CHANNEL_MESSAGE }, { 0 }
};

static const struct field attempt_fields[] = {
	{ .name = "result", .label = "What came of it?", .kind = FIELD_RADIO, .at = lead_show_RESULT_FIELD, .into = offsetof(struct act_typed, result),
	    .options = results },
	{ .name = "channel", .label = "How", .kind = FIELD_SELECT, .at = lead_show_CHANNEL_FIELD, .into = offsetof(struct act_typed, channel),
	    .options = channels },
	{ .name = "on_day", .label = "Day", .kind = FIELD_DATE, .at = lead_show_DAY_FIELD, .into = offsetof(struct act_typed, day) },
	{ .name = "at_time", .label = "Time", .kind = FIELD_TEXT, .at = lead_show_TIME_FIELD, .into = offsetof(struct act_typed, time),
	    .hint = "As 14:05. The history also keeps when you recorded it." },
	{ .name = "attempt_note", .label = "Note", .kind = FIELD_AREA, .at = lead_show_LOG_NOTE_FIELD, .into = offsetof(struct act_typed, attempt_note),
	    .optional = true, .rows = 2, .most = ANSWER_MOST },
	{ 0 }
};

static const struct field texts[] = {
	[MOVE_QUESTION] = { .name = "question", .label = "What do you want to know?", .kind = FIELD_AREA, .at = lead_show_QUESTION_FIELD,
	    .into = offsetof(struct act_typed, question), .rows = 3 },
	[MOVE_INFORM] = { .name = "inform", .label = "The answer", .kind = FIELD_AREA, .at = lead_show_INFORM_FIELD,
	    .into = offsetof(struct act_typed, inform), .rows = 3 },
	[MOVE_APPEAL] = { .name = "appeal", .label = "Why does this lead meet the definition?", .kind = FIELD_AREA, .at = lead_show_APPEAL_FIELD,
	    .into = offsetof(struct act_typed, appeal), .rows = 3 },
};

/* The reasons for these acts as options, places from 1. */
const struct option *
reason_options(struct request *req, const int *acts, size_t act_count)
{
	struct option *options = memory_need(talloc_zero_array(req, struct option, 2));
	size_t n = 1;

	options[0] = (struct option){ "", "No reason chosen", NULL, 0 };
	for (size_t a = 0; a < act_count; a++) {
		size_t count;
		const struct reason_choice *reasons = reasons_for(req->db, req, acts[a], req->now, &count);

		options = memory_need(talloc_realloc(req, options, struct option, n + count + 1));
		for (size_t i = 0; i < count; i++) {
			bool twice = false;

			for (size_t j = 1; j < n; j++)
				twice |= text_equal(options[j].value, reasons[i].slug);
			if (!twice) {
				options[n] = (struct option){ reasons[i].slug, reasons[i].name, NULL, (int)n };
				n++;
			}
		}
		options[n] = (struct option){ 0 };
	}
	options[n] = (struct option){ 0 };
	return options;
}

const struct option *
criteria_options(struct request *req, const struct version *v)
{
	struct option *options = memory_need(talloc_zero_array(req, struct option, v->criteria_count + 1));

	for (size_t i = 0; i < v->criteria_count; i++)
		options[i] = (struct option){ text_format(req, "cite_%s", v->criteria[i].code), v->criteria[i].label, NULL, (int)i };
	return options;
}

const struct option *
seller_options(struct request *req)
{
	size_t count, n = 1;
	const struct person *people = people_choices(req->db, req, &count);
	struct option *options = memory_need(talloc_zero_array(req, struct option, count + 2));

	options[0] = (struct option){ "nobody", "Nobody yet", NULL, 0 };
	for (size_t i = 0; i < count; i++)
		if (people[i].team == TEAM_SALES)
			options[n++] = (struct option){ text_format(req, "%lld", (long long)people[i].id), people[i].name, NULL, (int)people[i].id };
	return options;
}

static const struct field *
return_fields(struct request *req, const struct version *version, struct field *f)
{
	static const int acts[] = { ACT_RETURN };

	if (version && version->criteria_count)
		*f++ = (struct field){ .name = "criteria", .label = "Which criteria are not met?", .kind = FIELD_CHECKS, .at = lead_show_CRITERIA_FIELD,
		    .into = offsetof(struct act_typed, cited), .options = criteria_options(req, version) };
	*f++ = (struct field){ .name = "reason", .label = "Or another reason", .kind = FIELD_SELECT, .at = lead_show_REASON_FIELD,
	    .into = offsetof(struct act_typed, reason), .options = reason_options(req, acts, 1) };
	*f++ = (struct field){ .name = "found", .label = "What did you find?", .kind = FIELD_AREA, .at = lead_show_FOUND_FIELD,
	    .into = offsetof(struct act_typed, found), .rows = 3, .hint = "Marketing reads this and answers." };
	return f;
}

/* What feedback may say besides its tap. Who sets the outcome is asked for a word alone; what it was about is asked after it, where that matters. */
static struct field *
feedback_fields(struct request *req, struct field *f, bool chips)
{
	struct option *options = memory_need(talloc_zero_array(req, struct option, FEEDBACK_CHIPS + 1));

	for (int i = 0; i < FEEDBACK_CHIPS; i++)
		options[i] = (struct option){ text_format(options, "chip_%s", feedback_chip_names[i]), feedback_chip_label(i), NULL, i };
	if (chips)
		*f++ = (struct field){ .name = "chips", .label = "What it was about", .kind = FIELD_CHECKS, .at = lead_show_CHIPS_FIELD,
		    .into = offsetof(struct act_typed, chips), .optional = true, .options = options };
	*f++ = (struct field){ .name = "feedback_words", .label = "A word of feedback to Marketing", .kind = FIELD_TEXT, .at = lead_show_FEEDBACK_FIELD,
	    .into = offsetof(struct act_typed, feedback), .optional = true, .most = FEEDBACK_MOST, .hint = "It goes with the tap below." };
	return f;
}

static const struct field *
outcome_fields(struct request *req, struct field *f)
{
	static const int acts[] = { ACT_DISQUALIFY, ACT_RECYCLE };

	*f++ = (struct field){ .name = "outcome", .label = "What came of it?", .kind = FIELD_RADIO, .at = lead_show_OUTCOME_FIELD,
	    .into = offsetof(struct act_typed, outcome), .options = outcomes };
	*f++ = (struct field){ .name = "why", .label = "Reason", .kind = FIELD_SELECT, .at = lead_show_WHY_FIELD,
	    .into = offsetof(struct act_typed, reason), .options = reason_options(req, acts, 2), .hint = "Not for a qualified one." };
	*f++ = (struct field){ .name = "return_on", .label = "Comes back on", .kind = FIELD_DATE, .at = lead_show_RETURN_ON_FIELD,
	    .into = offsetof(struct act_typed, return_on), .optional = true, .hint = "Only when it is recycled." };
	*f++ = (struct field){ .name = "note", .label = "Note", .kind = FIELD_AREA, .at = lead_show_NOTE_FIELD,
	    .into = offsetof(struct act_typed, note), .optional = true, .rows = 2 };
	return feedback_fields(req, f, false);
}

static const struct field *
fields_of(struct request *req, const struct version *version, int move)
{
	struct field *f = memory_need(talloc_zero_array(req, struct field, 8));

	switch (move) {
	case MOVE_ATTEMPT:
		return attempt_fields;
	case MOVE_RETURN:
		return_fields(req, version, f);
		break;
	case MOVE_OUTCOME:
		outcome_fields(req, f);
		break;
	case MOVE_FEEDBACK:
		feedback_fields(req, f, true);
		break;
	case MOVE_SETTLEMENT:
		f[0] = (struct field){ .name = "settled", .label = "Who is right?", .kind = FIELD_RADIO, .at = lead_show_SETTLED_FIELD,
		    .into = offsetof(struct act_typed, settled), .options = settlements };
		f[1] = (struct field){ .name = "settling", .label = "Why?", .kind = FIELD_AREA, .at = lead_show_SETTLING_FIELD,
		    .into = offsetof(struct act_typed, settling), .rows = 3 };
		break;
	case MOVE_ASSIGNMENT:
		f[0] = (struct field){ .name = "seller", .label = "Seller", .kind = FIELD_SELECT, .at = lead_show_SELLER_FIELD,
		    .into = offsetof(struct act_typed, seller), .options = seller_options(req) };
		break;
	default:
		f[0] = texts[move];
	}
	return f;
}

struct form *
act_form(struct request *req, const struct handoff *h, const struct version *version, int move, struct act_typed *typed, bool read)
{
	const struct field *fields = fields_of(req, version, move);

	if (read)
		return form_read(req, fields, typed);
	*typed = (struct act_typed)ACT_TYPED_BLANK;
	typed->seller = (int)h->owner_id;
	if (attempts_ran_out(h->state, h->attempts, h->attempts_wanted, h->connected_at))
		typed->outcome = OUTCOME_RECYCLED;
	if (move == MOVE_FEEDBACK) {
		typed->feedback = h->feedback_words;
		typed->chips = feedback_chips_read(req, h->feedback_chips);
	}
	typed->day = day_print(req, day_of(req->now, req->user->time_zone));
	typed->time = instant_time(req, req->now, req->user->time_zone);
	return form_show(req, fields, typed);
}

int64_t
attempt_instant(struct request *req, struct form *form, const struct act_typed *typed)
{
	struct day day;
	int minutes;

	if (text_blank(typed->day))
		form_reject(form, "on_day", "Give the day on which it happened.");
	if (!clock_parse(typed->time, &minutes))
		form_reject(form, "at_time", "Write the time as 14:05.");
	if (!form_ok(form) || !day_parse(typed->day, &day))
		return 0;
	return local_instant(day, minutes * 60, req->user->time_zone, LOCAL_FIRST);
}

/* The codes of the criteria that are ticked; NULL ends them. */
static const char *const *
cited_of(struct request *req, const struct version *v, int64_t bits)
{
	const char **codes = memory_need(talloc_zero_array(req, const char *, v ? v->criteria_count + 1 : 1));
	size_t n = 0;

	for (size_t i = 0; v && i < v->criteria_count; i++)
		if (bits >> i & 1)
			codes[n++] = v->criteria[i].code;
	return codes;
}

struct handoff_input
act_input(struct request *req, const struct version *version, int move, const struct act_typed *t)
{
	struct handoff_input in = HANDOFF_INPUT_BLANK;
	const char *quality = request_field(req, "quality");

	in.move = move;
	in.seen = request_revision(req);
	in.text = move == MOVE_RETURN ? t->found : move == MOVE_QUESTION ? t->question : move == MOVE_INFORM ? t->inform
	    : move == MOVE_APPEAL ? t->appeal : move == MOVE_SETTLEMENT ? t->settling : move == MOVE_ATTEMPT ? t->attempt_note : t->note;
	in.cited = move == MOVE_RETURN ? cited_of(req, version, t->cited) : NULL;
	in.reason = request_field(req, move == MOVE_OUTCOME ? "why" : "reason");
	in.detail = move == MOVE_SETTLEMENT ? t->settled : move == MOVE_OUTCOME ? t->outcome : GLOSSARY_NONE;
	in.return_on = t->return_on;
	in.feedback_words = t->feedback;
	in.feedback_chips = t->chips;
	in.owner_id = t->seller > 0 ? t->seller : 0;
	in.result = t->result;
	in.channel = t->channel;
	if (quality && !text_integer(quality, 1, 5, &in.quality))
		in.quality = -1;
	return in;
}

void
act_reject(struct form *form, int move, const struct problems *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		const char *member = problems->list[i].member, *field = member;

		if (text_equal(member, "text"))
			field = move == MOVE_ATTEMPT ? "attempt_note" : move == MOVE_SETTLEMENT ? "settling" : move == MOVE_OUTCOME ? "note" : texts[move].name;
		else if (text_equal(member, "happened_at"))
			field = "at_time";
		else if (text_equal(member, "result") && move != MOVE_ATTEMPT)
			field = move == MOVE_SETTLEMENT ? "settled" : "outcome";
		else if (text_equal(member, "reason") && move == MOVE_OUTCOME)
			field = "why";
		else if (text_equal(member, "owner"))
			field = "seller";
		else if (text_equal(member, "feedback_quality"))
			field = NULL;
		form_reject(form, field, problems->list[i].text);
	}
}

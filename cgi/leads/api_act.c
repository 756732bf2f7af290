/* The acts on a handoff as JSON: the same sequence and the same demands as the pages. */
#include "leads/api.h"

#include "auth/session.h"
#include "base/text.h"
#include "leads/api_shapes.h"

#include <talloc.h>

/* What the body says for this act; the problems of its shape are noted in it. */
typedef void act_reader(struct request *req, struct json_in *in, struct handoff_input *input);

static struct response
act_refused(struct request *req, int64_t id, int move, enum act_result result)
{
	const struct handoff *h = handoff_find(req->db, req, id);

	if (!h || result == RESULT_GONE)
		return not_found(req);
	return conflict(req, handoff_refusal(req, h, move, handoff_last(req->db, req, id), req->now, req->user->time_zone));
}

static void
read_nothing(struct request *req, struct json_in *in, struct handoff_input *input)
{
	(void)req;
	(void)in;
	input->text = "";
}

/* Checks and does it: the order is who may, what is possible, what is missing, and then the act. */
static struct response
act_do(struct request *req, const struct handoff *h, struct json_in *in, struct handoff_input *input)
{
	const char *zone = req->session->organisation_zone, *why = handoff_may(req->user, h, input->move, input->detail);
	struct problems *problems = problems_new(req);
	struct response refused;
	enum act_result result;

	if (why)
		return forbidden(req, why);
	if (!handoff_can(h, input->move, req->now))
		return act_refused(req, h->id, input->move, RESULT_MOVED);
	handoff_complete(req->db, req, &req->actor, h, input, zone);
	handoff_problems(problems, h, input, req->now);
	lead_problems_note(in, problems);
	if (!json_in_end(in, &refused))
		return refused;
	result = handoff_act(req->db, req, &req->actor, h->id, input, zone);
	return result == RESULT_DONE ? handoff_answer_json(req, 200, h->id) : act_refused(req, h->id, input->move, result);
}

static struct response
act(struct request *req, int move, act_reader *reader)
{
	const struct handoff *h = handoff_find(req->db, req, req->id);
	struct handoff_input input = HANDOFF_INPUT_BLANK;
	struct response refused;
	struct json_in *in;

	if (!h)
		return not_found(req);
	in = json_in(req, &refused);
	if (!in)
		return refused;
	input.move = move;
	input.seen = json_in_has(in, "revision") ? json_in_integer(in, "revision", false) : 0;
	reader(req, in, &input);
	return act_do(req, h, in, &input);
}

static void
read_return(struct request *req, struct json_in *in, struct handoff_input *input)
{
	const json_t *list = json_object_get(json_in_object(in), "criteria");
	const char **cited;
	size_t i, count = json_array_size(list);
	json_t *code;

	json_in_know(in, (const char *const[]){ "criteria", NULL });
	if (list && !json_is_null(list) && (!json_is_array(list) || count > CRITERIA_MOST))
		json_in_reject(in, "/criteria", "Give a list of codes of criteria.");
	cited = memory_need(talloc_zero_array(req, const char *, count + 1));
	json_array_foreach((json_t *)list, i, code) {
		if (i >= CRITERIA_MOST)
			break;
		cited[i] = json_is_string(code) ? json_string_value(code) : "";
	}
	input->cited = cited;
	input->reason = json_in_text(in, "reason", false);
	input->text = json_in_text(in, "found", false);
}

static void
read_text(struct request *req, struct json_in *in, struct handoff_input *input)
{
	(void)req;
	input->text = json_in_text(in, "text", false);
}

static void
read_answer(struct request *req, struct json_in *in, struct handoff_input *input)
{
	input->text = json_in_text(in, "text", false);
	if (input->move == MOVE_INFORM || input->move == MOVE_RESUBMIT)
		input->answers = answers_in(req, in, "answers", false, &input->answer_count);
}

static void
read_settlement(struct request *req, struct json_in *in, struct handoff_input *input)
{
	(void)req;
	input->detail = name_place(settlement_names, json_in_text(in, "result", false));
	input->text = json_in_text(in, "text", false);
}

static void
read_attempt(struct request *req, struct json_in *in, struct handoff_input *input)
{
	const char *channel = json_in_text(in, "channel", false);

	input->channel = name_place(channel_names, channel);
	if (channel && input->channel < 0)
		json_in_reject(in, "/channel", "Give call, mail, meeting or message.");
	input->result = name_place(attempt_result_names, json_in_text(in, "result", false));
	input->text = json_in_text(in, "note", false);
	input->happened_at = instant_in(req, in, "happened_at");
}

static void
read_conversation(struct request *req, struct json_in *in, struct handoff_input *input)
{
	input->text = json_in_text(in, "note", false);
	input->happened_at = instant_in(req, in, "happened_at");
}

static void
read_sql(struct request *req, struct json_in *in, struct handoff_input *input)
{
	input->answers = answers_in(req, in, "answers", true, &input->answer_count);
}

static void
read_feedback(struct json_in *in, struct handoff_input *input)
{
	static const char *const known[] = { "quality", "words", "chips", NULL };
	const json_t *feedback = json_object_get(json_in_object(in), "feedback"), *quality, *words, *chips, *chip;
	const char *member;
	json_t *inner;
	size_t i;

	json_in_know(in, (const char *const[]){ "feedback", NULL });
	if (!feedback || json_is_null(feedback))
		return;
	if (!json_is_object(feedback)) {
		json_in_reject(in, "/feedback", "Give an object with the member quality.");
		return;
	}
	json_object_foreach((json_t *)feedback, member, inner)
		if (!text_in(member, known))
			json_in_reject(in, text_format(in, "/feedback/%s", json_step(in, member)), "There is no such member here.");
	quality = json_object_get(feedback, "quality");
	words = json_object_get(feedback, "words");
	input->quality = json_is_integer(quality) && json_integer_value(quality) > 0 ? json_integer_value(quality) : -1;
	if (words && !json_is_string(words) && !json_is_null(words))
		json_in_reject(in, "/feedback/words", "Give a text.");
	input->feedback_words = json_string_value(words);
	chips = json_object_get(feedback, "chips");
	if (chips && !json_is_array(chips) && !json_is_null(chips))
		json_in_reject(in, "/feedback/chips", "Give a list of texts.");
	json_array_foreach(chips, i, chip) {
		int place = json_is_string(chip) ? name_place(feedback_chip_names, json_string_value(chip)) : -1;

		if (place < 0)
			json_in_reject(in, text_format(in, "/feedback/chips/%zu", i), text_format(in, "Give one of %s.",
			    text_join(in, feedback_chip_names, ", ")));
		else
			input->feedback_chips |= INT64_C(1) << place;
	}
}

static void
read_outcome(struct request *req, struct json_in *in, struct handoff_input *input)
{
	(void)req;
	input->detail = name_place(outcome_names, json_in_text(in, "result", false));
	input->reason = json_in_text(in, "reason", false);
	input->return_on = json_in_text(in, "return_on", false);
	input->text = json_in_text(in, "text", false);
	read_feedback(in, input);
}

struct response
api_acceptance(struct request *req)
{
	return act(req, MOVE_ACCEPTANCE, read_nothing);
}

struct response
api_return(struct request *req)
{
	return act(req, MOVE_RETURN, read_return);
}

struct response
api_question(struct request *req)
{
	return act(req, MOVE_QUESTION, read_text);
}

/* One address for Marketing's four answers. */
struct response
api_answer(struct request *req)
{
	static const struct { const char *name; int move; } kinds[] = {
		{ "inform", MOVE_INFORM }, { "agree", MOVE_AGREE }, { "resubmit", MOVE_RESUBMIT }, { "appeal", MOVE_APPEAL }
	};
	const struct handoff *h = handoff_find(req->db, req, req->id);
	struct handoff_input input = HANDOFF_INPUT_BLANK;
	struct response refused;
	struct json_in *in;
	const char *named;

	if (!h)
		return not_found(req);
	in = json_in(req, &refused);
	if (!in)
		return refused;
	named = json_in_text(in, "act", true);
	input.move = GLOSSARY_NONE;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (named && text_equal(named, kinds[i].name))
			input.move = kinds[i].move;
	if (named && input.move == GLOSSARY_NONE)
		json_in_reject(in, "/act", "Give inform, agree, resubmit or appeal.");
	input.seen = json_in_has(in, "revision") ? json_in_integer(in, "revision", false) : 0;
	read_answer(req, in, &input);
	if (input.move != GLOSSARY_NONE)
		return act_do(req, h, in, &input);
	json_in_end(in, &refused);
	return refused;
}

struct response
api_settlement(struct request *req)
{
	return act(req, MOVE_SETTLEMENT, read_settlement);
}

struct response
api_withdrawal(struct request *req)
{
	return act(req, MOVE_WITHDRAWAL, read_nothing);
}

struct response
api_attempt(struct request *req)
{
	return act(req, MOVE_ATTEMPT, read_attempt);
}

struct response
api_conversation(struct request *req)
{
	return act(req, MOVE_CONVERSATION, read_conversation);
}

struct response
api_sql(struct request *req)
{
	return act(req, MOVE_SQL, read_sql);
}

struct response
api_outcome(struct request *req)
{
	return act(req, MOVE_OUTCOME, read_outcome);
}

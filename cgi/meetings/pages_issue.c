/* Airing, and answering afterwards. */
#include "meetings/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "meetings/pages_parts.h"

struct typed {
	const char *words;
	bool anonymous;
};

static const struct field air_fields[] = {
	{ .name = "words", .label = "What should be heard?", .kind = FIELD_AREA, .at = issue_index_WORDS_FIELD, .into = offsetof(struct typed, words), .most = ISSUE_MOST, .rows = 4 },
	{ .name = "anonymous", .label = "Without my name", .kind = FIELD_TICK, .at = issue_index_ANONYMOUS_FIELD, .into = offsetof(struct typed, anonymous) },
	{ 0 }
};
static const struct field reply_fields[] = {
	{ .name = "words", .label = "Your reply", .kind = FIELD_AREA, .at = issue_show_WORDS_FIELD, .into = offsetof(struct typed, words), .most = ISSUE_MOST, .rows = 3 }, { 0 }
};

static struct response
index_answer(struct request *req, int status, const struct form *form)
{
	struct issue_page p = { .heard = text_equal(request_query(req, "show"), "heard"), .form = form };
	int64_t after = 0;

	text_integer(request_query(req, "after"), 1, INT64_MAX, &after);
	p.issues = issues_list(req->db, req, !p.heard, after, MEETINGS_SHOWN + 1, &p.count);
	if (p.count > MEETINGS_SHOWN) {
		p.count = MEETINGS_SHOWN;
		p.more = p.issues[MEETINGS_SHOWN - 1].id;
	}
	if (!form && (user_roles(req->user) & MEMBER))
		p.form = form_show(req, air_fields, KEPT(req, (struct typed){ .words = "" }));
	if (request_query(req, "done"))
		p.done = "It is aired. It comes up in the next meeting, unless there is no room for it: then in the one after.";
	return show_form(req, status, issue_index_view(req, &p));
}

struct response
issue_index_page(struct request *req)
{
	return index_answer(req, 200, NULL);
}

struct response
issue_aired(struct request *req)
{
	struct typed typed = { .words = "" };
	struct form *form = form_read(req, air_fields, &typed);
	enum act_result result = RESULT_MOVED;
	int64_t id;

	form_reject(form, "words", issue_problem(typed.words));
	if (!form_ok(form))
		return index_answer(req, 422, form);
	for (int tries = 0; tries < 5 && result == RESULT_MOVED; tries++)
		result = issue_air(req->db, req, &req->actor, req->wire.key, typed.words, typed.anonymous, req->session->organisation_zone, &id);
	if (result == RESULT_DONE)
		return redirect(req, "/issues?done=aired");
	form_reject(form, NULL, "You have already sent this form once, with other words, and that was aired. To air these as well, send them again.");
	return index_answer(req, 409, form);
}

static struct response
show_answer(struct request *req, int status, const struct issue *issue, const struct form *form)
{
	size_t count;
	const struct issue_reply *replies = issue_replies(req->db, req, issue->id, &count);

	if (!form && issue->opened && (user_roles(req->user) & MEMBER))
		form = form_show(req, reply_fields, KEPT(req, (struct typed){ .words = "" }));
	return show_form(req, status, issue_show_view(req, issue, replies, count, form));
}

struct response
issue_show_page(struct request *req)
{
	const struct issue *issue = issue_find(req->db, req, req->id);

	return issue ? show_answer(req, 200, issue, NULL) : not_found(req);
}

struct response
issue_answered(struct request *req)
{
	const struct issue *issue = issue_find(req->db, req, req->id);
	struct typed typed = { .words = "" };
	struct form *form;

	if (!issue)
		return not_found(req);
	if (!issue->opened)
		return conflict(req, "In the meeting an issue is only heard. Replies open when the meeting is closed.");
	form = form_read(req, reply_fields, &typed);
	form_reject(form, "words", issue_problem(typed.words));
	if (!form_ok(form))
		return show_answer(req, 422, issue, form);
	issue_answer(req->db, req, &req->actor, issue->id, typed.words);
	return redirect(req, "/issues/%lld", (long long)issue->id);
}

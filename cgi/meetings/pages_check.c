/* Vocabulary checks: both teams judge the same handoffs, each without knowing what the other says. */
#include "meetings/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "leads/store.h"
#include "meetings/pages_parts.h"

#include <string.h>
#include <talloc.h>

enum { CHECKS_SHOWN = 24, CHECKS_SUMMED = 60 };

static const struct option verdicts[] = {
	{ "meets", "Meets it", NULL, JUDGED_MEETS }, { "fails", "Does not", NULL, JUDGED_FAILS }, { "unknown", "Cannot be told", NULL, JUDGED_UNKNOWN }, { 0 }
};

struct response
check_index_page(struct request *req)
{
	size_t count, share_count;
	const struct word_check *checks = word_checks(req->db, req, CHECKS_SHOWN, &count);
	const struct agreement_share *shares = check_shares(req->db, req, CHECKS_SUMMED, &share_count);
	const struct share_table table = share_table_of(req, shares, share_count);
	const char *month = day_print(req, day_month_start(day_of(req->now, req->session->organisation_zone)));
	bool may = (user_roles(req->user) & MEMBER) && (!count || strcmp(checks[0].month, month) != 0);

	return show_form(req, 200, check_index_view(req, checks, count, &table, may));
}

struct response
check_made(struct request *req)
{
	int64_t id = 0;
	enum act_result result = req->hold ? RESULT_MOVED : word_check_make(req->db, req, &req->actor, req->session->organisation_zone, &id);

	if (result == RESULT_WANTED)
		return conflict(req, "There is nothing to judge yet: a check takes handoffs of the last four months, by criteria in force.");
	if (result != RESULT_DONE)
		return conflict(req, "This month’s check is made already. Open it in the list.");
	return redirect(req, "/meetings/checks/%lld", (long long)id);
}

/* The definition of a check, with its criteria. */
static const struct version *
version_of(struct request *req, const struct word_check *check)
{
	const struct term *term = term_find(req->db, req, check->slug);

	return term ? version_find(req->db, req, term->id, check->number, req->now) : NULL;
}

/* A case's fields: one for each criterion, into an array of int. */
static const struct field *
case_fields(struct request *req, const struct version *v, const struct check_case *c)
{
	struct field *list = memory_need(talloc_zero_array(req, struct field, v->criteria_count + 1));

	for (size_t i = 0; i < v->criteria_count; i++)
		list[i] = (struct field){ .name = text_format(list, "judge_%lld_%s", (long long)c->position, v->criteria[i].code), .label = v->criteria[i].label,
			.kind = FIELD_RADIO, .at = check_show_JUDGE_FIELD, .into = i * sizeof(int), .options = verdicts };
	return list;
}

/* What the reader's team has said so far; -1: nothing. */
static int *
said_before(struct request *req, const struct version *v, const struct check_case *c, const struct check_answer *answers, size_t count)
{
	int *said = memory_need(talloc_array(req, int, v->criteria_count + 1));

	for (size_t i = 0; i < v->criteria_count; i++) {
		said[i] = -1;
		for (size_t j = 0; j < count; j++)
			if (answers[j].case_id == c->id && answers[j].team == req->user->team && text_equal(answers[j].code, v->criteria[i].code))
				said[i] = answers[j].verdict;
	}
	return said;
}

static bool
may_judge(const struct request *req, const struct word_check *check)
{
	return (user_roles(req->user) & MEMBER) && !(check->marketing_done && check->sales_done);
}

struct response
check_show_page(struct request *req)
{
	const struct word_check *check = word_check_find(req->db, req, req->id);
	struct check_page p = { .check = check };

	p.version = check ? version_of(req, check) : NULL;
	if (!p.version)
		return not_found(req);
	p.cases = check_cases(req->db, req, check->id, &p.case_count);
	p.answers = check_answers(req->db, req, check->id, &p.answer_count);
	if (may_judge(req, check)) {
		p.forms = memory_need(talloc_zero_array(req, struct form *, p.case_count + 1));
		for (size_t i = 0; i < p.case_count; i++)
			p.forms[i] = form_show(req, case_fields(req, p.version, &p.cases[i]), said_before(req, p.version, &p.cases[i], p.answers, p.answer_count));
	}
	return show_form(req, 200, check_show_view(req, &p));
}

struct response
check_judged(struct request *req)
{
	const struct word_check *check = word_check_find(req->db, req, req->id);
	struct check_page p = { .check = check };
	struct check_answer *said;
	struct form *whole = NULL;
	size_t count = 0;

	p.version = check ? version_of(req, check) : NULL;
	if (!p.version)
		return not_found(req);
	if (!may_judge(req, check))
		return conflict(req, "Both teams have judged, so the check is closed. Read what it says.");
	p.cases = check_cases(req->db, req, check->id, &p.case_count);
	p.answers = check_answers(req->db, req, check->id, &p.answer_count);
	p.forms = memory_need(talloc_zero_array(req, struct form *, p.case_count + 1));
	said = memory_need(talloc_zero_array(req, struct check_answer, p.case_count * p.version->criteria_count + 1));
	for (size_t i = 0; i < p.case_count; i++) {
		int *verdict = memory_need(talloc_zero_array(req, int, p.version->criteria_count + 1));
		const struct field *fields = case_fields(req, p.version, &p.cases[i]);

		p.forms[i] = whole ? form_part_read(whole, fields, verdict) : form_read(req, fields, verdict);
		whole = whole ? whole : p.forms[i];
		for (size_t j = 0; j < p.version->criteria_count; j++) {
			if (verdict[j] < 0)
				form_reject(whole, fields[j].name, "Choose one, also where it cannot be told.");
			said[count++] = (struct check_answer){ p.cases[i].id, req->user->team, p.version->criteria[j].code, verdict[j] };
		}
	}
	p.refused = whole;
	if (!whole || !form_ok(whole))
		return show_form(req, 422, check_show_view(req, &p));
	if (check_answer_save(req->db, req, &req->actor, check->id, said, count) != RESULT_DONE)
		return conflict(req, "Both teams have judged meanwhile, so the check is closed.");
	return redirect(req, "/meetings/checks/%lld", (long long)check->id);
}

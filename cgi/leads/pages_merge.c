/* Two records of one person made one. */
#include "leads/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "leads/pages_parts.h"

#include <inttypes.h>
#include <talloc.h>

enum { OTHERS_MOST = 20 };

struct typed {
	int other;			/* place in the list */
};

/* Who it may be besides: by what was searched for; else those alike, then people at the same company. */
static const struct lead_row *
candidates(struct request *req, const struct lead *lead, const char *find, size_t *count)
{
	const struct lead_filter filter = { .text = find, .limit = OTHERS_MOST };
	struct lead_row *rows, *near = NULL;
	size_t near_count = 0;

	if (!text_blank(find))
		return leads_list(req->db, req, &filter, count);
	rows = leads_like(req->db, req, lead, count);
	if (lead->account_id)
		near = leads_at_account(req->db, req, lead->account_id, lead->id, OTHERS_MOST, &near_count);
	rows = memory_need(talloc_realloc(req, rows, struct lead_row, *count + near_count + 1));
	for (size_t i = 0; i < near_count; i++) {
		bool twice = false;

		for (size_t j = 0; j < *count && !twice; j++)
			twice = rows[j].id == near[i].id;
		if (!twice)
			rows[(*count)++] = near[i];
	}
	return rows;
}

/* "12-3": the lead 12 as it is at its revision 3. */
static const struct option *
options_of(struct request *req, const struct lead *lead, const struct lead_row *rows, size_t count)
{
	struct option *options = memory_need(talloc_zero_array(req, struct option, count + 1)), *next = options;

	for (size_t i = 0; i < count; i++) {
		const struct lead *other = rows[i].id == lead->id ? NULL : lead_find(req->db, req, rows[i].id);
		const char *state = rows[i].handoff_id ? handoff_state_label(rows[i].handoff_state, rows[i].handoff_final) : "Never handed over";

		if (!other)
			continue;
		*next = (struct option){ text_format(req, "%" PRId64 "-%" PRId64, other->id, other->revision),
			lead_title(req, other->id, other->name, other->company),
			text_join(req, (const char *const[]){ text_blank(other->company) ? "No company" : other->company, text_blank(other->email) ? "no email" : other->email, state,
			    NULL }, ", "), (int)(next - options) };
		next++;
	}
	return options;
}

static struct response
merge_answer(struct request *req, int status, const struct lead *lead, const char *problem)
{
	const char *find = request_query(req, "find");
	struct merge_page p = { .lead = lead, .find = find ? find : "" };
	size_t count;
	const struct lead_row *rows = candidates(req, lead, find, &count);
	const struct field fields[] = {
		{ .name = "other", .label = "Which lead is the same person?", .kind = FIELD_RADIO, .at = lead_merge_OTHER_FIELD, .into = offsetof(struct typed, other),
		    .options = options_of(req, lead, rows, count) },
		{ 0 }
	};
	struct typed typed = { .other = GLOSSARY_NONE };
	struct form *form;

	p.has_others = fields[0].options[0].value != NULL;
	form = req->method == GET ? form_show(req, fields, &typed) : form_read(req, fields, &typed);
	form_reject(form, status == 422 ? "other" : NULL, problem);
	p.form = form;
	return show_form(req, status, lead_merge_view(req, &p));
}

struct response
lead_merge_page(struct request *req)
{
	const struct lead *lead = lead_named(req);

	return lead ? merge_answer(req, 200, lead, NULL) : not_found(req);
}

struct response
lead_merge_made(struct request *req)
{
	const struct lead *lead = lead_named(req);
	const char *typed = request_field(req, "other");
	int64_t id = 0, revision = 0;
	size_t count;
	char **parts = text_split(req, typed ? typed : "", "-", &count);

	if (!lead)
		return not_found(req);
	if (count != 2 || !text_integer(parts[0], 1, INT64_MAX, &id) || !text_integer(parts[1], 1, INT64_MAX, &revision) || id == lead->id)
		return merge_answer(req, 422, lead, "Choose the lead that is the same person.");
	if (req->hold)
		return merge_answer(req, 422, lead, req->hold);
	switch (lead_merge(req->db, req, &req->actor, id, revision, lead->id, request_revision(req))) {
	case RESULT_DONE:
		return redirect(req, "/leads/%lld", (long long)lead->id);
	case RESULT_STALE:
		return merge_answer(req, 409, lead, "Somebody changed one of the two since you opened this page. Look at both again, then choose once more.");
	case RESULT_TAKEN:
		return merge_answer(req, 409, lead, "Both have a handoff that is open. End one of them first: withdraw it, return it or set its outcome.");
	default:
		return merge_answer(req, 409, lead, "One of the two was made one with another lead, or erased, since you opened this page. Look again.");
	}
}

/* The charter: the agreement and versions of terms put on one sheet, signed once by each side, in force together. */
#include "sla/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "sla/pages_agreement_parts.h"
#include "sla/said_agreement.h"
#include "sla/views_charter.h"

#include <string.h>
#include <talloc.h>

enum { SHEETS_MOST = 50, VERSIONS_MOST = 200, DRAFTS_MOST = 50 };

static const struct field no_fields[] = { { 0 } };

/* A version that is on another sheet or bears a signature already cannot go on a new one. */
static bool
is_free(const struct version_row *v)
{
	return !v->charter_id && !v->marketing_signed && !v->sales_signed;
}

/* Parts what can go on a new sheet from what cannot. */
static void
versions_part(struct request *req, struct charter_page *what)
{
	size_t count;
	const struct version_row *all = versions_in_review(req->db, req, VERSIONS_MOST, &count);
	struct version_row *rows[2];
	size_t counts[2] = { 0 };

	rows[0] = memory_need(talloc_zero_array(req, struct version_row, count + 1));
	rows[1] = memory_need(talloc_zero_array(req, struct version_row, count + 1));
	for (size_t i = 0; i < count; i++) {
		bool freely = is_free(&all[i]);

		rows[freely][counts[freely]++] = all[i];
	}
	what->left = rows[0];
	what->left_count = counts[0];
	what->versions = rows[1];
	what->version_count = counts[1];
}

/* The draft of the first agreement; NULL: there is none, or one was in force already. */
static const struct agreement_row *
first_agreement(struct request *req)
{
	size_t count;
	const struct agreement_row *rows = agreement_in_force_number(req->db, req->now) ? NULL : agreements_all(req->db, req, req->now, 1, &count);

	return rows && count && rows->state == STATE_DRAFT ? rows : NULL;
}

/* The same of agreements in review, and the first one while it is a draft. */
static void
agreements_part(struct request *req, struct charter_page *what)
{
	size_t count;
	const struct agreement_row *all = agreements_in_review(req->db, req, VERSIONS_MOST, &count), *first = first_agreement(req);

	what->agreements = memory_need(talloc_zero_array(req, struct agreement_row, count + 2));
	for (size_t i = 0; i < count; i++)
		if (!all[i].charter_id && !all[i].marketing_signed && !all[i].sales_signed)
			what->agreements[what->agreement_count++] = all[i];
	if (first)
		what->agreements[what->agreement_count++] = *first;
}

/* "Lead and Marketing-qualified lead": what a sheet is about. */
static const char *
sheet_names(struct request *req, const struct charter_row *sheet)
{
	size_t lines, count = 0;
	const struct sheet_line *line = sheet_lines(req->db, req, sheet->id, &lines);
	const char **names = memory_need(talloc_zero_array(req, const char *, lines + 2));

	if (sheet->agreement_number)
		names[count++] = "Agreement";
	for (size_t i = 0; i < lines; i++)
		names[count++] = line[i].name;
	return sheet_title(req, names, count);
}

/* What was done on the form of a draft that was opened from here. */
static const char *
draft_said(const struct request *req)
{
	const char *done = req->method == GET ? request_query(req, "done") : NULL;

	return text_equal(done, "saved") ? "The draft is saved. It goes on the sheet as it stands now." : text_equal(done, "same") ? "Nothing was changed." : NULL;
}

static struct response
charter_answer(struct request *req, int status, const struct form *form)
{
	struct charter_page what = { .form = form, .notice = draft_said(req) };

	what.sheets = charter_list(req->db, req, SHEETS_MOST, &what.sheet_count);
	what.names = memory_need(talloc_zero_array(req, const char *, what.sheet_count + 1));
	for (size_t i = 0; i < what.sheet_count; i++)
		what.names[i] = sheet_names(req, &what.sheets[i]);
	versions_part(req, &what);
	what.drafts = versions_unagreed(req->db, req, DRAFTS_MOST, &what.draft_count);
	what.is_first = what.draft_count && !any_agreed(req->db);
	agreements_part(req, &what);
	return agreement_show_form(req, status, charter_view(req, &what));
}

struct response
charter_index(struct request *req)
{
	return charter_answer(req, 200, NULL);
}

/* What was ticked. */
struct choice {
	struct version_name *names;
	size_t count;
	struct agreement_name agreement;	/* the last of them */
	size_t agreement_count;
};

/* Reads one ticked box, KIND_ID=REVISION. False: it is from no form of ours. */
static bool
box_read(const struct param *p, const char *kind, int64_t *id, int64_t *revision)
{
	return text_integer(p->name + strlen(kind), 1, INT64_MAX, id) && text_integer(p->value, 1, INT64_MAX, revision);
}

static bool
choice_read(struct request *req, struct choice *chosen)
{
	*chosen = (struct choice){ .names = talloc_zero_array(req, struct version_name, req->body->count + 1) };
	for (size_t i = 0; i < req->body->count; i++) {
		const struct param *p = &req->body->items[i];
		struct version_name *name = &chosen->names[chosen->count];

		if (text_starts(p->name, "version_")) {
			if (!box_read(p, "version_", &name->version_id, &name->revision))
				return false;
			chosen->count++;
		} else if (text_starts(p->name, "agreement_")) {
			if (!box_read(p, "agreement_", &chosen->agreement.number, &chosen->agreement.revision))
				return false;
			chosen->agreement_count++;
		}
	}
	return true;
}

/* Why a version keeps the sheet from being made. */
static const char *
choice_problem(struct request *req, enum act_result result, const struct choice *chosen, size_t which)
{
	const char *name = "One of these versions";
	size_t count;
	const struct version_row *versions = versions_in_review(req->db, req, VERSIONS_MOST, &count);

	if (which == chosen->count)
		name = text_format(req, "Version %lld of the agreement", (long long)chosen->agreement.number);
	for (size_t i = 0; which < chosen->count && i < count; i++)
		if (versions[i].id == chosen->names[which].version_id)
			name = text_format(req, "“%s”", versions[i].name);
	versions = versions_unagreed(req->db, req, DRAFTS_MOST, &count);
	for (size_t i = 0; which < chosen->count && i < count; i++)
		if (versions[i].id == chosen->names[which].version_id)
			name = text_format(req, "“%s”", versions[i].name);
	switch (result) {
	case RESULT_STALE:
		return text_format(req, "%s was edited after you opened this page. Read it again, then tick it.", name);
	case RESULT_MOVED:
		return text_format(req, "%s is no longer in review, so it is off the list.", name);
	case RESULT_ON_SHEET:
		return text_format(req, "%s was put on another sheet meanwhile, so it is off the list.", name);
	case RESULT_TAKEN:
		return text_format(req, "%s bears a signature of its own by now, so it is off the list.", name);
	default:
		return text_format(req, "%s is not there.", name);
	}
}

/* What was ticked as a draft goes to both teams first; *which as charter_create() has it. */
static enum act_result
drafts_send(struct request *req, const struct choice *chosen, size_t *which)
{
	size_t count;
	const struct version_row *drafts = versions_unagreed(req->db, req, DRAFTS_MOST, &count);
	const struct agreement_row *first = chosen->agreement_count ? first_agreement(req) : NULL;
	enum act_result result = RESULT_DONE;

	for (*which = 0; *which < chosen->count; ++*which)
		for (size_t i = 0; i < count; i++) {
			if (drafts[i].id == chosen->names[*which].version_id)
				result = version_review(req->db, req, &req->actor, drafts[i].id, chosen->names[*which].revision);
			if (result != RESULT_DONE)
				return result;
		}
	if (first && first->number == chosen->agreement.number)
		result = agreement_review(req->db, req, &req->actor, first->id, chosen->agreement.revision);
	return result;
}

struct response
charter_make(struct request *req)
{
	struct form *form = form_read(req, no_fields, NULL);
	struct choice chosen;
	enum act_result result;
	int64_t sheet_id;
	size_t which;

	if (!choice_read(req, &chosen))
		return refuse(req, 400, NULL);
	if (chosen.count == 0)
		form_reject(form, NULL, chosen.agreement_count ? "Tick at least one term as well: an agreement alone is signed on its own page."
		    : "Tick at least one version.");
	if (chosen.agreement_count > 1)
		form_reject(form, NULL, "Tick one version of the agreement at most.");
	if (!form_ok(form))
		return charter_answer(req, 422, form);
	result = drafts_send(req, &chosen, &which);
	if (result == RESULT_DONE)
		result = charter_create(req->db, req, &req->actor, chosen.names, chosen.count, chosen.agreement_count ? &chosen.agreement : NULL, &sheet_id,
		    &which);
	if (result != RESULT_DONE) {
		form_reject(form, NULL, choice_problem(req, result, &chosen, which));
		return charter_answer(req, 409, form);
	}
	return redirect(req, "/charter/%lld?done=made", (long long)sheet_id);
}

/* The charter sheet an address names; the sheet of a version signed by itself is not one. */
static const struct sheet *
charter_find(struct request *req)
{
	const struct sheet *sheet = sheet_find(req->db, req, req->id);

	return sheet && sheet->is_charter ? sheet : NULL;
}

/* Each version on a sheet with its term, and while the sheet is open with what it would replace. */
static struct sheet_part *
parts_find(struct request *req, const struct sheet *sheet, size_t *count)
{
	size_t lines_count;
	const struct sheet_line *lines = sheet_lines(req->db, req, sheet->id, &lines_count);
	struct sheet_part *parts = memory_need(talloc_zero_array(req, struct sheet_part, lines_count + 1));

	*count = 0;
	for (size_t i = 0; i < lines_count; i++) {
		struct sheet_part *part = &parts[*count];

		part->term = term_find(req->db, req, lines[i].slug);
		if (!part->term)
			continue;
		part->version = version_find(req->db, req, part->term->id, lines[i].number, req->now);
		if (sheet->state == SHEET_OPEN)
			part->before = version_find_in_force(req->db, req, part->term->id, req->now);
		if (part->version)
			++*count;
	}
	return parts;
}

/* What an act on a sheet has done, said on the page it leads to. */
static const char *
done_said(const struct request *req)
{
	static const struct { const char *key, *words; } said[] = {
		{ "made", "The sheet is made. It waits for a signature of each team." },
		{ "signed", "Signed for your team. It waits for the other team’s signature." },
		{ "agreed", "Signed. Both teams have signed, and everything on the sheet is agreed." },
		{ "withdrawn", "Withdrawn. What was on it is still in review and can go on another sheet." },
	};

	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (text_equal(request_query(req, "done"), said[i].key))
			return said[i].words;
	return NULL;
}

static struct response
sheet_answer(struct request *req, int status, const struct sheet *sheet, const char *problem)
{
	struct sheet_page what = { .sheet = sheet, .problem = problem, .notice = req->method == GET ? done_said(req) : NULL };

	what.parts = parts_find(req, sheet, &what.count);
	what.agreement = agreement_find(req->db, req, charter_agreement(req->db, sheet->id), req->now);
	if (what.agreement && sheet->state == SHEET_OPEN) {
		const struct term_wanted *wanted;
		size_t count;

		what.agreement_before = agreement_in_force(req->db, req, req->now);
		wanted = agreement_terms_wanted(req->db, req, what.agreement, sheet->id, req->now, req->session->organisation_zone, &count);
		what.wanted = count ? wanted_words(req, wanted, count) : NULL;
	}
	return show(req, status, sheet_view(req, &what));
}

struct response
charter_show_page(struct request *req)
{
	const struct sheet *sheet = charter_find(req);

	return sheet ? sheet_answer(req, 200, sheet, NULL) : not_found(req);
}

/* The sheet as it stands, and why nothing was done to it. */
static struct response
sheet_refused(struct request *req, const struct sheet *sheet, enum act_result result)
{
	if (result == RESULT_GONE)
		return not_found(req);
	if (sheet->state == SHEET_RATIFIED)
		return sheet_answer(req, 409, sheet, "Both teams have signed this sheet already, so it stays as it is.");
	if (sheet->state == SHEET_WITHDRAWN)
		return sheet_answer(req, 409, sheet, "This sheet was withdrawn. Make a new one from the versions you want to sign.");
	if (result == RESULT_TAKEN)
		return sheet_answer(req, 409, sheet, "This sheet bears your team’s signature, or your own, already.");
	if (result == RESULT_STALE)
		return sheet_answer(req, 409, sheet, "Something on this sheet was changed after you opened it, so nothing was done."
		    " This is how it stands now: read it again.");
	return sheet_answer(req, 409, sheet, NULL);
}

struct response
charter_signature(struct request *req)
{
	const struct sheet *sheet = charter_find(req);
	const char *may_not = glossary_may_sign(req->user);
	enum act_result result;

	if (!sheet)
		return not_found(req);
	if (may_not)
		return forbidden(req, may_not);
	result = charter_sign(req->db, req, &req->actor, sheet->id, request_revision(req), req->session->organisation_zone);
	if (result != RESULT_DONE)
		return sheet_refused(req, sheet, result);
	sheet = sheet_find(req->db, req, sheet->id);
	return redirect(req, "/charter/%lld?done=%s", (long long)req->id,
	    sheet && sheet->state == SHEET_RATIFIED ? "agreed" : "signed");
}

struct response
charter_withdrawal(struct request *req)
{
	const struct sheet *sheet = charter_find(req);
	enum act_result result;

	if (!sheet)
		return not_found(req);
	result = charter_withdraw(req->db, req, &req->actor, sheet->id, request_revision(req));
	if (result != RESULT_DONE)
		return sheet_refused(req, sheet, result);
	return redirect(req, "/charter/%lld?done=withdrawn", (long long)sheet->id);
}

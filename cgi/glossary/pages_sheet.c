/* The charter: versions put on one sheet, signed once by each side, in force together. */
#include "glossary/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "glossary/pages_parts.h"
#include "glossary/views_sheet.h"

#include <string.h>
#include <talloc.h>

enum { SHEETS_MOST = 50, VERSIONS_MOST = 200 };

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

/* "Lead and Marketing-qualified lead": what a sheet is about. */
static const char *
sheet_names(struct request *req, int64_t sheet_id)
{
	size_t count;
	const struct sheet_line *lines = sheet_lines(req->db, req, sheet_id, &count);
	const char **names = memory_need(talloc_zero_array(req, const char *, count + 1));

	for (size_t i = 0; i < count; i++)
		names[i] = lines[i].name;
	return sheet_title(req, names, count);
}

static struct response
charter_answer(struct request *req, int status, const struct form *form)
{
	struct charter_page what = { .form = form };

	what.sheets = sheet_list(req->db, req, SHEETS_MOST, &what.sheet_count);
	what.names = memory_need(talloc_zero_array(req, const char *, what.sheet_count + 1));
	for (size_t i = 0; i < what.sheet_count; i++)
		what.names[i] = sheet_names(req, what.sheets[i].id);
	versions_part(req, &what);
	return show_form(req, status, charter_view(req, &what));
}

struct response
charter_index(struct request *req)
{
	return charter_answer(req, 200, NULL);
}

/* Reads the ticked boxes, version_ID=REVISION. False: what came is from no form of ours. */
static bool
choice_read(struct request *req, struct version_name *names, size_t *count)
{
	*count = 0;
	for (size_t i = 0; i < req->body->count; i++) {
		const struct param *p = &req->body->items[i];
		struct version_name *name = &names[*count];

		if (!text_starts(p->name, "version_"))
			continue;
		if (!text_integer(p->name + strlen("version_"), 1, INT64_MAX, &name->version_id)
		    || !text_integer(p->value, 1, INT64_MAX, &name->revision))
			return false;
		++*count;
	}
	return true;
}

/* Why a version keeps the sheet from being made. */
static const char *
choice_problem(struct request *req, enum act_result result, int64_t version_id)
{
	const char *name = "One of these versions";
	size_t count;
	const struct version_row *versions = versions_in_review(req->db, req, VERSIONS_MOST, &count);

	for (size_t i = 0; i < count; i++)
		if (versions[i].id == version_id)
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

struct response
charter_make(struct request *req)
{
	struct form *form = form_read(req, no_fields, NULL);
	struct version_name *names = memory_need(talloc_zero_array(req, struct version_name, req->body->count + 1));
	enum act_result result;
	size_t count, which;
	int64_t sheet_id;

	if (!choice_read(req, names, &count))
		return refuse(req, 400, NULL);
	if (count == 0)
		form_reject(form, NULL, "Tick at least one version.");
	if (!form_ok(form))
		return charter_answer(req, 422, form);
	result = sheet_create(req->db, req, &req->actor, names, count, &sheet_id, &which);
	if (result != RESULT_DONE) {
		form_reject(form, NULL, choice_problem(req, result, names[which].version_id));
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
		{ "withdrawn", "Withdrawn. Its versions are still in review and can go on another sheet." },
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
	return show(req, status, sheet_view(req, &what));
}

struct response
sheet_show_page(struct request *req)
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
		return sheet_answer(req, 409, sheet, "A version on this sheet was changed after you opened it, so nothing was done."
		    " This is how it stands now: read it again.");
	return sheet_answer(req, 409, sheet, NULL);
}

struct response
sheet_signature(struct request *req)
{
	const struct sheet *sheet = charter_find(req);
	const char *may_not = glossary_may_sign(req->user);
	enum act_result result;

	if (!sheet)
		return not_found(req);
	if (may_not)
		return forbidden(req, may_not);
	result = sheet_sign(req->db, req, &req->actor, sheet->id, request_revision(req), req->session->organisation_zone);
	if (result != RESULT_DONE)
		return sheet_refused(req, sheet, result);
	sheet = sheet_find(req->db, req, sheet->id);
	return redirect(req, "/charter/%lld?done=%s", (long long)req->id,
	    sheet && sheet->state == SHEET_RATIFIED ? "agreed" : "signed");
}

struct response
sheet_withdrawal(struct request *req)
{
	const struct sheet *sheet = charter_find(req);
	enum act_result result;

	if (!sheet)
		return not_found(req);
	result = sheet_withdraw(req->db, req, &req->actor, sheet->id, request_revision(req));
	if (result != RESULT_DONE)
		return sheet_refused(req, sheet, result);
	return redirect(req, "/charter/%lld?done=withdrawn", (long long)sheet->id);
}

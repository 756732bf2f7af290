/* Versions: reading one by itself, writing and editing drafts. */
#include "glossary/pages.h"

#include "base/text.h"
#include "glossary/merge.h"
#include "glossary/pages_parts.h"
#include "glossary/pages_wording.h"

#include <string.h>
#include <talloc.h>

/* The version a query names by its number, out of a list; NULL when it names none of them. */
static const struct version *
version_asked(struct request *req, const char *name, const struct version *versions, size_t count)
{
	int64_t number;

	if (!text_integer(request_query(req, name), 1, INT64_MAX, &number))
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (versions[i].number == number)
			return &versions[i];
	return NULL;
}

struct view *
version_page(struct request *req, const struct term *term, const struct version *version, const struct reply *reply)
{
	struct version_page p = { .term = term, .version = version, .reply = reply };
	struct view *view;

	p.reader = reader_new(req, term->slug);
	p.reader->people = people_choices(req->db, req, &p.reader->people_count);
	p.versions = term_versions(req->db, req, term->id, req->now, &p.version_count);
	p.other = version_asked(req, "compare", p.versions, p.version_count);
	if (p.other && p.other->id == version->id)
		p.other = NULL;
	p.acts = version_acts(req->db, req, version->id, false, &p.act_count);
	view = version_view(req, &p);
	if (!reply)
		page_notice(view, done_words(req, &(struct done_page){ term, version, 1, 0 }));
	return view;
}

struct response
version_show_page(struct request *req)
{
	struct term *term = term_find(req->db, req, req->slug);
	struct version *version = term ? version_find(req->db, req, term->id, req->number, req->now) : NULL;

	if (!version)
		return not_found(req);
	return show(req, 200, version_page(req, term, version, NULL));
}

/* The newest version that is still argued over; NULL: none. */
static const struct version *
open_version(struct request *req, const struct term *term)
{
	size_t count;
	const struct version *versions = term_versions(req->db, req, term->id, req->now, &count);

	for (size_t i = 0; i < count; i++)
		if (versions[i].status == STATUS_DRAFT || versions[i].status == STATUS_IN_REVIEW)
			return &versions[i];
	return NULL;
}

/* What stands below the title of the form. */
static const char *
lead_words(struct request *req, const struct version *edited, const struct version *open, const struct version *in_force)
{
	if (open)
		return text_format(req, "Version %ld by %s is still open. Edit that one, unless you mean another wording beside it.",
		    (long)open->number, open->author_name);
	if (edited && edited->state == STATE_IN_REVIEW)
		return "It stays in review; whoever has signed signs again.";
	if (edited)
		return text_format(req, "Last edited by %s, %s.", edited->editor_name, moment_words(req, edited->edited_at));
	if (in_force)
		return text_format(req, "Version %ld stays in force until a signatory of each team has signed yours.",
		    (long)in_force->number);
	return "It is saved as a draft. Both teams discuss it, and a signatory of each team signs it.";
}

/* Whether a draft is edited on the way to the sheet it is to be signed on. */
static bool
to_charter(struct request *req)
{
	return text_equal(request_query(req, "to"), "charter");
}

/* The form around its words. `edited` NULL: a new version. */
static struct response
form_answer(struct request *req, int status, const struct term *term, const struct version *edited, const struct wording *w,
    const struct version *in_force, const struct clash *clash)
{
	struct version_form f = { .term = term, .edited = edited, .in_force = in_force, .form = w->form,
	    .kind_form = w->kind_form, .rows = w->parts, .row_count = w->row_count, .clash = clash, .focus = w->focus,
	    .began_from = w->version.began_from, .to_charter = to_charter(req) };

	f.open = edited ? NULL : open_version(req, term);
	f.lead = lead_words(req, edited, f.open, in_force);
	f.revision = req->method == GET || clash ? (edited ? edited->revision : 0) : request_revision(req);
	if (edited)
		f.base = req->method == GET || clash ? version_base(req, edited) : request_field(req, "base");
	f.preview = wording_preview(req, w);
	return show_form(req, status, version_form_view(req, &f));
}

static struct response
retired(struct request *req)
{
	return conflict(req, "This term is retired, so it takes no new versions. Bring it back into use first.");
}

/* What a new version begins with: the words of another, without its dates that have passed. */
static struct version
version_begun(struct request *req, const struct version *from)
{
	struct version begun = VERSION_BLANK;

	if (!from)
		return begun;
	begun = *from;
	begun.began_from = from->number;
	begun.change_note = "";
	begun.in_force_from = NULL;
	if (begun.review_by && strcmp(begun.review_by, organisation_today(req)) <= 0)
		begun.review_by = NULL;
	return begun;
}

struct response
version_new(struct request *req)
{
	struct term *term = term_find(req->db, req, req->slug);
	const struct version *versions, *in_force, *from;
	struct version begun;
	size_t count;

	if (!term)
		return not_found(req);
	if (term->deprecated_at)
		return retired(req);
	in_force = version_find_in_force(req->db, req, term->id, req->now);
	versions = term_versions(req->db, req, term->id, req->now, &count);
	from = version_asked(req, "from", versions, count);
	if (request_query(req, "from") && !from)
		return not_found(req);
	begun = version_begun(req, from ? from : in_force);
	return form_answer(req, 200, term, NULL, wording_show(req, term, &begun, in_force != NULL), in_force, NULL);
}

/* The version the form says it began with; 0: none that there is. */
static int64_t
began_from(struct request *req, const struct term *term)
{
	int64_t number;

	if (!text_integer(request_field(req, "began_from"), 1, INT64_MAX, &number))
		return 0;
	return version_find(req->db, req, term->id, number, req->now) ? number : 0;
}

struct response
version_make(struct request *req)
{
	struct term *term = term_find(req->db, req, req->slug);
	const struct version *in_force;
	enum act_result result;
	struct wording *w;
	bool again;

	if (!term)
		return not_found(req);
	if (term->deprecated_at)
		return retired(req);
	in_force = version_find_in_force(req->db, req, term->id, req->now);
	w = wording_read(req, term, in_force != NULL, &again);
	w->version.began_from = began_from(req, term);
	if (again)
		return form_answer(req, 200, term, NULL, w, in_force, NULL);
	wording_check(req, w, term, in_force != NULL);
	if (!form_ok(w->form))
		return form_answer(req, 422, term, NULL, w, in_force, NULL);
	result = version_create(req->db, req, &req->actor, term->id, &w->version);
	if (result != RESULT_DONE)
		return retired(req);
	return term_done(req, term, "draft");
}

static const char *
bound_asked(const void *req, const char *name)
{
	return request_query(req, name);
}

/* The address may bring bounds that were tried on past leads: they stand in the form, and nothing is saved. */
struct response
version_edit_page(struct request *req)
{
	struct term *term = term_find(req->db, req, req->slug);
	struct version *version = term ? version_find(req->db, req, term->id, req->number, req->now) : NULL, *in_force;
	const char *problem;

	if (!version)
		return not_found(req);
	if (!version_can(version->state, STEP_EDIT))
		return version_conflict(req, term, req->number, STEP_EDIT, RESULT_MOVED);
	in_force = version_find_in_force(req->db, req, term->id, req->now);
	return form_answer(req, 200, term, version,
	    wording_show(req, term, version_rebound(req, version, bound_asked, req, &problem), in_force != NULL), in_force, NULL);
}

/* Whether an edit would change nothing: then it must not clear a signature either. */
static bool
same_edit(const struct version *now, const struct version *typed)
{
	return version_same_words(now, typed) && text_equal(now->change_note, typed->change_note)
	    && text_equal(now->in_force_from, typed->in_force_from);
}

/* Somebody saved first: the form again with both people's changes, and beside each other what both changed. */
static struct response
edit_clash(struct request *req, const struct term *term, const struct wording *w, const struct version *in_force)
{
	const struct version *now = version_find(req->db, req, term->id, req->number, req->now);
	const struct version_merge *merge;
	struct clash clash;

	if (!now || !version_can(now->state, STEP_EDIT))
		return version_conflict(req, term, req->number, STEP_EDIT, RESULT_MOVED);
	merge = version_merge(req, request_field(req, "base"), &w->version, now);
	clash = (struct clash){ now->editor_name, now->edited_at, wording_rows(req, now, &merge->disputed),
	    clash_labels(req, wording_rows(req, &merge->merged, &w->version)) };
	return form_answer(req, 409, term, now, wording_show(req, term, &merge->merged, in_force != NULL), in_force, &clash);
}

static struct response
edit_done(struct request *req, const struct term *term, const struct version *version, const char *done)
{
	return to_charter(req) ? redirect(req, "/charter?done=%s#version-%lld", done, (long long)version->id) : term_done(req, term, done);
}

struct response
version_save(struct request *req)
{
	struct term *term = term_find(req->db, req, req->slug);
	struct version *version = term ? version_find(req->db, req, term->id, req->number, req->now) : NULL, *in_force;
	enum act_result result;
	struct wording *w;
	bool again;

	if (!version)
		return not_found(req);
	if (!version_can(version->state, STEP_EDIT))
		return version_conflict(req, term, req->number, STEP_EDIT, RESULT_MOVED);
	in_force = version_find_in_force(req->db, req, term->id, req->now);
	w = wording_read(req, term, in_force != NULL, &again);
	if (again)
		return form_answer(req, 200, term, version, w, in_force, NULL);
	wording_check(req, w, term, in_force != NULL);
	if (!form_ok(w->form))
		return form_answer(req, 422, term, version, w, in_force, NULL);
	if (same_edit(version, &w->version))
		return edit_done(req, term, version, "same");
	w->version.id = version->id;
	w->version.revision = request_revision(req);
	result = version_edit(req->db, req, &req->actor, &w->version);
	if (result == RESULT_STALE)
		return edit_clash(req, term, w, in_force);
	if (result != RESULT_DONE)
		return version_conflict(req, term, req->number, STEP_EDIT, result);
	return edit_done(req, term, version, "saved");
}

/* Views of the queue that people keep under a name, for themselves or for their team. */
#include "leads/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "leads/pages_parts.h"

#include <string.h>
#include <talloc.h>

struct naming {
	const char *name;
	bool shared;
};

static const struct field *
fields_of(struct request *req)
{
	const struct field fields[] = {
		{ .name = "view_name", .label = "Name", .kind = FIELD_TEXT, .at = lead_index_NAME_FIELD, .into = offsetof(struct naming, name),
		    .most = SAVED_NAME_MOST, .required = true },
		{ .name = "shared", .label = text_format(req, "For everybody in %s", team_label(req->user->team)), .kind = FIELD_TICK,
		    .at = lead_index_SHARED_FIELD, .into = offsetof(struct naming, shared) },
		{ 0 }
	};
	struct field *copy = memory_need(talloc_memdup(req, fields, sizeof fields));

	if (!(user_roles(req->user) & MEMBER))
		copy[1] = (struct field){ 0 };
	return copy;
}

static const struct field rename_fields[] = {
	{ .name = "view_name", .label = "Name", .kind = FIELD_TEXT, .at = saved_view_NAME_FIELD, .into = offsetof(struct naming, name),
	    .most = SAVED_NAME_MOST, .required = true },
	{ 0 }
};

static const char taken[] = "There is a view of this name already. Choose another.";

struct form *
naming_form(struct request *req)
{
	return form_show(req, fields_of(req), NULL);
}

struct response
saved_view_make(struct request *req)
{
	struct naming typed = { 0 };
	struct form *form = form_read(req, fields_of(req), &typed);
	struct index_page refused = INDEX_BLANK;
	struct place place;
	const char *query;
	int64_t id = 0;
	enum act_result result = RESULT_DONE;

	if (!place_named(req, request_field(req, "place"), &place))
		return refuse(req, 422, "Open the queue, set the filters, then save them as a view.");
	place.saved_id = 0;
	query = place_text(req, &place, false);
	if (strlen(query) > SAVED_QUERY_MOST)
		form_reject(form, NULL, "These filters are too long to be kept. Take some away.");
	if (form_ok(form))
		result = saved_view_add(req->db, &req->actor, typed.name, query, typed.shared, &id);
	if (result == RESULT_TAKEN)
		form_reject(form, "view_name", taken);
	else if (result == RESULT_MOVED)
		form_reject(form, NULL, text_format(req, "There may be %d views%s. Delete one that nobody needs.", SAVED_VIEWS_MOST,
		    typed.shared ? " of a team" : " of your own"));
	if (form_ok(form))
		return redirect(req, "/leads?saved=%lld&done=saved", (long long)id);
	refused.naming = form;
	refused.naming_refused = true;
	return queue_answer(req, 422, &place, &refused);
}

static const struct saved_view *
named(struct request *req)
{
	return saved_view_find(req->db, req, req->id, req->user->id, req->user->team);
}

struct response
saved_view_show(struct request *req)
{
	const struct saved_view *view = named(req);
	struct naming present = { .name = view ? view->name : NULL };

	return view ? show_form(req, 200, saved_view_view(req, view, form_show(req, rename_fields, &present), view->revision)) : not_found(req);
}

/* Somebody was quicker. */
static struct response
moved(struct request *req, int64_t id)
{
	const struct saved_view *now = saved_view_find(req->db, req, id, req->user->id, req->user->team);

	return now ? conflict(req, text_format(req, "%s renamed this view to “%s” meanwhile. Nothing was done: look at it, then do it once more.",
	    now->editor_name, now->name)) : not_found(req);
}

struct response
saved_view_change(struct request *req)
{
	const struct saved_view *view = named(req);
	struct naming typed = { 0 };
	struct form *form = form_read(req, rename_fields, &typed);
	enum act_result result = RESULT_DONE;

	if (!view)
		return not_found(req);
	if (form_ok(form))
		result = saved_view_rename(req->db, &req->actor, view, typed.name, request_revision(req));
	if (result == RESULT_TAKEN)
		form_reject(form, "view_name", taken);
	if (!form_ok(form))
		return show_form(req, 422, saved_view_view(req, view, form, request_revision(req)));
	return result == RESULT_DONE ? redirect(req, "/leads?saved=%lld&done=saved", (long long)view->id) : moved(req, view->id);
}

struct response
saved_view_removal(struct request *req)
{
	const struct saved_view *view = named(req);

	if (!view)
		return not_found(req);
	if (saved_view_drop(req->db, &req->actor, view, request_revision(req)) != RESULT_DONE)
		return moved(req, view->id);
	return redirect(req, "/leads?done=removed");
}

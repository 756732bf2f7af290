/* One lead: adding, showing, editing. */
#include "leads/pages.h"

#include "base/text.h"
#include "leads/store_erase.h"
#include "leads/pages_parts.h"
#include "web/watch.h"

#include <talloc.h>

/* A lead as it is typed. */
struct typed {
	const char *name, *company, *job, *email, *phone, *source, *campaign, *theme, *persona;
	int origin;
	bool do_not_contact;
};

static const struct option origins[] = {
	{ "marketing", "Marketing", NULL, ORIGIN_MARKETING }, { "sales", "Sales", NULL, ORIGIN_SALES },
	{ "partner", "A partner", NULL, ORIGIN_PARTNER }, { "customer", "A customer", NULL, ORIGIN_CUSTOMER }, { 0 }
};

/* Names that are known, to choose from. */
static const struct option *
names_of(const void *ctx, const struct choice *choices, size_t count)
{
	struct option *options = memory_need(talloc_zero_array(ctx, struct option, count + 1));

	for (size_t i = 0; i < count; i++)
		options[i] = (struct option){ choices[i].name, choices[i].name, NULL, (int)i };
	return options;
}

static const struct field *
fields_of(struct request *req)
{
	static const struct field all[] = {
		{ .name = "name", .label = "Full name", .kind = FIELD_TEXT, .at = lead_form_NAME_FIELD, .into = offsetof(struct typed, name), .most = LEAD_NAME_MOST },
		{ .name = "company", .label = "Company", .kind = FIELD_TEXT, .at = lead_form_COMPANY_FIELD, .into = offsetof(struct typed, company), .most = LEAD_COMPANY_MOST },
		{ .name = "job", .label = "Job", .kind = FIELD_TEXT, .at = lead_form_JOB_FIELD, .into = offsetof(struct typed, job), .most = LEAD_JOB_MOST, .optional = true },
		{ .name = "email", .label = "Email address", .kind = FIELD_TEXT, .at = lead_form_EMAIL_FIELD, .into = offsetof(struct typed, email) },
		{ .name = "phone", .label = "Telephone", .kind = FIELD_TEXT, .at = lead_form_PHONE_FIELD, .into = offsetof(struct typed, phone), .optional = true },
		{ .name = "origin", .label = "Where does this lead come from?", .kind = FIELD_RADIO, .at = lead_form_ORIGIN_FIELD, .into = offsetof(struct typed, origin), .options = origins },
		{ .name = "source", .label = "How they found us", .kind = FIELD_LIST, .at = lead_form_SOURCE_FIELD, .into = offsetof(struct typed, source), .optional = true },
		{ .name = "campaign", .label = "Campaign", .kind = FIELD_LIST, .at = lead_form_CAMPAIGN_FIELD, .into = offsetof(struct typed, campaign), .optional = true },
		{ .name = "theme", .label = "What they read", .kind = FIELD_TEXT, .at = lead_form_THEME_FIELD, .into = offsetof(struct typed, theme), .optional = true },
		{ .name = "persona", .label = "Persona", .kind = FIELD_TEXT, .at = lead_form_PERSONA_FIELD, .into = offsetof(struct typed, persona), .optional = true },
		{ .name = "do_not_contact", .label = "Do not contact", .kind = FIELD_TICK, .at = lead_form_CONTACT_FIELD, .into = offsetof(struct typed, do_not_contact),
		    .hint = "The person has asked to be left alone." },
		{ 0 }
	};
	struct field *fields = talloc_memdup(req, all, sizeof all);
	size_t sources, campaigns;
	const struct choice *known = sources_list(req->db, req, false, &sources);

	memory_need(fields);
	fields[6].options = names_of(req, known, sources);
	known = campaigns_list(req->db, req, false, &campaigns);
	fields[7].options = names_of(req, known, campaigns);
	return fields;
}

static struct typed
typed_of(const struct lead *l)
{
	return (struct typed){ l->name, l->company, l->job, l->email, l->phone, l->source, l->campaign, l->theme, l->persona, l->origin, l->do_not_contact };
}

static void
take(struct lead *lead, const struct typed *t)
{
	lead->name = t->name;
	lead->company = t->company;
	lead->job = t->job;
	lead->email = t->email;
	lead->phone = t->phone;
	lead->source = t->source;
	lead->campaign = t->campaign;
	lead->theme = t->theme;
	lead->persona = t->persona;
	lead->origin = t->origin;
	lead->do_not_contact = t->do_not_contact;
}

static void
check(struct request *req, struct form *form, struct lead *lead)
{
	struct problems *problems = problems_new(req);

	lead_tidy(req, lead);
	lead_problems(problems, lead, req->now);
	for (size_t i = 0; i < problems->count; i++)
		form_reject(form, problems->list[i].member, problems->list[i].text);
}

/* At the field by which somebody was known who is not to be kept again. */
static void
erased_reject(struct request *req, struct form *form, const struct lead *lead, const struct lead *before)
{
	int by = lead_erased_by(req->db, req, lead, before);

	form_reject(form, by == ERASED_REF ? NULL : erased_member(by), erased_problem(by));
}

static struct response
form_answer(struct request *req, int status, const struct lead_form *f)
{
	return show_form(req, status, lead_form_view(req, f));
}

struct response
lead_new(struct request *req)
{
	struct typed blank = { .origin = req->user->team == TEAM_SALES ? ORIGIN_SALES : ORIGIN_MARKETING };
	struct lead_form f = { .form = form_show(req, fields_of(req), &blank) };

	return form_answer(req, 200, &f);
}

/* Whether the writer has seen each of these and means somebody else. */
static bool
seen_all(struct request *req, const struct lead_row *like, size_t count)
{
	const char *field = request_field(req, "like");
	char **ids = text_split(req, field ? field : "", " ", NULL);

	for (size_t i = 0; i < count; i++)
		if (!text_in(text_format(req, "%lld", (long long)like[i].id), (const char *const *)ids))
			return false;
	return true;
}

struct response
lead_make_page(struct request *req)
{
	struct typed typed = { .origin = GLOSSARY_NONE };
	struct lead lead = LEAD_BLANK;
	struct lead_row *like = NULL;
	size_t like_count = 0;
	struct lead_form f = { .form = form_read(req, fields_of(req), &typed) };
	enum act_result result;

	take(&lead, &typed);
	lead.owner_marketing_id = req->user->team == TEAM_MARKETING ? req->user->id : 0;
	lead.owner_sales_id = req->user->team == TEAM_SALES ? req->user->id : 0;
	check(req, (struct form *)f.form, &lead);
	if (!form_ok(f.form))
		return form_answer(req, 422, &f);
	like = leads_like(req->db, req, &lead, &like_count);
	result = lead_create(req->db, req, &req->actor, &lead, like_count && seen_all(req, like, like_count) ? MAKE_ANYWAY : MAKE_UNLESS_LIKE,
	    &like, &like_count);
	if (result == RESULT_DONE)
		return redirect(req, "/leads/%lld?done=added", (long long)lead.id);
	if (result == RESULT_ERASED) {
		erased_reject(req, (struct form *)f.form, &lead, NULL);
		return form_answer(req, 422, &f);
	}
	f.like = like;
	f.like_count = like_count;
	form_reject((struct form *)f.form, NULL, "Somebody like this is here already. Open that lead, or send the form again to make a second one.");
	return form_answer(req, 422, &f);
}

static struct response
lead_answer(struct request *req, int64_t id)
{
	struct lead *lead;
	const char *done = request_query(req, "done");
	struct view *view;

	req->id = id;
	lead = lead_named(req);
	if (!lead)
		return lead_missing(req);
	view = lead_page_of(req, lead, NULL, NULL);
	if (done && text_equal(done, "added") && lead->created_by == req->user->id && req->now - lead->created_at < 600)
		page_notice(view, "Added.");
	else if (done)
		page_notice(view, watch_words(req, watch_has(req->db, req->user->id, WATCH_LEAD, lead->id)));
	return show_form(req, 200, view);
}

struct response
lead_watch(struct request *req)
{
	const struct lead *lead = lead_named(req);

	return lead ? watch_taken(req, WATCH_LEAD, lead->id, text_format(req, "/leads/%lld", (long long)lead->id)) : lead_missing(req);
}

struct response
lead_show_page(struct request *req)
{
	return lead_answer(req, req->id);
}

struct response
lead_by_ref_page(struct request *req)
{
	size_t count;
	char **parts = text_split(req, req->path, "/", &count);		/* "", "leads", "by-ref", the system, and what it calls it */
	int64_t id = count > 4 ? lead_by_ref(req->db, parts[3], req->slug) : 0;

	return id ? lead_answer(req, id) : not_found(req);
}

struct response
lead_edit_page(struct request *req)
{
	struct lead *lead = lead_named(req);
	struct typed typed;
	struct lead_form f;

	if (!lead)
		return not_found(req);
	typed = typed_of(lead);
	f = (struct lead_form){ .lead = lead, .form = form_show(req, fields_of(req), &typed), .revision = lead->revision };
	return form_answer(req, 200, &f);
}

struct response
lead_save(struct request *req)
{
	struct lead *lead = lead_named(req), edited;
	struct typed typed;
	struct lead_form f;
	enum act_result result;

	if (!lead)
		return not_found(req);
	typed = typed_of(lead);
	f = (struct lead_form){ .lead = lead, .form = form_read(req, fields_of(req), &typed), .revision = request_revision(req) };
	edited = *lead;
	edited.revision = request_revision(req);
	take(&edited, &typed);
	check(req, (struct form *)f.form, &edited);
	if (!form_ok(f.form))
		return form_answer(req, 422, &f);
	result = lead_edit(req->db, req, &req->actor, &edited, MAKE_UNLESS_LIKE);
	if (result == RESULT_DONE)
		return redirect(req, "/leads/%lld", (long long)lead->id);
	if (result == RESULT_TAKEN) {
		form_reject((struct form *)f.form, "email", "Another lead has this email address. Open that one instead.");
		return form_answer(req, 422, &f);
	}
	if (result == RESULT_ERASED) {
		erased_reject(req, (struct form *)f.form, &edited, lead);
		return form_answer(req, 422, &f);
	}
	if (result != RESULT_STALE)
		return not_found(req);
	f.revision = lead->revision;
	form_reject((struct form *)f.form, NULL, "Somebody changed this lead since you opened the form. Look at it again beside what you typed, then save once more.");
	return form_answer(req, 409, &f);
}

/* Who answers for what: the directory, and the topics that are kept for it alone. */
#include "glossary/pages.h"

#include "base/text.h"
#include "glossary/pages_parts.h"
#include "glossary/store_directory.h"
#include "glossary/views_directory.h"

#include <talloc.h>

struct typed_topic {
	struct topic topic;
	int point_marketing, point_sales;	/* codes of the options: 0 nobody, else 1 and up into the people */
};

enum { NAME_AT, MARKETING_DOES_AT, SALES_DOES_AT, MARKETING_AT, SALES_AT };

static const struct field topic_fields[] = {
	[NAME_AT] = { .name = "name", .label = "Topic or kind of content", .kind = FIELD_TEXT, .at = topic_form_NAME_FIELD,
	    .into = offsetof(struct typed_topic, topic.name), .most = 120, .required = true,
	    .hint = "Such as: webinars, case studies, answers to competitors." },
	[MARKETING_DOES_AT] = { .name = "by_marketing", .label = "Marketing does it", .kind = FIELD_TICK, .at = topic_form_BY_MARKETING_FIELD,
	    .into = offsetof(struct typed_topic, topic.by_marketing) },
	[SALES_DOES_AT] = { .name = "by_sales", .label = "Sales does it", .kind = FIELD_TICK, .at = topic_form_BY_SALES_FIELD,
	    .into = offsetof(struct typed_topic, topic.by_sales) },
	[MARKETING_AT] = { .name = "point_marketing", .label = "Whom to ask in Marketing", .kind = FIELD_SELECT,
	    .at = topic_form_POINT_MARKETING_FIELD, .into = offsetof(struct typed_topic, point_marketing) },
	[SALES_AT] = { .name = "point_sales", .label = "Whom to ask in Sales", .kind = FIELD_SELECT,
	    .at = topic_form_POINT_SALES_FIELD, .into = offsetof(struct typed_topic, point_sales) },
	{ 0 }
};

struct choice_of_people {
	struct field *fields;
	const struct person *people;
	size_t count;
};

static const struct option *
team_options(const void *ctx, const struct choice_of_people *c, int team)
{
	struct option *options = memory_need(talloc_zero_array(ctx, struct option, c->count + 2));
	size_t n = 1;

	options[0] = (struct option){ .value = "", .label = "Nobody yet" };
	for (size_t i = 0; i < c->count; i++)
		if (c->people[i].team == team)
			options[n++] = (struct option){ .value = text_format(options, "%lld", (long long)c->people[i].id),
			    .label = c->people[i].name, .code = (int)i + 1 };
	return options;
}

static struct choice_of_people
choices_of(struct request *req)
{
	struct choice_of_people c = { .fields = memory_need(talloc_memdup(req, topic_fields, sizeof topic_fields)) };

	c.people = people_choices(req->db, req, &c.count);
	c.fields[MARKETING_AT].options = team_options(req, &c, TEAM_MARKETING);
	c.fields[SALES_AT].options = team_options(req, &c, TEAM_SALES);
	return c;
}

/* Who has left or changed teams stands in no list: the form begins with nobody then. */
static int
code_of(const struct choice_of_people *c, int64_t id, int team)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->people[i].id == id && c->people[i].team == team)
			return (int)i + 1;
	return 0;
}

static struct form *
topic_read(struct request *req, const struct choice_of_people *c, struct typed_topic *typed)
{
	struct form *form;

	*typed = (struct typed_topic){ .point_marketing = 0 };
	form = form_read(req, c->fields, typed);
	typed->topic.point_marketing_id = typed->point_marketing > 0 ? c->people[typed->point_marketing - 1].id : 0;
	typed->topic.point_sales_id = typed->point_sales > 0 ? c->people[typed->point_sales - 1].id : 0;
	return form;
}

static const char *
said(const struct request *req)
{
	static const struct { const char *key, *words; } known[] = {
		{ "added", "Added to the directory." }, { "saved", "Saved." }, { "removed", "Taken out of the directory." },
	};
	const char *key = request_query(req, "done");

	for (size_t i = 0; key && i < sizeof known / sizeof *known; i++)
		if (text_equal(known[i].key, key))
			return known[i].words;
	return NULL;
}

struct response
directory_page(struct request *req)
{
	size_t count;
	const struct duty *duties = duties_list(req->db, req, req->now, &count);
	struct view *view = directory_view(req, duties, count);

	page_notice(view, said(req));
	return show(req, 200, view);
}

struct response
topic_new(struct request *req)
{
	struct choice_of_people c = choices_of(req);

	return show_form(req, 200, topic_view(req, NULL, form_show(req, c.fields, NULL), 0));
}

struct response
topic_make(struct request *req)
{
	struct choice_of_people c = choices_of(req);
	struct typed_topic typed;
	struct form *form = topic_read(req, &c, &typed);

	if (form_ok(form) && !topic_add(req->db, &req->actor, &typed.topic))
		form_reject(form, "name", "A topic of this name is in the directory already.");
	return form_ok(form) ? redirect(req, "/glossary/directory?done=added") : show_form(req, 422, topic_view(req, NULL, form, 0));
}

struct response
topic_edit(struct request *req)
{
	const struct topic *topic = topic_find(req->db, req, req->id);
	struct choice_of_people c = choices_of(req);
	struct typed_topic present;

	if (!topic)
		return not_found(req);
	present = (struct typed_topic){ .topic = *topic, .point_marketing = code_of(&c, topic->point_marketing_id, TEAM_MARKETING),
	    .point_sales = code_of(&c, topic->point_sales_id, TEAM_SALES) };
	return show_form(req, 200, topic_view(req, topic, form_show(req, c.fields, &present), topic->revision));
}

/* Somebody was quicker: who, and what was typed comes back. */
static struct response
topic_moved(struct request *req, const struct topic *topic)
{
	return conflict(req, text_format(req, "%s changed this %s. Nothing was saved now: open it again.", topic->editor_name,
	    moment_words(req, topic->edited_at)));
}

struct response
topic_change(struct request *req)
{
	const struct topic *topic = topic_find(req->db, req, req->id);
	struct choice_of_people c = choices_of(req);
	struct typed_topic typed;
	struct form *form = topic_read(req, &c, &typed);
	enum topic_result result = TOPIC_DONE;

	if (!topic)
		return not_found(req);
	typed.topic.id = topic->id;
	typed.topic.revision = request_revision(req);
	if (form_ok(form))
		result = topic_save(req->db, &req->actor, &typed.topic);
	if (result == TOPIC_TAKEN)
		form_reject(form, "name", "A topic of this name is in the directory already.");
	if (!form_ok(form))
		return show_form(req, 422, topic_view(req, topic, form, typed.topic.revision));
	return result == TOPIC_DONE ? redirect(req, "/glossary/directory?done=saved") : topic_moved(req, topic);
}

struct response
topic_removal(struct request *req)
{
	const struct topic *topic = topic_find(req->db, req, req->id);

	if (!topic)
		return not_found(req);
	if (topic_remove(req->db, &req->actor, topic->id, request_revision(req)) != TOPIC_DONE)
		return topic_moved(req, topic);
	return redirect(req, "/glossary/directory?done=removed");
}

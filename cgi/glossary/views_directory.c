/* Fills the pages of the directory. */
#include "glossary/views_directory.h"

#include "accounts/rules.h"
#include "base/days.h"
#include "base/text.h"

/* Where a member changes who answers. */
static const char *
edit_href(const void *ctx, const struct duty *d)
{
	return d->topic_id ? text_format(ctx, "/glossary/directory/%lld", (long long)d->topic_id)
	    : text_format(ctx, "/glossary/%s/words#owner", d->slug);
}

static void
name_fill(struct view *row, const struct duty *d)
{
	view_text(row, directory_index_DUTY_NAME, d->name);
	view_show(row, d->slug ? directory_index_IS_TERM : directory_index_IS_TOPIC);
	view_text(row, directory_index_TERM_SLUG, d->slug);
}

/* What is wrong with one thing, in the list of all that is. */
static bool
trouble_fill(struct view *view, enum marker row_marker, const struct duty *d, const char *const *said, bool may_edit)
{
	struct view *row;

	if (!*said)
		return false;
	row = view_row(view, row_marker);
	name_fill(row, d);
	for (; *said; said++)
		view_text(view_row(row, directory_index_TROUBLE_ROW), directory_index_TROUBLE_WORDS, *said);
	if (may_edit) {
		view_show(row, directory_index_MAY_EDIT);
		view_text(row, directory_index_EDIT_HREF, edit_href(row, d));
	}
	return true;
}

/* "Ben Okafor", "out until 3 August 2026, ask Ann Lee". */
static void
contact_fill(struct view *row, enum marker section, enum marker none, const struct contact *c, const char *today)
{
	struct view *at;
	struct day until;

	if (!c->id) {
		view_show(row, none);
		return;
	}
	at = view_row(row, section);
	view_text(at, directory_index_PERSON_ID, text_format(at, "%lld", (long long)c->id));
	view_text(at, directory_index_PERSON_NAME, c->name);
	if (c->has_left)
		view_maybe(at, directory_index_HAS_STATE, directory_index_STATE_WORDS, "has left");
	else if (is_out(c->out_until, today) && day_parse(c->out_until, &until))
		view_maybe(at, directory_index_HAS_STATE, directory_index_STATE_WORDS, text_format(at, "out until %s%s%s", day_long(at, until),
		    c->deputy_name ? ", ask " : "", c->deputy_name ? c->deputy_name : ""));
}

static void
duty_fill(struct view *row, const struct duty *d, const char *today, bool may_edit)
{
	name_fill(row, d);
	view_text(row, directory_index_KIND_LABEL, d->topic_id ? "Topic" : term_kind_label(d->kind));
	view_show_if(row, directory_index_BY_MARKETING, d->by[TEAM_MARKETING]);
	view_show_if(row, directory_index_BY_SALES, d->by[TEAM_SALES]);
	contact_fill(row, directory_index_MARKETING_POINT, directory_index_MARKETING_NONE, &d->points[TEAM_MARKETING], today);
	contact_fill(row, directory_index_SALES_POINT, directory_index_SALES_NONE, &d->points[TEAM_SALES], today);
	if (may_edit) {
		view_show(row, directory_index_MAY_EDIT);
		view_text(row, directory_index_EDIT_HREF, edit_href(row, d));
	}
}

struct view *
directory_view(struct request *req, const struct duty *duties, size_t count)
{
	struct view *view = page(req, TPL_DIRECTORY_INDEX, "Who answers for what – Glossary");
	const char *today = organisation_today(req);
	bool may_edit = !glossary_may_write(req->user), gaps = false, doubles = false;

	crumbs_fill(view, (struct crumb[]){ { "/glossary", "Glossary" }, { 0 } });
	view_show_if(view, directory_index_MAY_ADD, may_edit);
	for (size_t i = 0; i < count; i++) {
		const struct duty *d = &duties[i];

		if (trouble_fill(view, directory_index_GAP_ROW, d, duty_gaps(view, d), may_edit))
			gaps = true;
		if (trouble_fill(view, directory_index_DOUBLE_ROW, d, duty_doubles(view, d), may_edit))
			doubles = true;
		duty_fill(view_row(view, directory_index_DUTY_ROW), d, today, may_edit);
	}
	view_show_if(view, directory_index_HAS_GAPS, gaps);
	view_show_if(view, directory_index_HAS_DOUBLES, doubles);
	view_show_if(view, directory_index_ALL_WELL, count && !gaps && !doubles);
	view_show(view, count ? directory_index_HAS_DUTIES : directory_index_NO_DUTIES);
	return view;
}

struct view *
topic_view(struct request *req, const struct topic *topic, const struct form *form, int64_t revision)
{
	struct view *view = page(req, TPL_TOPIC_FORM, topic ? text_format(req, "%s – Who answers for what", topic->name)
	    : "Add a topic – Who answers for what");

	crumbs_fill(view, (struct crumb[]){ { "/glossary", "Glossary" }, { "/glossary/directory", "Who answers for what" }, { 0 } });
	view_text(view, topic_form_FORM_TITLE, topic ? topic->name : "Add a topic");
	view_text(view, topic_form_FORM_ACTION, topic ? text_format(view, "/glossary/directory/%lld", (long long)topic->id) : "/glossary/directory");
	form_fill(view, form);
	form_errors_fill(view, topic_form_FORM_ERRORS, form);
	if (!topic)
		return view;
	form_hidden_fill(view, topic_form_FORM_HIDDEN, revision);
	view_show(view, topic_form_IS_OLD);
	moment_fill(view, topic_form_EDITED_STAMP, topic_form_EDITED_WORDS, req, topic->edited_at);
	view_text(view, topic_form_EDITOR_NAME, topic->editor_name);
	view_number(view, topic_form_TOPIC_ID, topic->id);
	return view;
}

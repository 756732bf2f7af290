/* Fills the history of a lead: what both sides did with it. */
#include "leads/views_lead.h"

#include "base/text.h"

/* "Not met: People at the company, We sell in their country." */
static const char *
cited_words(const void *ctx, const struct version *version, const char *cited)
{
	char **codes = text_split_lines(ctx, cited, NULL);

	for (size_t i = 0; codes[i]; i++) {
		const struct criterion *c = version ? criterion_of(version, codes[i]) : NULL;

		if (c)
			codes[i] = text_copy(ctx, c->label);
	}
	return text_format(ctx, "Not met: %s", text_join(ctx, (const char *const *)codes, ", "));
}

/* What came with an act: its reason and criteria, or its result. */
static const char *
event_reason(const void *ctx, const struct version *version, const struct handoff_event *e)
{
	if (e->move == MOVE_ASSIGNMENT)
		return NULL;	/* its words say who has it */
	if (e->reason_name && !text_blank(e->cited))
		return text_format(ctx, "%s. %s", e->reason_name, cited_words(ctx, version, e->cited));
	for (int i = 0; e->move == MOVE_ATTEMPT && attempt_result_names[i]; i++)
		if (text_equal(e->detail, attempt_result_names[i]))
			return attempt_result_label(i);
	if (e->reason_name)
		return e->reason_name;
	if (!text_blank(e->cited))
		return cited_words(ctx, version, e->cited);
	return text_blank(e->detail) ? NULL : sentence_case(ctx, text_replace(ctx, e->detail, "_", " "));
}

static void
event_fill(struct view *row, struct request *req, const struct lead_page *p, const struct handoff_event *e)
{
	const char *name = e->person_name ? e->person_name : "Concord";

	team_fill(row, e->team);
	view_text(row, lead_show_ACTOR_INITIALS, name_initials(row, name));
	view_text(row, lead_show_ACTOR_NAME, name);
	view_text(row, lead_show_ACT_WORDS, move_done(e->move));
	moment_fill(row, lead_show_ACT_STAMP, lead_show_ACT_DATE, req, e->at);
	view_show_if(row, lead_show_WAS_UNDONE, e->undone_at);
	if (e->recorded_at >= e->at + 60)
		view_maybe(row, lead_show_HAS_LATE, lead_show_LATE_WORDS, text_format(row, "recorded %s", moment_words(req, e->recorded_at)));
	view_maybe(row, lead_show_HAS_REASON, lead_show_ACT_REASON, event_reason(row, p->version, e));
	view_maybe(row, lead_show_HAS_TEXT, lead_show_ACT_TEXT, e->words);
}

static void
change_fill(struct view *row, struct request *req, const struct lead_change *c)
{
	const char *name = c->person_name ? c->person_name : "Concord";

	team_fill(row, c->team);
	view_text(row, lead_show_ACTOR_INITIALS, name_initials(row, name));
	view_text(row, lead_show_ACTOR_NAME, name);
	if (text_equal(c->field, "merged"))
		view_text(row, lead_show_ACT_WORDS, "made two records of this person one");
	else
		view_format(row, lead_show_ACT_WORDS, "changed %s", text_replace(row, c->field, "_", " "));
	moment_fill(row, lead_show_ACT_STAMP, lead_show_ACT_DATE, req, c->at);
}

void
lead_history_fill(struct view *view, struct request *req, const struct lead_page *p)
{
	size_t e = 0, c = 0;
	struct view *row;

	while (e < p->event_count || c < p->change_count) {
		bool event = e < p->event_count && (c == p->change_count || p->events[e].event.recorded_at >= p->changes[c].at);

		row = view_row(view, lead_show_HISTORY_ROW);
		if (event)
			event_fill(row, req, p, &p->events[e++].event);
		else
			change_fill(row, req, &p->changes[c++]);
	}
	row = view_row(view, lead_show_HISTORY_ROW);
	view_text(row, lead_show_ACTOR_INITIALS, name_initials(row, p->lead->author_name ? p->lead->author_name : "Concord"));
	view_text(row, lead_show_ACTOR_NAME, p->lead->author_name ? p->lead->author_name : "Concord");
	view_text(row, lead_show_ACT_WORDS, "added the lead");
	moment_fill(row, lead_show_ACT_STAMP, lead_show_ACT_DATE, req, p->lead->created_at);
}

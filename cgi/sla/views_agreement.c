/* Versions of the agreement: all of them, one by itself. */
#include "sla/views_agreement.h"

#include "base/text.h"
#include "web/watch.h"

#include <talloc.h>

static const struct crumb above[] = { { "/sla", "Agreement" }, { 0 } };

/* Its change in a line, and whose it is. */
static const char *
row_line(struct request *req, const struct agreement_row *row)
{
	const char *by = row->edited_by == row->author_id ? row->author_name
	    : text_format(req, "%s, last edited by %s", row->author_name, row->editor_name);
	const char *promises = row->promises == 1 ? "1 promise" : text_format(req, "%lld promises", (long long)row->promises);

	if (row->in_force_at)
		return text_format(req, "%s. %s, %s%s", text_format(req, row->in_force_at > req->now ? "In force from %s" : "In force since %s",
		    day_words_at(req, row->in_force_at)), promises, by, *row->change_note ? text_format(req, ": %s", row->change_note) : "");
	return text_format(req, "%s, %s, %s%s", promises, by, moment_words(req, row->edited_at),
	    *row->change_note ? text_format(req, ": %s", row->change_note) : "");
}

static const struct agreement_row *
row_of_status(const struct agreement_row *rows, size_t count, int status)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].status == status)
			return &rows[i];
	return NULL;
}

static const char *
whole_words(struct request *req, const struct agreement_index_page *p)
{
	const struct agreement_row *in_force = row_of_status(p->rows, p->count, STATUS_IN_FORCE);
	const struct agreement_row *coming = row_of_status(p->rows, p->count, STATUS_RATIFIED);

	if (in_force && coming)
		return text_format(req, "Version %lld is in force since %s; version %lld follows on %s.", (long long)in_force->number,
		    day_words_at(req, in_force->in_force_at), (long long)coming->number, day_words_at(req, coming->in_force_at));
	if (in_force)
		return text_format(req, "Version %lld is in force since %s.", (long long)in_force->number,
		    day_words_at(req, in_force->in_force_at));
	if (coming)
		return text_format(req, "Version %lld comes into force on %s.", (long long)coming->number,
		    day_words_at(req, coming->in_force_at));
	return "What the two teams promise each other. Nothing is agreed yet.";
}

struct view *
agreement_index_view(struct request *req, const struct agreement_index_page *p)
{
	struct view *view = page(req, TPL_AGREEMENT_INDEX, "Versions of the agreement");
	const struct agreement_row *open = agreement_open(p->rows, p->count);
	bool may_write = !agreement_may_write(req->user);

	page_notice(view, p->notice);
	crumbs_fill(view, above);
	view_text(view, agreement_index_LIFE_WORDS, whole_words(req, p));
	view_show(view, p->count ? agreement_index_HAS_VERSIONS : agreement_index_NO_VERSIONS);
	view_text(view, agreement_index_NONE_WORDS, may_write ? "Write the first one; a signatory of each team signs it."
	    : "Members of Marketing and Sales write it.");
	if (may_write) {
		struct view *propose = view_row(view, agreement_index_MAY_PROPOSE);

		view_show_if(propose, agreement_index_IS_FIRST, !open);
		view_text(propose, agreement_index_PROPOSE_HREF, p->count ? "/sla/new" : "/sla/start");
		view_text(propose, agreement_index_PROPOSE_LABEL, p->count ? "Propose a change" : "Write the first agreement");
	}
	if (open)
		view_maybe(view, agreement_index_OPEN_LINK, agreement_index_OPEN_NUMBER,
		    text_format(view, "%lld", (long long)open->number));
	for (size_t i = 0; i < p->count; i++) {
		const struct agreement_row *a = &p->rows[i];
		struct view *row = view_row(view, agreement_index_VERSION_ROW);

		view_number(row, agreement_index_VERSION_NUMBER, a->number);
		view_text(row, agreement_index_VERSION_LINE, row_line(req, a));
		agreement_tag_fill(row, req, a->status, a->in_force_at, a->marketing_signed, a->sales_signed);
	}
	return view;
}

static const struct act *
last_act(const struct agreement_page *p, enum act_kind kind)
{
	for (size_t i = p->act_count; i-- > 0;)
		if (p->acts[i].kind == (int)kind)
			return &p->acts[i];
	return NULL;
}

static const char *
life_words(struct request *req, const struct agreement_page *p)
{
	const struct agreement *a = p->agreement;
	const struct act *last = last_act(p, HAPPENED_WITHDRAWAL);

	switch (a->status) {
	case STATUS_IN_FORCE:
		return text_format(req, "In force since %s", day_words_at(req, a->in_force_at));
	case STATUS_RATIFIED:
		return text_format(req, "Agreed, in force from %s", day_words_at(req, a->in_force_at));
	case STATUS_SUPERSEDED:
		return text_format(req, "In force from %s to %s", day_words_at(req, a->in_force_at), day_words_at(req, a->ended_at));
	case STATUS_IN_REVIEW:
		return "Proposed; a signatory of each team signs it";
	case STATUS_WITHDRAWN:
		return text_format(req, "Withdrawn by %s, %s%s%s", last ? last->person_name : a->editor_name,
		    moment_words(req, last ? last->at : a->edited_at), last && *last->words ? ": " : "", last ? last->words : "");
	default:
		return "A draft; both teams read, edit and discuss it";
	}
}

static void
others_fill(struct view *view, const struct agreement_page *p)
{
	view_show_if(view, agreement_show_HAS_OTHERS, p->version_count > 1);
	for (size_t i = 0; i < p->version_count; i++) {
		const struct agreement_row *a = &p->versions[i];
		struct view *row;

		if (a->id == p->agreement->id)
			continue;
		row = view_row(view, agreement_show_OTHER_ROW);
		view_number(row, agreement_show_OTHER_NUMBER, a->number);
		view_format(row, agreement_show_OTHER_LABEL, "Version %lld, %s", (long long)a->number, status_words(row, a->status));
		view_show_if(row, agreement_show_IS_CHOSEN, p->other && a->id == p->other->id);
	}
}

/* The words, or how they differ: the older of both is what was there before. */
static void
words_fill(struct view *view, const struct agreement_page *p)
{
	const struct agreement *older = p->other, *newer = p->agreement;
	struct view *sides;

	if (!p->other) {
		view_text(view, agreement_show_MEANING_TITLE, "What we promise each other");
		agreement_words_fill(view, p->reader, NULL, newer);
		return;
	}
	if (older->number > newer->number) {
		older = p->agreement;
		newer = p->other;
	}
	view_format(view, agreement_show_MEANING_TITLE, "Compared with version %lld", (long long)p->other->number);
	sides = view_row(view, agreement_show_HAS_SIDES);
	view_number(sides, agreement_show_OLDER_NUMBER, older->number);
	view_number(sides, agreement_show_NEWER_NUMBER, newer->number);
	agreement_words_fill(view, p->reader, older, newer);
}

/* The objection that sent a draft back, until it is sent to both teams again. */
static void
objection_fill(struct view *view, const struct agreement_page *p)
{
	const struct act *objection = last_act(p, HAPPENED_OBJECTION), *review = last_act(p, HAPPENED_REVIEW);
	struct view *row;

	if (p->agreement->status != STATUS_DRAFT || !objection || (review && review->id > objection->id))
		return;
	row = view_row(view, agreement_show_OBJECTION_ROW);
	view_text(row, agreement_show_OBJECTOR_NAME, objection->person_name);
	moment_fill(row, agreement_show_OBJECTED_STAMP, agreement_show_OBJECTED_WORDS, p->reader->req, objection->at);
	view_text(row, agreement_show_OBJECTION_REASON, objection->words);
}

/* Another version came into force since this open one was begun. */
static void
overtaken_fill(struct view *view, const struct agreement_page *p)
{
	const struct agreement *a = p->agreement, *now = p->in_force;
	struct view *row;

	if (!now || a->status > STATUS_IN_REVIEW || now->number == a->began_from || now->number < a->began_from)
		return;
	row = view_row(view, agreement_show_BEGAN_NOTICE);
	view_format(row, agreement_show_BEGAN_WORDS, "This %s began %s; version %lld has come into force since.",
	    a->status == STATUS_DRAFT ? "draft" : "version", a->began_from ? text_format(row, "from version %lld",
	    (long long)a->began_from) : "before anything was in force", (long long)now->number);
	view_format(row, agreement_show_COMPARE_HREF, "%s?compare=%lld", agreement_url(row, a->number, NULL), (long long)now->number);
	view_number(row, agreement_show_COMPARE_NUMBER, now->number);
}

/* What may happen to it next, and who may do it. */
static const char *
act_note(const struct agreement_page *p)
{
	const struct agreement *a = p->agreement;
	struct request *req = p->reader->req;
	bool may_write = !agreement_may_write(req->user);

	if (a->status == STATUS_RATIFIED)
		return text_format(req, "Both teams have signed. It comes into force on %s; until then %s.", day_words_at(req, a->in_force_at),
		    p->in_force ? text_format(req, "version %lld stays in force", (long long)p->in_force->number) : "nothing is in force");
	if (a->status == STATUS_DRAFT && !may_write)
		return "Members of Marketing and Sales can edit this draft and send it to be signed.";
	if (a->status == STATUS_DRAFT)
		return "Anyone in either team can edit this draft. Send it when it is ready; then a signatory of each team signs.";
	if (a->status == STATUS_IN_REVIEW && may_write && a->signature_count)
		return "An edit clears the signature.";
	return NULL;
}

static void
notices_fill(struct view *view, const struct agreement_page *p)
{
	retired_fill(view, p->reader->req, p->retired, p->retired_count);
	overtaken_fill(view, p);
	objection_fill(view, p);
	if (p->wanted) {
		struct view *wanted = view_row(view, agreement_show_HAS_WANTED);

		view_text(wanted, agreement_show_WANTED_WORDS, p->wanted);
		view_show_if(wanted, agreement_show_MAY_CHARTER, !agreement_may_write(p->reader->req->user)
		    && p->agreement->status == STATUS_IN_REVIEW && !p->agreement->charter_id);
	}
	if (p->agreement->charter_id)
		view_maybe(view, agreement_show_ON_CHARTER, agreement_show_SHEET_ID,
		    text_format(view, "%lld", (long long)p->agreement->charter_id));
}

struct view *
agreement_view(struct request *req, const struct agreement_page *p)
{
	const struct agreement *a = p->agreement;
	bool ended = a->status == STATUS_SUPERSEDED || a->status == STATUS_WITHDRAWN;
	bool may_write = !agreement_may_write(req->user);
	struct view *view = page(req, TPL_AGREEMENT_SHOW, text_format(req, "Version %lld – Agreement", (long long)a->number));

	crumbs_fill(view, above);
	reply_errors_fill(view, p->reply);
	page_notice(view, p->notice);
	view_number(view, agreement_show_VERSION_NUMBER, a->number);
	view_text(view, agreement_show_LIFE_WORDS, life_words(req, p));
	watch_fill(view, agreement_show_WATCH_BUTTON, text_format(view, "/sla/watch?version=%lld", (long long)a->number), p->watched);
	view_maybe(view, agreement_show_MAY_REVIVE, agreement_show_REVIVE_LABEL, !may_write ? NULL
	    : ended ? "Go back to this version" : a->status >= STATUS_RATIFIED ? "Propose a change" : NULL);
	view_show_if(view, agreement_show_MAY_EDIT, agreement_offers(a, req->user, STEP_EDIT));
	notices_fill(view, p);
	others_fill(view, p);
	agreement_tag_fill(view, req, a->status, a->in_force_at, agreement_signature(a, TEAM_MARKETING), agreement_signature(a, TEAM_SALES));
	view_text(view, agreement_show_AUTHOR_NAME, agreement_author(view, a));
	moment_fill(view, agreement_show_WRITTEN_STAMP, agreement_show_WRITTEN_WORDS, req, agreement_moment(a));
	view_maybe(view, agreement_show_HAS_NOTE, agreement_show_CHANGE_NOTE, a->change_note);
	words_fill(view, p);
	view_maybe(view, agreement_show_ACT_NOTE, agreement_show_NOTE_WORDS, act_note(p));
	view_show_if(view, agreement_show_MAY_REVIEW, agreement_offers(a, req->user, STEP_REVIEW));
	form_hidden_fill(view, agreement_show_FORM_HIDDEN, a->revision);
	agreement_signing_fill(view, p->reader, a, p->wanted != NULL, p->reply);
	if (agreement_offers(a, req->user, STEP_WITHDRAW))
		withdrawal_fill(view, &(struct version){ .number = a->number, .signature_count = a->signature_count }, p->reply);
	discussion_fill(view, agreement_show_VERSION_TALK, p->reader, may_write ? agreement_url(view, a->number, "comments") : NULL,
	    a->number, p->acts, p->act_count, p->reply);
	return view;
}

/* A version by itself, and the form that writes one. */
#include "glossary/views.h"

#include "base/text.h"

#include <talloc.h>

/* When the version that followed one in force came into force; 0: none has. */
static int64_t
replaced_at(const struct version_page *p)
{
	int64_t at = 0;

	for (size_t i = 0; i < p->version_count; i++) {
		const struct version *v = &p->versions[i];

		if (v->state == STATE_RATIFIED && v->in_force_at >= p->version->in_force_at && v->id != p->version->id
		    && (v->in_force_at > p->version->in_force_at || v->number > p->version->number)
		    && (!at || v->in_force_at < at))
			at = v->in_force_at;
	}
	return at;
}

/* Comments may follow it. */
static const struct act *
withdrawal_of(const struct version_page *p)
{
	for (size_t i = p->act_count; i-- > 0;)
		if (p->acts[i].kind == HAPPENED_WITHDRAWAL)
			return &p->acts[i];
	return NULL;
}

const char *
author_words(const void *ctx, const struct version *v)
{
	return v->edited_by == v->author_id ? v->author_name
	    : text_format(ctx, "%s, last edited by %s", v->author_name, v->editor_name);
}

int64_t
author_moment(const struct version *v)
{
	return v->edited_by == v->author_id ? v->created_at : v->edited_at;
}

void
began_fill(struct view *view, const struct term *term, const struct version *v, const struct version *in_force)
{
	const char *began;

	if (!in_force || v->status > STATUS_IN_REVIEW || in_force->number == v->began_from
	    || (in_force->in_force_at <= v->created_at && (!v->began_from || in_force->number < v->began_from)))
		return;
	began = v->began_from ? text_format(view, "from version %ld", (long)v->began_from) : "before anything was in force";
	view_show(view, M_BEGAN_NOTICE);
	view_format(view, M_BEGAN_WORDS, "This %s began %s; version %ld has come into force since.",
	    v->status == STATUS_DRAFT ? "draft" : "version", began, (long)in_force->number);
	view_format(view, M_COMPARE_HREF, "%s?compare=%ld", version_url(view, term->slug, v->number, NULL), (long)in_force->number);
	view_number(view, M_COMPARE_NUMBER, in_force->number);
}

static const char *
life_words(const struct version_page *p)
{
	const struct version *v = p->version;
	struct request *req = p->reader->req;
	int64_t end = replaced_at(p);
	const struct act *last = withdrawal_of(p);

	switch (v->status) {
	case STATUS_IN_FORCE:
		return text_format(req, "In force since %s", day_words_at(req, v->in_force_at));
	case STATUS_RATIFIED:
		return text_format(req, "Agreed, in force from %s", day_words_at(req, v->in_force_at));
	case STATUS_SUPERSEDED:
		return text_format(req, "In force from %s to %s", day_words_at(req, v->in_force_at), day_words_at(req, end));
	case STATUS_IN_REVIEW:
		return text_format(req, "Proposed by %s, %s", author_words(req, v), moment_words(req, author_moment(v)));
	case STATUS_WITHDRAWN:
		return text_format(req, "Withdrawn by %s, %s%s%s", last ? last->person_name : v->editor_name,
		    moment_words(req, last ? last->at : v->edited_at), last && *last->words ? ": " : "", last ? last->words : "");
	default:
		return text_format(req, "Written by %s, %s", author_words(req, v), moment_words(req, author_moment(v)));
	}
}

static void
others_fill(struct view *view, const struct version_page *p)
{
	view_show_if(view, version_show_HAS_OTHERS, p->version_count > 1);
	for (size_t i = 0; i < p->version_count; i++) {
		const struct version *v = &p->versions[i];
		struct view *row;

		if (v->id == p->version->id)
			continue;
		row = view_row(view, version_show_OTHER_ROW);
		view_number(row, version_show_OTHER_NUMBER, v->number);
		view_format(row, version_show_OTHER_LABEL, "Version %ld, %s", (long)v->number,
		    status_words(row, v->status));
		view_show_if(row, version_show_IS_CHOSEN, p->other && v->id == p->other->id);
	}
}

/* The words, or how they differ: the older of both is what was there before. */
static void
words_fill(struct view *view, const struct version_page *p)
{
	const struct version *v = p->version, *older = p->other, *newer = v;

	if (!p->other) {
		view_text(view, version_show_MEANING_TITLE, "Meaning");
		wording_fill(view, p->reader, NULL, v);
		facts_fill(view, p->reader, NULL, v);
		return;
	}
	if (older->number > newer->number) {
		older = v;
		newer = p->other;
	}
	view_format(view, version_show_MEANING_TITLE, "Compared with version %ld", (long)p->other->number);
	view_number(view, version_show_OLDER_NUMBER, older->number);
	view_number(view, version_show_NEWER_NUMBER, newer->number);
	wording_fill(view, p->reader, older, newer);
	facts_fill(view, p->reader, older, newer);
}

struct view *
version_view(struct request *req, const struct version_page *p)
{
	const struct term *t = p->term;
	const struct version *v = p->version;
	bool ended = v->status == STATUS_SUPERSEDED || v->status == STATUS_WITHDRAWN;
	struct view *view = page(req, TPL_VERSION_SHOW, text_format(req, "%s, version %ld – Glossary", t->name, (long)v->number));

	crumbs_fill(view, (struct crumb[]){ { "/glossary", "Glossary" }, { term_url(view, t->slug, NULL), t->name }, { 0 } });
	reply_errors_fill(view, p->reply);
	view_text(view, version_show_TERM_SLUG, t->slug);
	view_text(view, version_show_TERM_NAME, t->name);
	view_number(view, version_show_VERSION_NUMBER, v->number);
	view_text(view, version_show_LIFE_WORDS, life_words(p));
	view_show_if(view, version_show_MAY_REVIVE, ended && !t->deprecated_at && !glossary_may_write(req->user));
	view_show_if(view, version_show_MAY_EDIT, version_offers(v, req->user, STEP_EDIT));
	view_show_if(view, version_show_HAS_REPLAY, v->criteria_count > 0 && v->status <= STATUS_RATIFIED);
	others_fill(view, p);
	version_tag_fill(view, p->reader, v);
	view_text(view, version_show_AUTHOR_NAME, author_words(view, v));
	view_maybe(view, version_show_HAS_NOTE, version_show_CHANGE_NOTE, v->change_note);
	words_fill(view, p);
	signatures_fill(view, p->reader, t, v, NULL);
	talk_fill(view, version_show_VERSION_TALK, p->reader, t, v, p->acts, p->act_count, p->reply);
	return view;
}

static void
kind_fields_fill(struct view *view, const struct version_form *f)
{
	static const enum marker sections[] = {
		[KIND_STAGE] = version_form_STAGE_FIELDS, [KIND_METRIC] = version_form_METRIC_FIELDS,
		[KIND_REASON] = version_form_REASON_FIELDS
	};

	if (!f->kind_form)
		return;
	view_show(view, sections[f->term->kind]);
	form_fill(view, f->kind_form);
}

static void
criteria_rows_fill(struct view *view, const struct version_form *f)
{
	for (size_t i = 0; i < f->row_count; i++) {
		struct view *row = view_row(view, version_form_CRITERION_ROW);

		view_number(row, version_form_ROW_NUMBER, (int64_t)i + 1);
		view_text(row, version_form_CRITERION_CODE, f->rows[i].code);
		view_show_if(row, version_form_HAS_FOCUS, f->focus == i + 1);
		view_show_if(row, version_form_HAS_CODE, *f->rows[i].code != '\0');
		form_fill(row, f->rows[i].form);
	}
}

/* Whose signatures an edit takes back; NULL: nobody has signed. */
static const char *
clears_words(const void *ctx, const struct version *v)
{
	const struct signature *s = v->signature_count ? &v->signatures[0] : NULL;

	if (v->charter_id)
		return text_format(ctx, "It stands on charter sheet %ld. Saving a change clears every signature on that sheet.",
		    (long)v->charter_id);
	return s ? text_format(ctx, "%s has signed this for %s. Saving a change clears the signature.", s->person_name,
	    team_label(s->team)) : NULL;
}

struct view *
version_form_view(struct request *req, const struct version_form *f)
{
	const struct term *t = f->term;
	const char *title = f->edited ? text_format(req, "Edit version %ld of %s", (long)f->edited->number, t->name)
	    : text_format(req, f->in_force ? "Propose a change to %s" : "Say what %s means", t->name);
	struct view *view = page(req, TPL_VERSION_FORM, text_format(req, "%s – Glossary", title)), *card;
	struct reader *r;

	crumbs_fill(view, (struct crumb[]){ { "/glossary", "Glossary" }, { term_url(view, t->slug, NULL), t->name }, { 0 } });
	view_text(view, version_form_FORM_TITLE, title);
	view_text(view, version_form_FORM_LEAD, f->lead);
	view_text(view, version_form_TERM_SLUG, t->slug);
	clash_fill(view, req, f->clash);
	if (f->edited) {
		view_maybe(view, version_form_CLEARS_NOTICE, version_form_CLEARS_WORDS, clears_words(view, f->edited));
		form_hidden_fill(view, version_form_FORM_HIDDEN, f->revision);
		view_maybe(view, version_form_HAS_BASE, version_form_FORM_BASE, f->base);
		began_fill(view, t, f->edited, f->in_force);
	} else if (f->began_from)
		view_maybe(view, version_form_HAS_BEGUN, version_form_BEGUN_NUMBER, text_format(view, "%ld", (long)f->began_from));
	if (f->open)
		view_maybe(view, version_form_OPEN_LINK, version_form_OPEN_NUMBER, text_format(view, "%ld", (long)f->open->number));
	view_text(view, version_form_FORM_ACTION, !f->edited ? term_url(view, t->slug, "versions")
	    : text_format(view, "%s%s", version_url(view, t->slug, f->edited->number, NULL), f->to_charter ? "?to=charter" : ""));
	view_text(view, version_form_CANCEL_HREF, f->to_charter ? "/charter" : term_url(view, t->slug, NULL));
	view_text(view, version_form_SAVE_LABEL, f->edited && f->edited->state == STATE_IN_REVIEW ? "Save the change"
	    : "Save the draft");
	form_fill(view, f->form);
	kind_fields_fill(view, f);
	criteria_rows_fill(view, f);
	form_errors_fill(view, version_form_FORM_ERRORS, f->form);
	if (!f->preview)
		return view;
	card = view_row(view, version_form_PREVIEW_CARD);
	r = reader_new(req, t->slug);
	wording_fill(card, r, f->in_force, f->preview);
	facts_fill(card, r, f->in_force, f->preview);
	return view;
}

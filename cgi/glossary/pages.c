/* The glossary's pages: the index, new terms, a term and its history, the stages, paper. */
#include "glossary/pages.h"

#include "auth/session.h"
#include "base/conf.h"
#include "base/text.h"
#include "glossary/pages_parts.h"
#include "glossary/starter.h"
#include "web/watch.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

enum { ROWS_MOST = 200, HISTORY_MOST = 50, EDITS_MOST = 500, LIKE_MOST = 5 };

/* The tab that was asked for, else the first that has something in it. */
static const struct index_tab *
tab_chosen(struct request *req, const struct term_counts *counts)
{
	const char *code = request_query(req, "show");

	for (const struct index_tab *t = index_tabs; code && t->code; t++)
		if (text_equal(t->code, code))
			return t;
	for (const struct index_tab *t = index_tabs; t->code; t++)
		if (index_tab_count(counts, t->tab))
			return t;
	return index_tabs;
}

static int
kind_named(const char *name)
{
	for (int kind = 0; name && kind <= KIND_REASON; kind++)
		if (text_equal(term_kind_names[kind], name))
			return kind;
	return GLOSSARY_NONE;
}

struct response
term_index_page(struct request *req)
{
	struct index_page p = { 0 };
	struct view *view;
	const char *today = organisation_today(req), *within = request_query(req, "within");

	p.counts = term_tab_counts_kept(req->db, req, req->session->glossary_version, req->now, today);
	p.tab = tab_chosen(req, p.counts);
	p.filter = (struct term_filter){ .tab = p.tab->tab, .kind = kind_named(request_query(req, "kind")),
	    .text = within ? text_trim(req, within) : "", .after = request_query(req, "after"), .today = today,
	    .limit = ROWS_MOST + 1 };
	p.rows = term_index_kept(req->db, req, req->session->glossary_version, req->now, &p.filter, &p.count);
	p.more = p.count > ROWS_MOST;
	if (p.more)
		p.count = ROWS_MOST;
	if (!p.counts->all)
		p.starters = starter_plan(req, req->conf->app);
	view = index_view(req, &p);
	page_notice(view, starter_words(req));
	return show(req, 200, view);
}

static const struct option kind_options[] = {
	{ "word", "Word", "Something both teams say and must mean alike.", KIND_WORD },
	{ "stage", "Stage", "A step on the way of a lead or a deal, with an owner and criteria to enter.", KIND_STAGE },
	{ "metric", "Metric", "Something counted: what, out of what, by which date.", KIND_METRIC },
	{ "persona", "Persona", "A kind of person or company you sell to.", KIND_PERSONA },
	{ "theme", "Theme", "A subject campaigns and conversations are about.", KIND_THEME },
	{ "reason", "Reason", "Why a lead is returned, disqualified, recycled or lost.", KIND_REASON },
	{ 0 }
};

static const struct field term_fields[] = {
	{ .name = "name", .label = "Name", .kind = FIELD_TEXT, .at = term_form_NAME_FIELD, .into = offsetof(struct term, name),
	    .most = 120, .hint = "As people say it, such as Marketing-qualified lead." },
	{ .name = "kind", .label = "Kind", .kind = FIELD_RADIO, .at = term_form_KIND_FIELD, .into = offsetof(struct term, kind),
	    .options = kind_options },
	{ .name = "abbreviations", .label = "Abbreviations", .kind = FIELD_AREA, .at = term_form_ABBREVIATIONS_FIELD,
	    .into = offsetof(struct term, abbreviations), .optional = true, .rows = 2, .hint = "One a line, such as MQL." },
	{ .name = "synonyms", .label = "Other names", .kind = FIELD_AREA, .at = term_form_SYNONYMS_FIELD,
	    .into = offsetof(struct term, synonyms), .optional = true, .rows = 3,
	    .hint = "One a line: what else people say for the same thing." },
	{ 0 }
};

#define TERM_BLANK { .kind = KIND_WORD, .name = "", .abbreviations = "", .synonyms = "", .marketing_says = "", \
	.sales_says = "", .examples = "", .counter_examples = "", .bindings = "" }

/* Terms that are called like this one: its name, abbreviations and synonyms are asked for. */
static struct term_hit *
terms_like(struct request *req, const struct term *term, size_t *count)
{
	return terms_called(req->db, req, text_format(req, "%s\n%s\n%s", term->name, term->abbreviations, term->synonyms),
	    LIKE_MOST, count);
}

/* The form, with the terms that are called so already. */
static struct view *
term_form_page(struct request *req, const struct form *form, const struct term *term)
{
	size_t count;
	const struct term_hit *like = terms_like(req, term, &count);

	return term_form_view(req, form, like, count);
}

/* Whether others are called so and the form does not say that they were shown. One of the same name is refused anyhow. */
static bool
like_unseen(struct request *req, const struct term *term)
{
	size_t count;
	const struct term_hit *like = terms_like(req, term, &count);

	for (size_t i = 0; i < count; i++)
		if (like[i].rank == 1)
			return false;
	return count && !text_equal(request_field(req, "like"), like_slugs(req, like, count));
}

struct response
term_new(struct request *req)
{
	struct term term = TERM_BLANK;
	const char *name = request_query(req, "name");
	int kind = kind_named(request_query(req, "kind"));

	term.name = name ? text_clip(req, text_squeeze(req, name), 120) : "";
	if (kind != GLOSSARY_NONE)
		term.kind = kind;
	return show_form(req, 200, term_form_page(req, form_show(req, term_fields, &term), &term));
}

/* The form's fields are called as the struct's members. */
static const char *
member_field(const void *ctx, const struct problem *problem)
{
	(void)ctx;
	return *problem->member ? problem->member : NULL;
}

struct response
term_make(struct request *req)
{
	struct term term = TERM_BLANK;
	struct form *form = form_read(req, term_fields, &term);
	struct problems *problems = problems_new(req);

	term_tidy(req, &term);
	term_problems(problems, &term);
	form_reject_all(form, problems, member_field);
	if (form_ok(form) && like_unseen(req, &term))
		form_reject(form, NULL, "Look first at what is there already. To add your term all the same, press the button again.");
	if (!form_ok(form))
		return show_form(req, 422, term_form_page(req, form, &term));
	if (term_create(req->db, req, &req->actor, &term) == RESULT_TAKEN) {
		form_reject(form, "name", "There is already a term of this name. Propose a change to it, or choose another name.");
		return show_form(req, 422, term_form_page(req, form, &term));
	}
	return redirect(req, "%s", term_url(req, term.slug, "versions/new"));
}

struct response
term_show_page(struct request *req)
{
	struct term *term = term_find(req->db, req, req->slug);

	if (!term)
		return not_found(req);
	return show(req, 200, term_page(req, term, NULL));
}

struct response
term_watch(struct request *req)
{
	const struct term *term = term_find(req->db, req, req->slug);

	return term ? watch_taken(req, WATCH_TERM, term->id, text_format(req, "/glossary/%s", term->slug)) : not_found(req);
}

static int
newest_first(const void *a, const void *b)
{
	const struct happening *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? 1 : -1;
	return x->order < y->order ? 1 : -1;
}

static struct happening *
happening_new(struct request *req, struct happening **list, size_t *count)
{
	*list = memory_need(talloc_realloc(req, *list, struct happening, *count + 1));
	(*list)[*count] = (struct happening){ 0 };
	return &(*list)[(*count)++];
}

/* "; this cleared Priya Raman’s signature", of the signatures an act took back; "" for none. */
static const char *
cleared_words(struct request *req, const struct cleared_signature *cleared, size_t count, int64_t version_id,
    const struct act *act)
{
	struct buffer *names = buffer_new(req);
	size_t told = 0;

	for (size_t i = 0; i < count && act->kind != HAPPENED_COMMENT; i++)
		if (cleared[i].version_id == version_id && cleared[i].cleared_at == act->at)
			buffer_format(names, "%s%s’s", told++ ? " and " : "", cleared[i].person_name);
	return !told ? "" : text_format(req, "; this cleared %s %s", buffer_take(req, names), told == 1 ? "signature" : "signatures");
}

static void
acts_collect(struct request *req, const struct term *term, struct happening **list, size_t *count)
{
	size_t cleared_count;
	const struct cleared_signature *cleared = signatures_cleared(req->db, req, term->id, &cleared_count);
	size_t versions_count, act_count;
	const struct version *versions = term_versions(req->db, req, term->id, req->now, &versions_count);

	for (size_t i = versions_count; i-- > 0;) {
		const struct act *acts = version_acts(req->db, req, versions[i].id, false, &act_count);

		for (size_t k = 0; k < act_count; k++) {
			bool says = acts[k].kind == HAPPENED_COMMENT || acts[k].kind == HAPPENED_OBJECTION
			    || acts[k].kind == HAPPENED_WITHDRAWAL;
			struct happening *h;

			if (acts[k].kind == HAPPENED_RATIFIED)
				continue;
			h = happening_new(req, list, count);
			h->at = acts[k].at;
			h->order = acts[k].id;
			h->person_name = acts[k].person_name;
			h->team = acts[k].team;
			h->words = act_words(req, &acts[k], versions[i].number);
			if (k + 1 < act_count && acts[k + 1].kind == HAPPENED_RATIFIED)
				h->words = text_format(req, "%s: both teams have signed", h->words);
			if (acts[k].kind == HAPPENED_EDIT || says)
				h->words = text_format(req, "%s%s", h->words,
				    cleared_words(req, cleared, cleared_count, versions[i].id, &acts[k]));
			h->reason = says ? acts[k].words : NULL;
		}
	}
}

/* Free words that one person saved together are one entry. */
static void
edits_collect(struct request *req, const struct term *term, struct happening **list, size_t *count)
{
	size_t edit_count;
	const struct term_edit *edits = term_edits(req->db, req, term->id, EDITS_MOST, &edit_count);

	for (size_t i = 0, next; i < edit_count; i = next) {
		struct happening *h = happening_new(req, list, count);
		bool retired = text_equal(edits[i].field, "retired");

		for (next = i + 1; next < edit_count && edits[next].revision == edits[i].revision; next++)
			;
		h->at = edits[i].at;
		h->order = edits[i].id;
		h->person_name = edits[i].person_name;
		h->team = edits[i].team;
		h->words = !retired ? "changed the words around it" : *edits[i].after_text ? "retired the term"
		    : "brought the term back into use";
		h->reason = retired ? edits[i].after_text : NULL;
		h->edits = &edits[i];
		h->edit_count = retired ? 0 : next - i;
	}
}

struct response
term_history_page(struct request *req)
{
	struct term *term = term_find(req->db, req, req->slug);
	struct happening *list = NULL;
	size_t count = 0, shown;
	const char *asked = request_query(req, "from");
	int64_t from = 0;

	if (!term)
		return not_found(req);
	edits_collect(req, term, &list, &count);
	acts_collect(req, term, &list, &count);
	if (count)
		qsort(list, count, sizeof *list, newest_first);
	if (!text_integer(asked, 0, (int64_t)count, &from))
		from = 0;
	shown = count - (size_t)from > HISTORY_MOST ? HISTORY_MOST : count - (size_t)from;
	return show(req, 200, history_view(req, term, list + from, shown,
	    (size_t)from + shown < count ? from + (int64_t)shown : 0));
}

struct response
stage_index_page(struct request *req)
{
	size_t count;
	struct export_term *stages = terms_in_force(req->db, req, req->now, KIND_STAGE, &count);

	return show(req, 200, stages_view(req, stages, count));
}

struct response
term_print_page(struct request *req)
{
	size_t count;
	struct export_term *terms = terms_in_force(req->db, req, req->now, GLOSSARY_NONE, &count);

	return show(req, 200, print_view(req, terms, count));
}

/* The starting terms as drafts; what is there already stays as it is. */
struct response
starter_add(struct request *req)
{
	struct import_plan *plan = starter_plan(req, req->conf->app);

	import_match(req->db, req, plan, req->now);
	import_decide(plan, organisation_today(req), req->user->id);
	import_run(req->db, req, &req->actor, plan);
	return redirect(req, "/glossary?show=discussed&done=starter");
}

/* What several handlers share: notices, conflicts, and the reading of a term's page. */
#include "glossary/pages_parts.h"

#include "base/text.h"
#include "glossary/views_term.h"
#include "web/watch.h"

#include <talloc.h>

struct response
term_done(struct request *req, const struct term *term, const char *done)
{
	return redirect(req, "%s?done=%s", term_url(req, term->slug, NULL), done);
}

const char *
act_words(const void *ctx, const struct act *act, int64_t number)
{
	static const struct { const char *before, *after; bool for_team; } verbs[] = {
		[HAPPENED_DRAFT] = { "wrote", "", false }, [HAPPENED_EDIT] = { "edited", "", false },
		[HAPPENED_REVIEW] = { "sent", " to both teams", false }, [HAPPENED_SIGNATURE] = { "signed", " for ", true },
		[HAPPENED_OBJECTION] = { "asked for a change to", "", false }, [HAPPENED_WITHDRAWAL] = { "withdrew", "", false },
		[HAPPENED_RATIFIED] = { "gave", " its second signature", false }, [HAPPENED_COMMENT] = { "commented on", "", false },
		[HAPPENED_CONFIRMATION] = { "confirmed", " unchanged for ", true }
	};

	return text_format(ctx, "%s version %ld%s%s", verbs[act->kind].before, (long)number, verbs[act->kind].after,
	    verbs[act->kind].for_team ? team_label(act->team) : "");
}

/* "Daniel Osei edited version 5, 21 Nov 2026, 14:02." or "". */
static const char *
version_news(struct request *req, const struct version *v)
{
	size_t count;
	const struct act *acts = version_acts(req->db, req, v->id, false, &count);

	for (size_t i = count; i-- > 0;)
		if (acts[i].kind != HAPPENED_COMMENT)
			return text_format(req, "%s %s, %s.", acts[i].person_name, act_words(req, &acts[i], v->number),
			    moment_words(req, acts[i].at));
	return "";
}

const char *
conflict_words(struct request *req, const struct version *v, enum version_step step, enum act_result result)
{
	const char *news = v ? version_news(req, v) : NULL, *why = v ? version_refusal(req, v, step) : NULL;

	if (!v || result == RESULT_GONE)
		return NULL;
	if (result == RESULT_STALE)
		return text_format(req, "%s These are not the words you had before you: read them as they stand now,"
		    " then decide again.", news);
	if (result == RESULT_ON_SHEET)
		return text_format(req, "Version %ld stands on charter sheet %ld together with others. Sign that sheet,"
		    " or withdraw it to sign this version alone.", (long)v->number, (long)v->charter_id);
	if (result == RESULT_TAKEN)
		return text_format(req, "%s has signed version %ld already. %s", team_label(req->user->team), (long)v->number, news);
	return text_format(req, "%s%s%s", news, *news && why ? " " : "", why ? why : "");
}

struct response
version_conflict(struct request *req, const struct term *term, int64_t number, enum version_step step, enum act_result result)
{
	const struct version *v = version_find(req->db, req, term->id, number, req->now);
	const char *words = conflict_words(req, v, step, result);

	return words ? conflict(req, words) : not_found(req);
}

struct response
term_conflict(struct request *req, const struct term *term, enum act_result result)
{
	size_t count;
	const struct term_edit *edits = term_edits(req->db, req, term->id, 1, &count);

	if (result == RESULT_GONE)
		return not_found(req);
	if (!count)
		return conflict(req, NULL);
	return conflict(req, text_format(req, "%s changed the page of %s, %s. Open it again and read it as it stands now.",
	    edits[0].person_name, term->name, moment_words(req, edits[0].at)));
}

void
form_reject_all(struct form *form, const struct problems *problems, problem_field *field_of)
{
	for (size_t i = 0; i < problems->count; i++)
		form_reject(form, field_of(form, &problems->list[i]), problems->list[i].text);
}

/* Who retired it: the latest edit that says so. */
static const struct term_edit *
retirement_of(struct request *req, const struct term *term)
{
	size_t count;
	const struct term_edit *edits;

	if (!term->deprecated_at)
		return NULL;
	edits = term_edits(req->db, req, term->id, 100, &count);
	for (size_t i = 0; i < count; i++)
		if (text_equal(edits[i].field, "retired") && *edits[i].after_text)
			return &edits[i];
	return NULL;
}

static void
acts_read(struct request *req, struct term_page *p)
{
	p->acts = memory_need(talloc_zero_array(req, struct act *, p->version_count + 1));
	p->act_counts = memory_need(talloc_zero_array(req, size_t, p->version_count + 1));
	p->beside = memory_need(talloc_zero_array(req, const char *, p->version_count + 1));
	for (size_t i = 0; i < p->version_count; i++) {
		if (p->versions[i].status == STATUS_IN_FORCE)
			p->in_force = &p->versions[i];
		if (p->versions[i].status <= STATUS_IN_FORCE)
			p->acts[i] = version_acts(req->db, req, p->versions[i].id, false, &p->act_counts[i]);
		if (p->versions[i].status <= STATUS_RATIFIED)
			p->beside[i] = stages_beside(req->db, req, &p->versions[i], req->now);
	}
}

struct view *
term_page(struct request *req, const struct term *term, const struct reply *reply)
{
	struct reader *r = reader_new(req, term->slug);
	struct term_page p = { .reader = r, .term = term, .reply = reply };
	struct view *view;

	p.versions = term_versions(req->db, req, term->id, req->now, &p.version_count);
	acts_read(req, &p);
	p.related = term_related(req->db, req, term->id, &p.related_count);
	p.mentions = term_mentions(req, term, MENTIONS_SHOWN + 1, &p.mention_count);
	p.retirement = retirement_of(req, term);
	r->people = people_choices(req->db, req, &r->people_count);
	if (p.in_force && p.in_force->review_due)
		p.confirmed = version_confirmed_by(req->db, p.in_force->id, p.in_force->review_due);
	p.watched = watch_has(req->db, req->user->id, WATCH_TERM, term->id);
	view = term_view(req, &p);
	page_notice(view, watch_words(req, p.watched));
	if (!reply)
		page_notice(view, done_words(req, &(struct done_page){ term, p.versions, p.version_count, p.confirmed }));
	return view;
}

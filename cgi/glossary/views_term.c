/* A term's page: what is agreed, what is proposed, how it is said, and what stands around it. */
#include "glossary/views_term.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "web/watch.h"

#include <string.h>
#include <talloc.h>

/* The newest version that can still be edited; NULL: none. */
static const struct version *
open_version(const struct term_page *p)
{
	for (size_t i = 0; i < p->version_count; i++)
		if (version_offers(&p->versions[i], p->reader->req->user, STEP_EDIT))
			return &p->versions[i];
	return NULL;
}

/* As retire_problem() judges: nothing is retired over a version that is being signed or waits for its date. */
static bool
may_retire(const struct term_page *p)
{
	for (size_t i = 0; i < p->version_count; i++)
		if (p->versions[i].status == STATUS_IN_REVIEW || p->versions[i].status == STATUS_RATIFIED)
			return false;
	return !p->term->deprecated_at;
}

static void
head_fill(struct view *view, const struct term_page *p)
{
	const struct term *t = p->term;
	bool may_write = !glossary_may_write(p->reader->req->user);
	const struct version *open;

	crumbs_fill(view, t->kind == KIND_STAGE
	    ? (struct crumb[]){ { "/glossary", "Glossary" }, { "/glossary/stages", "Stages in order" }, { 0 } }
	    : (struct crumb[]){ { "/glossary", "Glossary" }, { 0 } });
	view_text(view, term_show_TERM_SLUG, t->slug);
	view_text(view, term_show_TERM_NAME, t->name);
	view_text(view, term_show_KIND_LABEL, term_kind_label(t->kind));
	view_maybe(view, term_show_HAS_ALSO, term_show_ALSO_WORDS, also_words(view, t));
	watch_fill(view, term_show_WATCH_BUTTON, text_format(view, "/glossary/%s/watch", t->slug), p->watched);
	view_show_if(view, term_show_MAY_WORD, may_write);
	view_show_if(view, term_show_MAY_RETIRE, may_write && may_retire(p));
	if (!may_write || t->deprecated_at)
		return;
	open = open_version(p);
	view_maybe(view, term_show_MAY_PROPOSE, term_show_PROPOSE_LABEL,
	    open ? "Propose another version" : p->version_count ? "Propose a change" : "Write the first version");
	if (open)
		view_maybe(view, term_show_OPEN_LINK, term_show_OPEN_NUMBER, text_format(view, "%ld", (long)open->number));
}

static void
retired_fill(struct view *view, const struct term_page *p)
{
	const struct term *t = p->term;
	struct view *banner;

	if (!t->deprecated_at)
		return;
	banner = view_row(view, term_show_RETIRED_BANNER);
	if (t->instead_slug) {
		view_show(banner, term_show_HAS_SUCCESSOR);
		view_text(banner, term_show_SUCCESSOR_SLUG, t->instead_slug);
		view_text(banner, term_show_SUCCESSOR_NAME, t->instead_name);
	}
	view_text(banner, term_show_RETIRED_WHY, t->deprecated_why);
	view_text(banner, term_show_RETIRED_BY, p->retirement ? p->retirement->person_name : "Retired");
	moment_fill(banner, term_show_RETIRED_STAMP, term_show_RETIRED_WORDS, p->reader->req, t->deprecated_at);
	view_show_if(banner, term_show_MAY_RESTORE, !glossary_may_write(p->reader->req->user));
	form_hidden_fill(banner, term_show_FORM_HIDDEN, t->revision);
}

static const struct act *
last_act(const struct act *acts, size_t count, enum act_kind kind, int team)
{
	const struct act *last = NULL;

	for (size_t i = 0; i < count; i++)
		if (acts[i].kind == (int)kind && (team < 0 || acts[i].team == team))
			last = &acts[i];
	return last;
}

/* One side of the question whether a meaning still holds. */
static void
confirm_fill(struct view *row, const struct term_page *p, int team, const struct act *act)
{
	const struct user *user = p->reader->req->user;
	bool confirmed = p->confirmed >> team & 1;

	team_fill(row, team);
	view_text(row, term_show_SIDE_NAME, team_label(team));
	view_show(row, confirmed && act ? term_show_IS_CONFIRMED : term_show_NOT_CONFIRMED);
	if (confirmed && act) {
		view_text(row, term_show_CONFIRMER_NAME, act->person_name);
		moment_fill(row, term_show_CONFIRMED_STAMP, term_show_CONFIRMED_WORDS, p->reader->req, act->at);
	}
	if (confirmed || user->team != team || glossary_may_write(user))
		return;
	view_show(row, term_show_MAY_CONFIRM);
	form_hidden_fill(row, term_show_FORM_HIDDEN, p->in_force->revision);
}

static void
review_fill(struct view *view, const struct term_page *p)
{
	const char *due = p->in_force ? p->in_force->review_due : NULL;
	size_t at = p->in_force ? (size_t)(p->in_force - p->versions) : 0;
	struct view *banner;

	if (!due || p->term->deprecated_at || !review_can_confirm(due, p->reader->today))
		return;
	banner = view_row(view, term_show_REVIEW_BANNER);
	view_show(banner, review_is_due(due, p->reader->today) ? term_show_IS_PAST : term_show_IS_COMING);
	view_text(banner, term_show_REVIEW_STAMP, due);
	view_text(banner, term_show_REVIEW_WORDS, day_words_of(banner, due));
	for (int team = TEAM_MARKETING; team <= TEAM_SALES; team++)
		confirm_fill(view_row(banner, term_show_CONFIRM_ROW), p, team,
		    last_act(p->acts[at], p->act_counts[at], HAPPENED_CONFIRMATION, team));
}

static const char *
nothing_agreed(const struct term_page *p)
{
	bool may_write = !glossary_may_write(p->reader->req->user);

	for (size_t i = 0; i < p->version_count; i++)
		if (p->versions[i].status == STATUS_RATIFIED)
			return "Both teams have signed the version below; it waits for its date.";
	for (size_t i = 0; i < p->version_count; i++)
		if (p->versions[i].status == STATUS_IN_REVIEW)
			return "The version below waits for its signatures.";
	for (size_t i = 0; i < p->version_count; i++)
		if (p->versions[i].status == STATUS_DRAFT)
			return "There is a draft below; both teams discuss and edit it before they sign.";
	if (p->term->deprecated_at)
		return "It was retired before anybody agreed on it.";
	return may_write ? "Write the first version; then both teams discuss and sign it."
	    : "Members of Marketing and Sales can write the first version.";
}

static void
agreed_fill(struct view *view, const struct term_page *p)
{
	const struct version *v = p->in_force;
	struct view *card;

	if (!v) {
		view_maybe(view, term_show_NO_AGREED, term_show_NO_AGREED_WORDS, nothing_agreed(p));
		return;
	}
	card = view_row(view, term_show_AGREED_CARD);
	version_tag_fill(card, p->reader, v);
	wording_fill(card, p->reader, NULL, v);
	facts_fill(card, p->reader, NULL, v);
	signatures_fill(card, p->reader, p->term, v, NULL);
}

/* What may happen to an open version next, and who may do it. */
static const char *
act_note(const struct term_page *p, const struct version *v)
{
	struct request *req = p->reader->req;
	bool may_write = !glossary_may_write(req->user);

	if (v->status == STATUS_RATIFIED)
		return text_format(req, "Both teams have signed. It comes into force on %s; until then %s.",
		    day_words_at(req, v->in_force_at), p->in_force ? "what is agreed above stays in force" : "nothing is in force");
	if (v->charter_id)
		return text_format(req, "It stands on charter sheet %ld together with others: each team signs that sheet as a whole.",
		    (long)v->charter_id);
	if (v->status == STATUS_DRAFT && !may_write)
		return "Members of Marketing and Sales can edit this draft and send it to be signed.";
	if (v->status == STATUS_DRAFT && review_problem(p->term->kind, v))
		return review_problem(p->term->kind, v);
	if (v->status == STATUS_DRAFT)
		return "Anyone in either team can edit this draft. Send it when it is ready; then a signatory of each team signs.";
	if (may_write && v->signature_count)
		return "An edit clears the signature.";
	return NULL;
}

static void
objection_fill(struct view *card, const struct term_page *p, const struct act *acts, size_t count)
{
	const struct act *objection = last_act(acts, count, HAPPENED_OBJECTION, GLOSSARY_NONE);
	const struct act *review = last_act(acts, count, HAPPENED_REVIEW, GLOSSARY_NONE);
	struct view *row;

	if (!objection || (review && review->id > objection->id))
		return;
	row = view_row(card, term_show_OBJECTION_ROW);
	view_text(row, term_show_OBJECTOR_NAME, objection->person_name);
	moment_fill(row, term_show_OBJECTED_STAMP, term_show_OBJECTED_WORDS, p->reader->req, objection->at);
	view_text(row, term_show_OBJECTION_REASON, objection->words);
}

static void
proposal_fill(struct view *card, const struct term_page *p, size_t at)
{
	static const char *const titles[] = {
		[STATUS_DRAFT] = "Draft of version %ld", [STATUS_IN_REVIEW] = "Proposed version %ld",
		[STATUS_RATIFIED] = "Version %ld, agreed for later"
	};
	const struct version *v = &p->versions[at];
	const struct user *user = p->reader->req->user;

	view_number(card, term_show_VERSION_NUMBER, v->number);
	view_text(card, term_show_CARD_TITLE, text_replace(card, titles[v->status], "%ld", text_format(card, "%ld", (long)v->number)));
	version_tag_fill(card, p->reader, v);
	view_text(card, term_show_AUTHOR_NAME, author_words(card, v));
	moment_fill(card, term_show_WRITTEN_STAMP, term_show_WRITTEN_WORDS, p->reader->req, author_moment(v));
	began_fill(card, p->term, v, p->in_force);
	view_maybe(card, term_show_HAS_NOTE, term_show_CHANGE_NOTE, v->change_note);
	if (v->status == STATUS_DRAFT)
		objection_fill(card, p, p->acts[at], p->act_counts[at]);
	wording_fill(card, p->reader, p->in_force, v);
	facts_fill(card, p->reader, p->in_force, v);
	if (p->beside[at])
		view_maybe(card, term_show_PLACE_NOTE, term_show_PLACE_WORDS, text_format(card, "%s stands at place %ld of this path too."
		    " Give one of them another place, unless a lead or deal may take either.", p->beside[at], (long)v->stage_position));
	view_maybe(card, term_show_ACT_NOTE, term_show_NOTE_WORDS, act_note(p, v));
	view_show_if(card, term_show_MAY_REVIEW, version_offers(v, user, STEP_REVIEW) && !review_problem(p->term->kind, v));
	view_show_if(card, term_show_MAY_EDIT, version_offers(v, user, STEP_EDIT));
	view_show_if(card, term_show_HAS_REPLAY, v->criteria_count > 0);
	if (version_offers(v, user, STEP_WITHDRAW))
		withdrawal_fill(card, v, p->reply);
	form_hidden_fill(card, term_show_FORM_HIDDEN, v->revision);
	signatures_fill(card, p->reader, p->term, v, p->reply);
	talk_fill(card, term_show_VERSION_TALK, p->reader, p->term, v, p->acts[at], p->act_counts[at], p->reply);
}

struct view *
term_view(struct request *req, const struct term_page *p)
{
	struct view *view = page(req, TPL_TERM_SHOW, text_format(req, "%s – Glossary", p->term->name));

	head_fill(view, p);
	reply_errors_fill(view, p->reply);
	retired_fill(view, p);
	review_fill(view, p);
	agreed_fill(view, p);
	for (int signs = 1; signs >= 0; signs--)	/* what waits for the reader's signature comes first */
		for (size_t i = 0; i < p->version_count; i++)
			if (p->versions[i].status <= STATUS_RATIFIED && version_offers(&p->versions[i], req->user, STEP_SIGN) == signs)
				proposal_fill(view_row(view, term_show_PROPOSAL_CARD), p, i);
	term_said_fill(view, p);
	if (p->in_force)
		talk_fill(view, term_show_AGREED_TALK, p->reader, p->term, p->in_force, p->acts[p->in_force - p->versions],
		    p->act_counts[p->in_force - p->versions], p->reply);
	term_aside_fill(view, p);
	return view;
}

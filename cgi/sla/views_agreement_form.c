/* The form of an agreement, with a block for each promise, and the agreement on paper. */
#include "sla/views_agreement.h"

#include "auth/session.h"
#include "base/text.h"

#include <talloc.h>

/* What a promise of each kind means, for whoever writes one. */
static const char *const hints[] = {
	[PROMISE_VOLUME] = "How many leads that meet a definition are handed over in a month.",
	[PROMISE_QUALITY] = "How many of the leads that Sales decides on are accepted.",
	[PROMISE_CONTEXT] = "How many handoffs come with every must known, and its evidence.",
	[PROMISE_HANDOVER] = "How soon after its conversion a lead is handed over.",
	[PROMISE_ANSWER] = "How soon Marketing answers when Sales returns a lead.",
	[PROMISE_DECISION] = "How soon Sales accepts or returns a lead.",
	[PROMISE_FIRST_ATTEMPT] = "How soon somebody of Sales first tries to reach a lead.",
	[PROMISE_ATTEMPTS] = "How often Sales tries, on how many different days, before it gives up.",
	[PROMISE_WORKED] = "How many leads get at least one attempt in time.",
	[PROMISE_FEEDBACK] = "On how many of the leads drawn as a sample Sales says how good they were.",
	[PROMISE_MEETING] = "Both teams meet each month. There is nothing to fill in.",
};

static void
promise_fill(struct view *row, const struct promise_part *part, size_t number, bool focus)
{
	int party = promise_kind_party(part->kind);

	if (party == PARTY_BOTH)
		view_show(row, agreement_form_BY_BOTH);
	else
		team_fill(row, party);
	view_text(row, agreement_form_PARTY_NAME, party_label(party));
	view_number(row, agreement_form_ROW_NUMBER, (int64_t)number);
	view_text(row, agreement_form_KIND_LABEL, promise_kind_label(part->kind));
	view_text(row, agreement_form_PROMISE_KIND, promise_kind_names[part->kind]);
	view_text(row, agreement_form_PROMISE_LINE, part->line_id ? text_format(row, "%lld", (long long)part->line_id) : "");
	view_text(row, agreement_form_KIND_HINT, hints[part->kind]);
	view_show_if(row, agreement_form_HAS_FOCUS, focus);
	view_show_if(row, agreement_form_PLAN_LINK, part->kind == PROMISE_VOLUME);
	form_fill(row, part->form);
}

/* Whose signatures an edit takes back; NULL: nobody has signed. */
static const char *
clears_words(const void *ctx, const struct agreement *a)
{
	const struct agreement_signature *s = a->signature_count ? &a->signatures[0] : NULL;

	if (a->charter_id)
		return text_format(ctx, "It stands on charter sheet %lld. Saving a change clears every signature on that sheet.",
		    (long long)a->charter_id);
	return s ? text_format(ctx, "%s has signed this for %s. Saving a change clears the signature.", s->person_name,
	    team_label(s->team)) : NULL;
}

static void
missing_fill(struct view *view, const struct term_missing *missing)
{
	struct view *note;

	if (!missing->words)
		return;
	note = view_row(view, agreement_form_WANTED_NOTE);
	view_text(note, agreement_form_WANTED_WORDS, missing->words);
	view_text(note, agreement_form_WANTED_HREF, missing->href);
	view_text(note, agreement_form_WANTED_ACT, missing->act);
}

struct view *
agreement_form_view(struct request *req, const struct agreement_form *f)
{
	const char *title = f->edited ? text_format(req, "Edit version %lld of the agreement", (long long)f->edited->number)
	    : f->in_force ? "Propose a change to the agreement" : "Write an agreement";
	struct view *view = page(req, TPL_AGREEMENT_FORM, text_format(req, "%s", title)), *card;

	crumbs_fill(view, (struct crumb[]){ { "/sla", "Agreement" }, { 0 } });
	view_text(view, agreement_form_FORM_TITLE, title);
	view_text(view, agreement_form_FORM_LEAD, f->lead);
	page_notice(view, f->notice);
	missing_fill(view, &f->missing);
	view_show_if(view, agreement_form_ALL_TERMS, f->all_terms);
	view_show_if(view, agreement_form_MORE_TERMS, f->some_hidden);
	view_show_if(view, agreement_form_MAY_START, f->may_start);
	clash_fill(view, req, f->clash);
	view_show_if(view, agreement_form_NO_CALENDARS, f->no_calendars);
	if (f->edited) {
		view_maybe(view, agreement_form_CLEARS_NOTICE, agreement_form_CLEARS_WORDS, clears_words(view, f->edited));
		form_hidden_fill(view, agreement_form_FORM_HIDDEN, f->revision);
		view_maybe(view, agreement_form_HAS_BASE, agreement_form_FORM_BASE, f->base);
	} else if (f->began_from)
		view_maybe(view, agreement_form_HAS_BEGUN, agreement_form_BEGUN_NUMBER, text_format(view, "%lld", (long long)f->began_from));
	if (f->open_number)
		view_maybe(view, agreement_form_OPEN_LINK, agreement_form_OPEN_NUMBER, text_format(view, "%lld", (long long)f->open_number));
	view_text(view, agreement_form_FORM_ACTION, !f->edited ? "/sla/versions"
	    : text_format(view, "%s%s", agreement_url(view, f->edited->number, NULL), f->to_charter ? "?to=charter" : ""));
	view_text(view, agreement_form_CANCEL_HREF, f->to_charter ? "/charter" : "/sla/versions");
	view_text(view, agreement_form_SAVE_LABEL, f->edited && f->edited->state == STATE_IN_REVIEW ? "Save the change" : "Save the draft");
	form_fill(view, f->form);
	for (size_t i = 0; i < f->row_count; i++)
		promise_fill(view_row(view, agreement_form_PROMISE_ROW), &f->rows[i], i + 1, f->focus == i + 1);
	form_errors_fill(view, agreement_form_FORM_ERRORS, f->form);
	if (f->preview) {
		card = view_row(view, agreement_form_PREVIEW_CARD);
		agreement_words_fill(card, reader_new(req, NULL), f->in_force, f->preview);
	}
	return view;
}

static void
side_fill(struct view *row, struct request *req, const struct agreement *a, int team)
{
	const struct signature *s = agreement_signature_shown(row, a, team);

	team_fill(row, team);
	view_text(row, agreement_print_SIDE_NAME, team_label(team));
	view_show(row, s ? agreement_print_IS_SIGNED : agreement_print_NOT_SIGNED);
	if (!s)
		return;
	view_text(row, agreement_print_SIGNER_NAME, s->person_name);
	moment_fill(row, agreement_print_SIGNED_STAMP, agreement_print_SIGNED_WORDS, req, s->at);
	view_maybe(row, agreement_print_HAS_SIGNER_NOTE, agreement_print_SIGNER_NOTE, signer_note(row, req, s));
}

static void
term_fill(struct view *row, struct reader *r, const struct term_in_use *used)
{
	const struct version *v = used->version;

	view_text(row, agreement_print_TERM_SLUG, used->term->slug);
	view_text(row, agreement_print_TERM_NAME, used->term->name);
	view_maybe(row, agreement_print_HAS_ALSO, agreement_print_ALSO_WORDS, also_words(row, used->term));
	view_show(row, v ? agreement_print_IS_AGREED : agreement_print_NOT_AGREED);
	if (!v)
		return;
	wording_fill(row, r, NULL, v);
	view_number(row, agreement_print_TERM_VERSION, v->number);
	view_text(row, agreement_print_AGREED_STAMP, day_stamp_at(r->req, v->in_force_at));
	view_text(row, agreement_print_AGREED_WORDS, day_words_at(r->req, v->in_force_at));
}

static const char *
print_words(struct request *req, const struct agreement *a)
{
	const char *printed = text_format(req, "Printed %s.", day_words_at(req, req->now));

	switch (a->status) {
	case STATUS_IN_FORCE:
		return text_format(req, "Version %lld, in force since %s. %s", (long long)a->number, day_words_at(req, a->in_force_at), printed);
	case STATUS_RATIFIED:
		return text_format(req, "Version %lld, in force from %s. %s", (long long)a->number, day_words_at(req, a->in_force_at), printed);
	case STATUS_SUPERSEDED:
		return text_format(req, "Version %lld, in force from %s to %s. %s", (long long)a->number, day_words_at(req, a->in_force_at),
		    day_words_at(req, a->ended_at), printed);
	default:
		return text_format(req, "Version %lld, %s, not agreed. %s", (long long)a->number, status_words(req, a->status), printed);
	}
}

struct view *
agreement_print_view(struct request *req, const struct agreement *a, const struct term_in_use *terms, size_t count)
{
	struct view *view = page(req, TPL_AGREEMENT_PRINT, text_format(req, "Version %lld for paper – Agreement", (long long)a->number));
	struct reader *r = reader_new(req, NULL);
	const struct agreement_signature *s = a->signature_count ? &a->signatures[0] : NULL;

	r->prose.lexicon = NULL;	/* paper has no links */
	view_number(view, agreement_print_VERSION_NUMBER, a->number);
	view_format(view, agreement_print_PRINT_TITLE, "Agreement of Marketing and Sales at %s", req->session->organisation);
	view_text(view, agreement_print_PRINT_WORDS, print_words(req, a));
	prose_blocks(view, agreement_print_MEANING_PART, a->text, &r->prose);
	promises_fill(view, a);
	agreement_facts_fill(view, r, NULL, a);
	for (int team = TEAM_MARKETING; team <= TEAM_SALES; team++)
		side_fill(view_row(view, agreement_print_SIDE_ROW), req, a, team);
	view_show_if(view, agreement_print_HAS_TERMS, count > 0);
	view_text(view, agreement_print_APPENDIX_WORDS, a->in_force_at ? "As both teams had agreed them when this came into force."
	    : "As both teams have agreed them today.");
	for (size_t i = 0; i < count; i++)
		term_fill(view_row(view, agreement_print_TERM_ROW), r, &terms[i]);
	if (s)
		view_maybe(view, agreement_print_HAS_DIGEST, agreement_print_DIGEST_WORDS,
		    text_format(view, "What was signed, as SHA-256: %s", s->sha256));
	return view;
}

/* The two keys of a version, and the discussion around it. */
#include "glossary/views_parts.h"

#include "base/text.h"
#include "glossary/views.h"

#include <string.h>
#include <talloc.h>

static bool
reply_is(const struct reply *reply, int64_t number, const char *name)
{
	return reply && reply->field && reply->number == number && text_equal(reply->field, name);
}

/* A field that stands on a page once for each version, so that its id carries the version's number. */
static void
reply_field_fill(struct view *view, enum marker at, const char *label, const char *hint, int64_t number,
    const char *name, const struct reply *reply)
{
	struct view *field = view_part(view, at, TPL_FIELD_AREA);
	bool mine = reply_is(reply, number, name);

	view_format(field, M_FIELD_ID, "%s-%ld", name, (long)number);
	view_text(field, M_FIELD_NAME, text_equal(name, "withdrawal") ? "reason" : name);
	view_text(field, M_FIELD_LABEL, label);
	view_text(field, M_FIELD_VALUE, mine ? reply->typed : "");
	view_number(field, M_FIELD_ROWS, 3);
	view_maybe(field, M_HAS_HINT, M_FIELD_HINT, hint);
	view_maybe(field, M_HAS_PROBLEM, M_FIELD_PROBLEM, mine ? reply->problem : NULL);
	view_show_if(field, M_HAS_NOTES, hint || mine);
	view_show_if(field, M_IS_OPTIONAL, text_equal(name, "withdrawal"));
	view_show(field, M_HAS_MAX);
	view_number(field, M_FIELD_MAX, 4000);
}

void
reply_errors_fill(struct view *view, const struct reply *reply)
{
	struct view *row;

	if (!reply)
		return;
	view_show(view_page(view), M_HAS_PROBLEMS);
	row = view_row(view_part(view, M_FORM_ERRORS, TPL_FORM_ERRORS), M_PROBLEM_ROW);
	view_text(row, M_PROBLEM_WORDS, reply->problem);
	view_show(row, reply->field ? M_IS_FIELD : M_IS_GENERAL);
	if (reply->field)
		view_format(row, M_PROBLEM_ID, "%s-%ld", reply->field, (long)reply->number);
}

/* Since when and by whom the signer may sign, if not since the set-up; and whether they still may. "" when that is usual. */
static const char *
signer_note(const void *ctx, struct reader *r, const struct signature *s)
{
	const char *since = s->given_at ? text_format(ctx, "Signatory since %s, named by %s.", day_words_at(r->req, s->given_at), s->given_by) : "";
	const char *over = s->is_signatory ? "" : text_format(ctx, "No longer a signatory of %s.", team_label(s->team));

	return text_format(ctx, "%s%s%s", since, *since && *over ? " " : "", over);
}

static void
signature_fill(struct view *row, struct reader *r, const struct signature *s)
{
	view_show(row, M_IS_SIGNED);
	view_text(row, M_SIGNER_NAME, s->person_name);
	moment_fill(row, M_SIGNED_STAMP, M_SIGNED_WORDS, r->req, s->at);
	view_maybe(row, M_HAS_SIGNER_NOTE, M_SIGNER_NOTE, signer_note(row, r, s));
}

static void
objection_form_fill(struct view *row, const struct signing *signing, const char *action)
{
	const struct reply *reply = signing->reply;

	view_show(row, M_MAY_OBJECT);
	view_show_if(row, M_OBJECT_OPEN, reply_is(reply, signing->number, "reason"));
	view_text(row, M_OBJECT_ACTION, action);
	reply_field_fill(row, M_REASON_FIELD, "What should change, and why", "The version goes back to its authors as a draft,"
	    " and both signatures are cleared.", signing->number, "reason", reply);
}

/* "Not signed." by itself, for paper; what somebody may do about it is for the screen. */
static void
unsigned_fill(struct view *row, const char *note)
{
	const char *rest = note ? strstr(note, ". ") : NULL;

	view_show(row, M_NOT_SIGNED);
	view_text(row, M_SIDE_NOTE, rest ? text_copy_bytes(row, note, (size_t)(rest - note) + 1) : note ? note : "Not signed.");
	view_maybe(row, M_HAS_CHANCE, M_SIDE_CHANCE, rest ? rest + 2 : NULL);
}

void
withdrawal_fill(struct view *view, const struct version *v, const struct reply *reply)
{
	view_show(view, M_MAY_WITHDRAW);
	view_show_if(view, M_WITHDRAW_OPEN, reply_is(reply, v->number, "withdrawal"));
	view_number(view, M_VERSION_NUMBER, v->number);
	reply_field_fill(view, M_WITHDRAWAL_FIELD, "Why", v->signature_count
	    ? "The version ends here and stays in the history; its signature is cleared."
	    : "The version ends here and stays in the history.", v->number, "withdrawal", reply);
}

void
signing_fill(struct view *view, struct reader *r, const struct signing *signing)
{
	struct view *pair = view_part(view, M_SIGNATURE_PAIR, TPL_SIGNATURE_PAIR);

	for (int team = TEAM_MARKETING; team <= TEAM_SALES; team++) {
		const struct side *side = &signing->sides[team];
		struct view *row = view_row(pair, M_SIDE_ROW);

		team_fill(row, team);
		view_text(row, M_SIDE_NAME, team_label(team));
		if (side->signature)
			signature_fill(row, r, side->signature);
		else
			unsigned_fill(row, side->note);
		view_show_if(row, M_HAS_ACTS, side->sign_action || side->object_action);
		view_maybe(row, M_MAY_SIGN, M_SIGN_ACTION, side->sign_action);
		view_text(row, M_SIGN_LABEL, side->sign_label);
		if (side->object_action)
			objection_form_fill(row, signing, side->object_action);
		form_hidden_fill(row, M_FORM_HIDDEN, signing->revision);
	}
}

/* "Daniel Osei or Mia Chen", or "A signatory of Sales" where nobody is known. */
static const char *
signatories(const struct reader *r, int team)
{
	struct buffer *names = buffer_new(r);

	for (size_t i = 0; i < r->people_count; i++)
		if (r->people[i].team == team && r->people[i].is_signatory)
			buffer_format(names, "%s%s", names->length ? " or " : "", r->people[i].name);
	if (!names->length)
		buffer_format(names, "A signatory of %s", team_label(team));
	return buffer_take(r, names);
}

static const char *
unsigned_note(const struct reader *r, const struct version *v, int team)
{
	if (v->charter_id)
		return text_format(r, "Not signed. It is signed together with the others on charter sheet %ld.", (long)v->charter_id);
	if (version_offers(v, r->req->user, STEP_SIGN) && r->req->user->team == team)
		return text_format(r, "Not signed. You can sign for %s.", team_label(team));
	return text_format(r, "Not signed. %s can sign for %s.", signatories(r, team), team_label(team));
}

void
signatures_fill(struct view *view, struct reader *r, const struct term *term, const struct version *v,
    const struct reply *reply)
{
	const struct user *user = r->req->user;
	struct signing signing = { .revision = v->revision, .number = v->number, .reply = reply };

	if (v->state != STATE_IN_REVIEW && v->state != STATE_RATIFIED)
		return;
	for (int team = TEAM_MARKETING; team <= TEAM_SALES; team++) {
		struct side *side = &signing.sides[team];

		side->signature = version_signature(v, team);
		side->note = unsigned_note(r, v, team);
		if (user->team != team)
			continue;
		side->sign_label = text_format(r, "Sign version %ld", (long)v->number);
		if (version_offers(v, user, STEP_SIGN))
			side->sign_action = version_url(r, term->slug, v->number, "signature");
		if (version_offers(v, user, STEP_OBJECT))
			side->object_action = version_url(r, term->slug, v->number, "objection");
	}
	signing_fill(view, r, &signing);
}

static void
comment_fill(struct view *row, struct reader *r, const struct act *a)
{
	view_number(row, M_COMMENT_ID, a->id);
	team_fill(row, a->team);
	view_text(row, M_AUTHOR_INITIALS, name_initials(row, a->person_name));
	view_text(row, M_AUTHOR_NAME, a->person_name);
	view_text(row, M_AUTHOR_TEAM, team_label(a->team));
	moment_fill(row, M_COMMENT_STAMP, M_COMMENT_WORDS, r->req, a->at);
	view_show_if(row, M_IS_OBJECTION, a->kind == HAPPENED_OBJECTION);
	prose_blocks(row, M_BLOCK_PART, a->words, &r->prose);
}

void
discussion_fill(struct view *view, enum marker at, struct reader *r, const char *action, int64_t number,
    const struct act *acts, size_t count, const struct reply *reply)
{
	struct view *part = view_part(view, at, TPL_VERSION_TALK);
	size_t shown = 0;

	view_number(part, M_VERSION_NUMBER, number);
	for (size_t i = 0; i < count; i++) {
		if (acts[i].kind != HAPPENED_COMMENT && acts[i].kind != HAPPENED_OBJECTION)
			continue;
		comment_fill(view_row(part, M_COMMENT_ROW), r, &acts[i]);
		shown++;
	}
	view_show_if(part, M_HAS_COMMENTS, shown > 0);
	view_text(part, M_COMMENT_COUNT, !shown ? "No comments" : shown == 1 ? "1 comment"
	    : text_format(part, "%zu comments", shown));
	if (!action)
		return;
	view_show(part, M_MAY_COMMENT);
	view_text(part, M_COMMENT_ACTION, action);
	reply_field_fill(part, M_COMMENT_FIELD, "Your comment", NULL, number, "comment", reply);
}

void
talk_fill(struct view *view, enum marker at, struct reader *r, const struct term *term, const struct version *v,
    const struct act *acts, size_t count, const struct reply *reply)
{
	discussion_fill(view, at, r, glossary_may_write(r->req->user) ? NULL : version_url(r, term->slug, v->number, "comments"),
	    v->number, acts, count, reply);
}

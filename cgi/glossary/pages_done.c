/* What an act has just done, said on the page it leads to, as long as the page bears it out. */
#include "glossary/pages_parts.h"

#include "base/text.h"

#include <talloc.h>

enum { JUST_NOW = 10 * 60 };	/* seconds */

/* What a notice claims of the page it stands on. */
typedef bool claim(struct request *req, const struct done_page *p);

/* Whether the reader has just done this to a version of that status; `status` below 0: of any. */
static bool
did(struct request *req, const struct done_page *p, int status, enum act_kind kind)
{
	for (size_t i = 0; i < p->version_count; i++) {
		size_t count;
		const struct act *acts;

		if (status >= 0 ? p->versions[i].status != status : p->versions[i].edited_at < req->now - JUST_NOW
		    && p->versions[i].status > STATUS_IN_FORCE)
			continue;
		acts = version_acts(req->db, req, p->versions[i].id, false, &count);
		for (size_t k = count; k-- > 0 && acts[k].at >= req->now - JUST_NOW;)
			if (acts[k].kind == (int)kind && acts[k].person_id == req->user->id)
				return true;
	}
	return false;
}

static bool
is_draft(struct request *req, const struct done_page *p)
{
	return did(req, p, STATUS_DRAFT, HAPPENED_DRAFT);
}

static bool
is_saved(struct request *req, const struct done_page *p)
{
	return did(req, p, STATUS_DRAFT, HAPPENED_EDIT) || did(req, p, STATUS_IN_REVIEW, HAPPENED_EDIT);
}

/* Nothing tells whether somebody tried to save what was there already; only that it can be edited. */
static bool
is_same(struct request *req, const struct done_page *p)
{
	for (size_t i = 0; i < p->version_count; i++)
		if (version_offers(&p->versions[i], req->user, STEP_EDIT))
			return true;
	return false;
}

static bool
is_sent(struct request *req, const struct done_page *p)
{
	return did(req, p, STATUS_IN_REVIEW, HAPPENED_REVIEW);
}

/* A signature that stands; one that an edit has cleared meanwhile is no longer worth a notice. */
static bool
has_signed(struct request *req, const struct done_page *p, int status)
{
	for (size_t i = 0; i < p->version_count; i++) {
		const struct signature *s = version_signature(&p->versions[i], req->user->team);

		if (s && p->versions[i].status == status && s->person_id == req->user->id && s->at >= req->now - JUST_NOW)
			return true;
	}
	return false;
}

static bool
is_signed(struct request *req, const struct done_page *p)
{
	return has_signed(req, p, STATUS_IN_REVIEW);
}

static bool
is_agreed(struct request *req, const struct done_page *p)
{
	return has_signed(req, p, STATUS_IN_FORCE);
}

static bool
is_waiting(struct request *req, const struct done_page *p)
{
	return has_signed(req, p, STATUS_RATIFIED);
}

static bool
is_objected(struct request *req, const struct done_page *p)
{
	return did(req, p, STATUS_DRAFT, HAPPENED_OBJECTION);
}

static bool
is_withdrawn(struct request *req, const struct done_page *p)
{
	return did(req, p, STATUS_WITHDRAWN, HAPPENED_WITHDRAWAL);
}

static bool
is_commented(struct request *req, const struct done_page *p)
{
	return did(req, p, p->version_count == 1 ? p->versions[0].status : GLOSSARY_NONE, HAPPENED_COMMENT);
}

static bool
is_confirmed(struct request *req, const struct done_page *p)
{
	return did(req, p, STATUS_IN_FORCE, HAPPENED_CONFIRMATION) && p->confirmed >> req->user->team & 1;
}

static bool
is_renewed(struct request *req, const struct done_page *p)
{
	return did(req, p, STATUS_IN_FORCE, HAPPENED_CONFIRMATION) && !p->confirmed;
}

/* Whether the latest edit of the words around a term is the reader's, just made, and (not) about its retirement. */
static bool
edited(struct request *req, const struct done_page *p, bool retirement)
{
	size_t count;
	const struct term_edit *last = term_edits(req->db, req, p->term->id, 1, &count);

	return count && last->at >= req->now - JUST_NOW && text_equal(last->person_name, req->user->name)
	    && text_equal(last->field, "retired") == retirement;
}

static bool
is_worded(struct request *req, const struct done_page *p)
{
	return edited(req, p, false);
}

static bool
is_retired(struct request *req, const struct done_page *p)
{
	return p->term->deprecated_at && edited(req, p, true);
}

static bool
is_restored(struct request *req, const struct done_page *p)
{
	return !p->term->deprecated_at && edited(req, p, true);
}

static const struct {
	const char *key, *words;
	claim *holds;
} done_table[] = {
	{ "draft", "Saved as a draft. Both teams can read, edit and discuss it.", is_draft },
	{ "saved", "Saved.", is_saved },
	{ "same", "Nothing was different, so nothing was saved.", is_same },
	{ "sent", "Sent to both teams. It waits for a signature of each.", is_sent },
	{ "signed", "Signed for your team. It waits for the other team’s signature.", is_signed },
	{ "agreed", "Signed. Both teams have signed, and the version is in force.", is_agreed },
	{ "waits", "Signed. Both teams have signed; the version comes into force on its date.", is_waiting },
	{ "objected", "Sent back with your reason. It is a draft again.", is_objected },
	{ "withdrawn", "Withdrawn. The version stays in the history.", is_withdrawn },
	{ "commented", "Comment added.", is_commented },
	{ "confirmed", "Confirmed for your team. Once the other team does the same, the date moves on.", is_confirmed },
	{ "renewed", "Confirmed. Both teams say it still holds, and the date has moved on.", is_renewed },
	{ "words", "Saved. The change is in the history.", is_worded },
	{ "retired", "Retired. The page stays, and says what to use instead.", is_retired },
	{ "restored", "Back in use.", is_restored },
};

const char *
done_words(struct request *req, const struct done_page *p)
{
	const char *key = request_query(req, "done");

	for (size_t i = 0; key && i < sizeof done_table / sizeof *done_table; i++)
		if (text_equal(done_table[i].key, key))
			return done_table[i].holds(req, p) ? done_table[i].words : NULL;
	return NULL;
}

const char *
starter_words(struct request *req)
{
	const struct version_row *newest;
	size_t count;

	if (!text_equal(request_query(req, "done"), "starter"))
		return NULL;
	newest = versions_of_author(req->db, req, req->user->id, 1, &count);
	return count && newest->edited_at >= req->now - JUST_NOW
	    ? "Added as drafts. Nothing is agreed until both teams have signed." : NULL;
}

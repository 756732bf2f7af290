/* Versions of the agreement: all of them, one by itself, on paper. */
#include "sla/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "sla/pages_agreement_parts.h"
#include "sla/said_agreement.h"
#include "web/watch.h"

enum { VERSIONS_MOST = 500, JUST_NOW = 10 * 60 };

struct response
agreement_show_form(struct request *req, int status, struct view *view)
{
	struct response answer = show(req, status, view);

	answer.cache = NO_STORE;
	return answer;
}

struct response
agreement_index_page(struct request *req)
{
	struct agreement_index_page p = { 0 };

	p.rows = agreements_all(req->db, req, req->now, VERSIONS_MOST, &p.count);
	return show(req, 200, agreement_index_view(req, &p));
}

/* Whether the reader has just done this to it. */
static bool
did(struct request *req, const struct agreement_page *p, enum act_kind kind)
{
	for (size_t i = p->act_count; i-- > 0 && p->acts[i].at >= req->now - JUST_NOW;)
		if (p->acts[i].kind == (int)kind && p->acts[i].person_id == req->user->id)
			return true;
	return false;
}

/* What an act has just done, as long as the page bears it out: a link that somebody sent claims nothing. */
static const char *
done_words(struct request *req, const struct agreement_page *p)
{
	static const struct { const char *key, *words; int status; enum act_kind kind; } table[] = {
		{ "draft", "Saved as a draft. Both teams can read, edit and discuss it.", STATUS_DRAFT, HAPPENED_DRAFT },
		{ "saved", "Saved.", STATUS_DRAFT, HAPPENED_EDIT },
		{ "saved", "Saved.", STATUS_IN_REVIEW, HAPPENED_EDIT },
		{ "sent", "Sent to both teams. It waits for a signature of each.", STATUS_IN_REVIEW, HAPPENED_REVIEW },
		{ "signed", "Signed for your team. It waits for the other team’s signature.", STATUS_IN_REVIEW, HAPPENED_SIGNATURE },
		{ "signed", "Signed. Both teams have signed, and the agreement is in force.", STATUS_IN_FORCE, HAPPENED_SIGNATURE },
		{ "signed", "Signed. Both teams have signed; the agreement comes into force on its date.", STATUS_RATIFIED, HAPPENED_SIGNATURE },
		{ "objected", "Sent back with your reason. It is a draft again.", STATUS_DRAFT, HAPPENED_OBJECTION },
		{ "withdrawn", "Withdrawn. The version stays in the history.", STATUS_WITHDRAWN, HAPPENED_WITHDRAWAL },
		{ "commented", "Comment added.", GLOSSARY_NONE, HAPPENED_COMMENT },
	};
	const char *key = request_query(req, "done");

	if (key && text_equal(key, "same") && agreement_offers(p->agreement, req->user, STEP_EDIT))
		return "Nothing was different, so nothing was saved.";
	for (size_t i = 0; key && i < sizeof table / sizeof *table; i++)
		if (text_equal(table[i].key, key) && (table[i].status < 0 || table[i].status == p->agreement->status)
		    && did(req, p, table[i].kind))
			return table[i].words;
	return watch_words(req, p->watched);
}

/* What to compare with: as asked; an open version without being asked with what is in force. */
static const struct agreement *
compared_with(struct request *req, const struct agreement_page *p)
{
	const char *asked = request_query(req, "compare");
	int64_t number = 0;

	if (asked && text_integer(asked, 0, INT64_MAX, &number))
		return number && number != p->agreement->number ? agreement_find(req->db, req, number, req->now) : NULL;
	return p->in_force && p->agreement->status <= STATUS_RATIFIED ? p->in_force : NULL;
}

const char *
agreement_held(struct request *req, const struct agreement *a)
{
	const struct term_wanted *wanted;
	size_t count;

	if (a->state != STATE_DRAFT && a->state != STATE_IN_REVIEW)
		return NULL;
	wanted = agreement_terms_wanted(req->db, req, a, a->charter_id, req->now, req->session->organisation_zone, &count);
	return count ? wanted_words(req, wanted, count) : NULL;
}

struct view *
agreement_page_of(struct request *req, const struct agreement *a, const struct reply *reply)
{
	struct agreement_page p = { .agreement = a, .reply = reply };

	p.reader = reader_new(req, NULL);
	p.reader->people = people_choices(req->db, req, &p.reader->people_count);
	p.in_force = agreement_in_force(req->db, req, req->now);
	p.other = compared_with(req, &p);
	p.versions = agreements_all(req->db, req, req->now, VERSIONS_MOST, &p.version_count);
	p.acts = agreement_acts(req->db, req, a->id, false, &p.act_count);
	if (a->status == STATUS_IN_FORCE || a->status == STATUS_RATIFIED)
		p.retired = agreement_terms_retired(req->db, req, a->id, &p.retired_count);
	p.wanted = agreement_held(req, a);
	p.watched = watch_has(req->db, req->user->id, WATCH_AGREEMENT, WATCH_THE_AGREEMENT);
	p.notice = reply || req->method != GET ? NULL : done_words(req, &p);
	return agreement_view(req, &p);
}

struct response
agreement_show_page(struct request *req)
{
	const struct agreement *a = agreement_find(req->db, req, req->number, req->now);

	return a ? show(req, 200, agreement_page_of(req, a, NULL)) : not_found(req);
}

/* The definitions as both teams had agreed them when it came into force; until then as they stand. */
struct response
agreement_print_page(struct request *req)
{
	const struct agreement *a = agreement_find(req->db, req, req->number, req->now);
	const struct term_in_use *terms;
	size_t count;

	if (!a)
		return not_found(req);
	terms = agreement_definitions(req->db, req, a, a->in_force_at ? a->in_force_at : req->now, &count);
	return show(req, 200, agreement_print_view(req, a, terms, count));
}

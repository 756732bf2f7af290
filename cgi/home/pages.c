/* The first page, search, health. */
#include "home/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "data/db.h"
#include "data/schema.h"
#include "home/views.h"

#include <string.h>

enum { MOST_HITS = 50, MOST_QUERY = 200, MOST_MEETINGS = 10 };

/* What was done here a moment ago and can be taken back. */
static struct undo
undo_asked(struct request *req)
{
	int64_t id = 0;
	const struct handoff_event *last = text_integer(request_query(req, "undo"), 1, INT64_MAX, &id) ? handoff_last(req->db, req, id) : NULL;
	const struct handoff *h = last && handoff_undoes(last, req->user, req->now) ? handoff_find(req->db, req, id) : NULL;

	if (!h)
		return (struct undo){ 0 };
	return (struct undo){ h->id, last->id, undo_words(req, h, last), "home", last->recorded_at + UNDO_SECONDS - req->now, 0 };
}

/* Everything that waits for this person, and what was agreed lately. */
struct response
home_page(struct request *req)
{
	struct undo undo = undo_asked(req);
	struct home home;

	db_remember(req->db, req->session->words_version, req->now);
	home_read(req->db, req, req->user, req->now, req->session->organisation_zone, &home);
	return show(req, 200, home_show_view(req, &home, &undo));
}

/* Leads by name, company, e-mail and phone; terms by name, abbreviation, synonym and text; meetings and issues by what was said. */
struct response
search_page(struct request *req)
{
	const char *typed = request_query(req, "q");
	struct search_found found = { .words = text_squeeze(req, text_clip(req, typed ? typed : "", MOST_QUERY)) };
	struct lead_filter filter = { .text = found.words, .limit = MOST_LEADS + 1 };

	if (*found.words) {
		found.leads = leads_list(req->db, req, &filter, &found.lead_count);
		found.meetings = meetings_search(req->db, req, req->user, found.words, MOST_MEETINGS, &found.meeting_count);
		found.issues = issues_search(req->db, req, found.words, MOST_MEETINGS, &found.issue_count);
		found.hits = term_search(req->db, req, found.words, req->now, MOST_HITS, &found.hit_count);
	}
	return show(req, 200, search_results_view(req, &found));
}

/* Whether a request could be served now: for supervisors and balancers. */
struct response
health(struct request *req)
{
	const char *problem = schema_unknown(req->db, req);
	struct response answer = { .status = problem ? 503 : 200, .type = "application/json" };

	if (db_fate(req->db) != DB_AGAIN)
		db_fresh(req->db);
	answer.retry_after = problem ? 5 : 0;
	answer.body = problem ? "{\"status\":\"down\",\"reason\":\"the database cannot be reached or has another schema\"}\n"
	    : "{\"status\":\"ok\",\"database\":\"ok\"}\n";
	answer.length = strlen(answer.body);
	return answer;
}

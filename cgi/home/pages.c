/* The first page, search, health. */
#include "home/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "data/db.h"
#include "data/schema.h"
#include "home/views.h"

#include <string.h>

enum { MOST_HITS = 50, MOST_QUERY = 200, MOST_MEETINGS = 10 };

/* Everything that waits for this person, and what was agreed lately. */
struct response
home_page(struct request *req)
{
	struct home home;

	home_read(req->db, req, req->user, req->now, req->session->organisation_zone, &home);
	return show(req, 200, home_show_view(req, &home));
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

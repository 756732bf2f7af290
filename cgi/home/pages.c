/* The first page, search, health. */
#include "home/pages.h"

#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"
#include "data/db.h"
#include "data/schema.h"
#include "glossary/store.h"
#include "home/views.h"

#include <string.h>

enum { MOST_NEEDS = 1000, MOST_DRAFTS = 5, MOST_AGREEMENTS = 20, MOST_RECENT = 8, MOST_HITS = 50, MOST_QUERY = 200 };

/* Everything that waits for this person, and what was agreed lately. */
struct response
home_page(struct request *req)
{
	struct home home = { 0 };
	const char *today = day_print(req, day_of(req->now, req->session->organisation_zone));

	if (req->user->team != TEAM_OBSERVER) {
		home.sent_back = versions_sent_back(req->db, req, req->user->id, MOST_NEEDS, &home.sent_back_count);
		home.edited = versions_edited_since(req->db, req, req->user->id, MOST_NEEDS, &home.edited_count);
		home.to_sign = versions_to_sign(req->db, req, req->user->team, MOST_NEEDS, &home.to_sign_count);
		home.drafts = drafts_to_finish(req->db, req, req->user->id, MOST_DRAFTS, &home.draft_count);
		home.draft_counts = drafts_count(req->db, req, req->user->id);
		home.agreements_back = agreements_sent_back(req->db, req, req->user->id, MOST_AGREEMENTS, &home.agreements_back_count);
		home.agreements_to_sign = agreements_to_sign(req->db, req, req->user->team, MOST_AGREEMENTS,
		    &home.agreements_to_sign_count);
		home.amendments_to_sign = amendments_to_sign(req->db, req, req->user->team, MOST_AGREEMENTS, &home.amendments_to_sign_count);
		home.agreement_drafts = agreements_of_author(req->db, req, req->user->id, MOST_DRAFTS, &home.agreement_draft_count);
		home.due = terms_review_due(req->db, req, req->now, today, MOST_NEEDS, &home.due_count);
	}
	home.recent = terms_agreed_lately(req->db, req, req->now, MOST_RECENT, &home.recent_count);
	return show(req, 200, home_show_view(req, &home));
}

/* Terms by name, abbreviation, synonym and text. */
struct response
search_page(struct request *req)
{
	const char *typed = request_query(req, "q");
	const char *words = text_squeeze(req, text_clip(req, typed ? typed : "", MOST_QUERY));
	struct term_hit *hits = NULL;
	size_t count = 0;

	if (*words)
		hits = term_search(req->db, req, words, req->now, MOST_HITS, &count);
	return show(req, 200, search_results_view(req, words, hits, count));
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

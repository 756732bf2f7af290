/* The first page, search, health. */
#include "home/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "data/db.h"
#include "data/schema.h"
#include "home/views.h"

#include <string.h>
#include <strings.h>

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

	home_read(req->db, req, req->user, req->now, req->session->organisation_zone, &home);
	return show(req, 200, home_show_view(req, &home, &undo));
}

/* The first of some names that is `asked`, else the first that begins so; 0: none. */
static int64_t
named(const char *asked, int64_t found, int64_t id, const char *name, bool *whole)
{
	size_t n = strlen(asked);

	if (*whole || strncasecmp(name, asked, n) != 0)
		return found;
	*whole = name[n] == '\0';
	return *whole || !found ? id : found;
}

static const char *
owner_find(struct request *req, const char *asked, int64_t *id)
{
	size_t count;
	const struct person *people;
	bool whole = false;

	if (strcasecmp(asked, "me") == 0 || strcasecmp(asked, "nobody") == 0) {
		*id = strcasecmp(asked, "me") == 0 ? OWNER_ME : OWNER_NOBODY;
		return NULL;
	}
	people = people_choices(req->db, req, &count);
	for (size_t i = 0; i < count; i++)
		*id = named(asked, *id, people[i].id, people[i].name, &whole);
	return *id ? NULL : text_format(req, "Nobody here is called “%s”.", asked);
}

static const char *
choice_find(struct request *req, const struct choice *list, size_t count, const char *what, const char *asked, int64_t *id)
{
	bool whole = false;

	for (size_t i = 0; i < count; i++)
		*id = named(asked, *id, list[i].id, list[i].name, &whole);
	return *id ? NULL : text_format(req, "No %s is called “%s”.", what, asked);
}

/* "new" is what people say of a lead nobody has decided on. */
static const char *
status_find(struct request *req, const char *asked, int *state)
{
	for (int i = 0; handoff_state_names[i]; i++)
		if (strcasecmp(asked, handoff_state_names[i]) == 0)
			*state = i;
	if (strcasecmp(asked, "new") == 0)
		*state = HANDOFF_SUBMITTED;
	if (strcasecmp(asked, "question") == 0)
		*state = HANDOFF_INFO_REQUESTED;
	return *state >= 0 ? NULL : text_format(req, "“%s” is no status of a lead: new, question, accepted, working, returned, appealed, qualified,"
	    " disqualified, recycled and withdrawn are.", asked);
}

/* Looks up what prefixes name. A sentence when one names nothing. */
static const char *
parts_find(struct request *req, const struct search *s, struct queue_filter *f)
{
	const char *const *parts = s->parts, *problem = NULL;
	size_t count;
	const struct choice *list;

	if (parts[SEARCH_OWNER])
		problem = owner_find(req, parts[SEARCH_OWNER], &f->owner_id);
	if (!problem && parts[SEARCH_STATUS])
		problem = status_find(req, parts[SEARCH_STATUS], &f->state);
	if (!problem && parts[SEARCH_SOURCE]) {
		list = sources_list(req->db, req, true, &count);
		problem = choice_find(req, list, count, "source", parts[SEARCH_SOURCE], &f->source_id);
	}
	if (!problem && parts[SEARCH_PERSONA]) {
		list = queue_personas(req->db, req, &count);
		problem = choice_find(req, list, count, "persona", parts[SEARCH_PERSONA], &f->persona_id);
	}
	if (!problem && parts[SEARCH_IN] && strcasecmp(parts[SEARCH_IN], "leads") != 0 && strcasecmp(parts[SEARCH_IN], "terms") != 0
	    && strcasecmp(parts[SEARCH_IN], "meetings") != 0)
		problem = text_format(req, "“in:%s” is no place to look: in:leads, in:meetings and in:terms are.", parts[SEARCH_IN]);
	return problem;
}

/* A status is a handoff's, and so is having no seller. What is open lies in a queue; what is closed, or may be, is looked for among all. */
static void
handoffs_find(struct request *req, struct search_found *found, struct queue_filter f)
{
	const struct queue_page *page;

	f.view = f.state == HANDOFF_INFO_REQUESTED ? VIEW_MARKETING : f.state < 0 || f.state == HANDOFF_SUBMITTED
	    || f.state == HANDOFF_ACCEPTED || f.state == HANDOFF_WORKING || f.state == HANDOFF_APPEALED ? VIEW_TEAM : VIEW_ALL;
	f.ever = true;
	f.text = *found->asked.words ? found->asked.words : NULL;
	f.person_id = req->user->id;
	f.limit = MOST_LEADS;
	f.by_others = !(user_roles(req->user) & SALES);
	page = queue_list(req->db, req, &f, req->now, req->session->organisation_zone);
	found->handoffs = page->rows;
	found->handoff_count = page->count;
	found->more_handoffs = page->next && !page->capped;
	found->handoffs_looked = page->capped ? QUEUE_LOOKS : 0;
}

/*
 * Leads by name, company, e-mail and phone, narrowed by prefixes; terms by name, abbreviation, synonym and text;
 * meetings and issues by what was said.
 */
struct response
search_page(struct request *req)
{
	const char *typed = request_query(req, "q");
	struct search_found found = { .typed = text_squeeze(req, text_clip(req, typed ? typed : "", MOST_QUERY)) };
	struct queue_filter f = QUEUE_FILTER_BLANK;

	found.asked = search_read(req, found.typed);
	found.problem = parts_find(req, &found.asked, &f);
	if (!found.problem && search_leads(&found.asked)) {
		struct lead_filter filter = { .text = found.asked.words, .limit = MOST_LEADS + 1, .source_id = f.source_id, .persona_id = f.persona_id,
			.owner_id = f.owner_id == OWNER_ME ? req->user->id : f.owner_id, .by_name = leads_may_write(req->user) != NULL };

		if (f.state >= 0 || f.owner_id == OWNER_NOBODY)
			handoffs_find(req, &found, f);
		else
			found.leads = leads_list(req->db, req, &filter, &found.lead_count);
	}
	if (!found.problem && search_meetings(&found.asked)) {
		found.meetings = meetings_search(req->db, req, req->user, found.asked.words, MOST_MEETINGS, &found.meeting_count);
		found.issues = issues_search(req->db, req, found.asked.words, MOST_MEETINGS, &found.issue_count);
	}
	if (!found.problem && search_terms(&found.asked))
		found.hits = term_search(req->db, req, found.asked.words, req->now, MOST_HITS, &found.hit_count);
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

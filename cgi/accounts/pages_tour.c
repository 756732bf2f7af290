/* The page behind a link into the sample organisation: one press, and one looks at it as one of its people. */
#include "accounts/pages_parts.h"
#include "accounts/views_people.h"
#include "auth/audit.h"

static struct account *
guide(struct request *req, const char *link)
{
	int64_t id = link ? tour_link_person(req->db, link, req->now) : 0;

	return id ? account_find(req->db, req, id) : NULL;
}

static struct response
tour_over(struct request *req)
{
	return refuse(req, 404, "This link was used already, has ended, or is not whole. Whoever looks after this copy can make another.");
}

struct response
tour_page(struct request *req)
{
	const char *link = request_query(req, "link");
	const struct account *account = guide(req, link);
	struct response answer;

	if (!account)
		return tour_over(req);
	answer = show(req, 200, tour_show_view(req, account, link));
	answer.cache = NO_STORE;
	return answer;
}

struct response
tour_enter(struct request *req)
{
	const char *link = request_field(req, "link");
	const struct account *account = guide(req, link);

	if (!account || !tour_link_use(req->db, link, req->now))
		return tour_over(req);
	req->actor.person_id = account->id;
	req->actor.team = account->team;
	audit_add(req->db, &req->actor, "tour.enter", "person", account->id, "link");
	return enter(req, account, "/");
}

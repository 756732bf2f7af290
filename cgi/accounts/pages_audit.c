/* The audit trail, for administrators. */
#include "accounts/pages.h"
#include "accounts/views_audit.h"
#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"

enum { LINES = 50 };

/* A number of the query: false when it is there and is none. */
static bool
number_asked(struct request *req, const char *name, int64_t *into)
{
	const char *text = request_query(req, name);

	return !text || !*text || text_integer(text, 1, INT64_MAX, into);
}

/* The first instant of a day of the query, or of the day behind it; 0 when none was typed. */
static int64_t
day_asked(struct request *req, const char *text, bool behind, const char **problem)
{
	struct day day;

	if (!*text)
		return 0;
	if (!day_parse(text, &day)) {
		*problem = "A date is written year-month-day, such as 2026-08-31.";
		return 0;
	}
	return start_of_day(behind ? day_add(day, 1) : day, req->session->organisation_zone);
}

static const char *
typed(struct request *req, const char *name)
{
	const char *text = request_query(req, name);

	return text_trim(req, text ? text : "");
}

/* Reads the filter. False: the address is not one that our page makes. */
static bool
wish_read(struct request *req, struct audit_wish *wish)
{
	const char *what = typed(req, "what");

	*wish = (struct audit_wish){ .from = typed(req, "from"), .to = typed(req, "to") };
	for (const struct act_group *g = act_groups; g->code; g++)
		if (text_equal(g->code, what))
			wish->trace.group = g->code;
	wish->trace.from = day_asked(req, wish->from, false, &wish->problem);
	wish->trace.to = day_asked(req, wish->to, true, &wish->problem);
	if (!wish->problem && wish->trace.from && wish->trace.to && wish->trace.to <= wish->trace.from)
		wish->problem = "The last day is before the first.";
	return (!*what || wish->trace.group) && number_asked(req, "who", &wish->trace.person_id)
	    && number_asked(req, "before", &wish->trace.before);
}

struct response
audit_page(struct request *req)
{
	struct audit_wish wish;
	const struct member *members;
	const struct trace *traces;
	struct response answer;
	size_t member_count, count = 0;
	bool more;

	if (!wish_read(req, &wish))
		return refuse(req, 400, "This address asks for something the audit trail does not know. Open it again and choose.");
	members = members_all(req->db, req, req->now, &member_count);
	traces = wish.problem ? NULL : traces_list(req->db, req, &wish.trace, LINES + 1, &count);
	more = count > LINES;
	count -= more;
	answer = show(req, wish.problem ? 422 : 200, audit_index_view(req, &wish, members, member_count, traces, count,
	    more ? traces[count - 1].id : 0));
	answer.cache = NO_STORE;
	return answer;
}

/* Lists as files, for programs. */
#include "leads/api.h"
#include "leads/export.h"

#include "leads/api_shapes.h"

struct response
api_leads_csv(struct request *req)
{
	return export_leads(req);
}

struct response
api_deals_csv(struct request *req)
{
	return export_deals(req);
}

/* All handoffs, newest first, or those of a view that is nobody's own. */
struct response
api_handoffs_csv(struct request *req)
{
	const char *view = request_query(req, "view");
	struct queue_filter filter = QUEUE_FILTER_BLANK;

	filter.view = view ? name_place(queue_view_names, view) : VIEW_ALL;
	if (filter.view < 0)
		return api_problem(req, 400, "No such view", "Write ?view= with mine, open, soon, unassigned, marketing, returned or all.");
	return export_queue(req, &filter);
}

/* Lists as files, for people. */
#include "leads/export.h"
#include "leads/pages.h"

#include "base/text.h"
#include "leads/pages_parts.h"

struct response
leads_csv(struct request *req)
{
	return export_leads(req);
}

struct response
handoffs_csv(struct request *req)
{
	struct place place;

	if (!place_asked(req, req->query, &place))
		return not_found(req);
	return export_queue(req, &place.filter);
}

struct response
deals_csv(struct request *req)
{
	return export_deals(req);
}

struct response
behind_csv(struct request *req)
{
	return export_behind(req);
}

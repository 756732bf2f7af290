/* What a person watches, and stopping that. */
#include "accounts/pages.h"
#include "accounts/pages_parts.h"
#include "accounts/views.h"

struct response
watched_page(struct request *req)
{
	size_t count;
	const struct watched *list = watched_of(req->db, req, req->user->id, &count);
	struct view *view = account_watched_view(req, list, count);

	page_notice(view, done_words(req));
	return show(req, 200, view);
}

struct response
watch_end_one(struct request *req)
{
	return watched_end(req->db, req->user->id, req->id) ? redirect(req, "/account/watched?done=unwatched") : not_found(req);
}

/* Erasing as JSON. */
#include "leads/api.h"

#include "base/text.h"
#include "leads/api_shapes.h"

struct response
api_lead_erase(struct request *req)
{
	int64_t id = lead_standing(req->db, req->id), revision;
	struct response refused;
	struct json_in *in = json_in(req, &refused);
	const struct lead *lead;
	size_t count = 0;
	enum act_result result;

	if (!in)
		return refused;
	revision = json_in_integer(in, "revision", false);
	if (!json_in_end(in, &refused))
		return refused;
	lead = id ? lead_find(req->db, req, id) : NULL;
	if (!lead)
		return not_found(req);
	result = lead_erase(req->db, req, &req->actor, id, revision, &count);
	if (result == RESULT_STALE)
		return conflict(req, "Somebody changed this lead meanwhile. Read it again, then name that revision.");
	if (result != RESULT_DONE)
		return conflict(req, "This lead was erased before.");
	return api_show(req, 200, json_pack("{s:I, s:o, s:I}", "id", (json_int_t)id, "erased_at", json_instant(req, req->now), "records", (json_int_t)count), 0);
}

/* Shows and takes the button of a watch. */
#include "web/watch.h"

#include "base/text.h"

void
watch_fill(struct view *view, enum marker at, const char *path, bool watched)
{
	struct view *part = view_part(view, at, TPL_WATCH_BUTTON);

	view_text(part, M_WATCH_PATH, path);
	view_show(part, watched ? M_IS_WATCHED : M_NOT_WATCHED);
}

const char *
watch_words(const struct request *req, bool watched)
{
	const char *done = request_query(req, "done");

	if (watched && text_equal(done, "watched"))
		return "You watch this now. You get mail when somebody else changes it: at once, or as your settings say.";
	return !watched && text_equal(done, "unwatched") ? "You do not watch this any more." : NULL;
}

struct response
watch_taken(struct request *req, enum watch_kind kind, int64_t subject_id, const char *page)
{
	bool on = !text_equal(request_field(req, "watch"), "no");

	watch_set(req->db, &req->actor, kind, subject_id, on);
	return redirect(req, "%s?done=%s", page, on ? "watched" : "unwatched");
}

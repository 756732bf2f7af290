/* The button by which people watch a record, on that record's page. */
#ifndef WEB_WATCH_H
#define WEB_WATCH_H

#include "auth/watch.h"
#include "view/view.h"
#include "web/web.h"

/* Fills a page's WATCH_BUTTON: it says whether the reader watches the record, and sends the other wish to `path`. */
void watch_fill(struct view *view, enum marker at, const char *path, bool watched);

/* What the button has just done, as long as it is so: of the query's "done". NULL: nothing. */
const char *watch_words(const struct request *req, bool watched);

/* Takes the button's form, and leads back to `page`. */
struct response watch_taken(struct request *req, enum watch_kind kind, int64_t subject_id, const char *page);

#endif

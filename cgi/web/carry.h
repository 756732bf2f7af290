/* Words typed into a form that cannot be carried out now: kept, and shown again, filled. */
#ifndef WEB_CARRY_H
#define WEB_CARRY_H

#include "web/web.h"

enum {
	CARRY_LIFE = 3600,		/* seconds that carried words wait for their sign-in */
	CARRY_MOST = 900 << 10,		/* bytes of them, encoded: once more encoded they still pass nginx */
};

/*
 * Runs a form's handler only to show the form again: `why` stands above it and nothing it does is kept. The answer has
 * `status`; a form without a page of its own becomes the refusal of that status.
 */
struct response held_answer(struct request *req, const struct route *route, int status, const char *why);

/* The page for ?carried=TOKEN: the form that came without a session, filled. */
struct response carried_answer(struct request *req, const struct route *routes);

/*
 * Keeps what the sign-in form carried (its fields carry_path and carry_body), for this person. Returns the address that
 * shows it, or NULL when nothing was carried or it is not an address of ours.
 */
const char *carry_keep(struct request *req, int64_t person_id);

/* Whether what is typed into a field of this name is kept nowhere and shown to nobody: passwords and codes. */
bool field_is_secret(const char *name);

/* The typed fields of the present request as one text: without tokens, passwords and codes. */
const char *carry_text(struct request *req);

#endif

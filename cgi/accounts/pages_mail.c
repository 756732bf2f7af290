/* Ending a kind of mail by the address that stands in every such mail: no session is needed, and a mail program may do it. */
#include "accounts/pages.h"
#include "accounts/views.h"
#include "auth/audit.h"
#include "auth/mail_wish.h"
#include "base/conf.h"
#include "base/text.h"

/* Whom and what the address is about; false: it was not made here. */
static bool
asked(const struct request *req, int64_t *person_id, int *kind)
{
	const char *name = request_query(req, "kind");

	*kind = -1;
	for (int i = 0; name && i < MAIL_KINDS; i++)
		if (text_equal(mail_kind_names[i], name))
			*kind = i;
	return text_integer(request_query(req, "for"), 1, INT64_MAX, person_id)
	    && mail_off_proved(req->conf->secret, *person_id, *kind, request_query(req, "proof"));
}

static struct response
mail_off_answer(struct request *req, int64_t person_id, int kind, bool done)
{
	struct response answer = show(req, 200, mail_off_view(req, mail_off_query(req, req->conf->secret, person_id, kind), kind, done));

	answer.cache = NO_STORE;
	return answer;
}

static struct response
not_whole(struct request *req)
{
	return refuse(req, 404, "This address is not whole. Copy it from the mail again, or sign in and choose in your settings.");
}

struct response
mail_off_page(struct request *req)
{
	int64_t person_id;
	int kind;

	return asked(req, &person_id, &kind) ? mail_off_answer(req, person_id, kind, false) : not_whole(req);
}

/* RFC 8058: a mail program posts here by itself and wants an answer that leads nowhere. */
struct response
mail_off(struct request *req)
{
	int64_t person_id;
	int kind;

	if (!asked(req, &person_id, &kind))
		return not_whole(req);
	mail_wish_end(req->db, person_id, kind);
	audit_add(req->db, &req->actor, "mail.off", "person", person_id, mail_kind_names[kind]);
	return mail_off_answer(req, person_id, kind, true);
}

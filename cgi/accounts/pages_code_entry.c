/* The second half of a sign-in: a code after the right password. */
#include "accounts/pages_code.h"
#include "accounts/views_code.h"
#include "auth/audit.h"
#include "auth/guess.h"
#include "auth/outbox.h"
#include "auth/totp.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/text.h"
#include "web/origin.h"
#include "web/urlencode.h"

struct response
halfway(struct request *req, const struct account *account, const char *to)
{
	struct response answer = redirect(req, "/sign-in/code?next=%s", url_encode(req, to));
	char token[TOKEN_TEXT];

	ticket_make(req->db, account->id, req->now, token);
	audit_add(req->db, &req->actor, "sign_in.half", "person", account->id, NULL);
	answer.cookie[0] = cookie_set_for(req, cookie_ticket(req), text_copy(req, token), TICKET_LIFE);
	return answer;
}

/*
 * Uses up what was typed. Both ways are always gone, so that a wrong code, one that was used and a wrong recovery code take
 * the same time. A seed that cannot be opened (another secret in the settings) leaves the recovery codes.
 */
static bool
code_use(struct request *req, int64_t person_id, const char *typed)
{
	const struct authenticator *a = authenticator_find(req->db, req, person_id);
	const char *code = code_tidy(req, typed);
	unsigned char seed[TOTP_SEED] = { 0 };
	bool opened = a && totp_open(req->conf->secret, person_id, a->sealed_seed, seed), by_app, by_paper;
	int64_t step = totp_step(seed, req->now, code, a ? a->last_step : 0);

	if (a && !opened)
		log_line("an authenticator was sealed under another secret");
	by_app = authenticator_step_use(req->db, person_id, opened ? step : 0);
	by_paper = recovery_code_use(req->db, person_id, code, req->now);
	if (!by_paper)
		return by_app;
	audit_add(req->db, &req->actor, "authenticator.recovery", "person", person_id, NULL);
	outbox_urgent(req->db, &req->actor, "authenticator.recovery", person_id, person_id);
	return true;
}

const char *
code_problem(struct request *req, const struct account *account, const char *typed, int64_t *until)
{
	struct guess guess = guess_of_code(req->conf->secret, account->email, params_get(req->cookies, cookie_known(req)));
	int64_t wait = guess_begin(req->db, &guess, req->now);

	if (until)
		*until = wait;
	if (wait)
		return "There were too many wrong codes. Wait a quarter of an hour and try again.";
	if (code_use(req, account->id, typed)) {
		guess_right(req->db, &guess);
		return NULL;
	}
	if (guess_wrong(req->db, &guess, req->now))
		outbox_urgent(req->db, &req->actor, "authenticator.tried", account->id, account->id);
	audit_add(req->db, &req->actor, "authenticator.refused", "person", account->id, NULL);
	return "This code is not right, or was used before. Check it and try again.";
}

static const char *
ticket_of(struct request *req)
{
	return params_get(req->cookies, cookie_ticket(req));
}

static struct account *
half_in(struct request *req)
{
	const char *ticket = ticket_of(req);
	int64_t id = ticket ? ticket_person(req->db, ticket, req->now) : 0;

	return id ? account_find(req->db, req, id) : NULL;
}

static struct response
ticket_over(struct request *req)
{
	return gate(req, 404, NULL, "Signing in took longer than five minutes, or was not begun here. Begin with your password.");
}

static struct response
code_answer(struct request *req, int status, const char *problem)
{
	const char *next = request_query(req, "next");
	bool on_paper = text_equal(request_query(req, "with"), "recovery") || request_field(req, "recovery_code");
	struct response answer = show(req, status, sign_in_code_view(req, way_back(next ? next : request_field(req, "next")), on_paper,
	    problem));

	answer.cache = NO_STORE;
	return answer;
}

struct response
sign_in_code_page(struct request *req)
{
	return half_in(req) ? code_answer(req, 200, NULL) : ticket_over(req);
}

struct response
sign_in_code(struct request *req)
{
	const char *typed = request_field(req, "recovery_code"), *problem;
	const struct account *account = half_in(req);
	struct response answer;
	int64_t until;

	if (!account)
		return ticket_over(req);
	if (!typed)
		typed = request_field(req, "code");
	problem = code_problem(req, account, typed ? typed : "", &until);
	if (!problem) {
		ticket_end(req->db, ticket_of(req));
		return enter_proved(req, account, way_back(request_field(req, "next")));
	}
	answer = code_answer(req, until ? 429 : 401, problem);
	answer.retry_after = until ? (int)(until - req->now) : 0;
	return answer;
}

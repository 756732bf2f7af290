/* One's own authenticator: setting it up, new recovery codes, turning it off. */
#include "accounts/pages_code.h"
#include "accounts/views_code.h"
#include "auth/audit.h"
#include "auth/outbox.h"
#include "auth/totp.h"
#include "base/conf.h"
#include "base/text.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

struct proof {
	const char *password, *code;
};

static const struct field begin_fields[] = {
	{ .name = "current_password", .label = "Your password", .kind = FIELD_PASSWORD, .at = account_authenticator_PASSWORD_FIELD,
	    .into = offsetof(struct proof, password), .required = true, .hint = "So that nobody else does this while you are away." },
	{ 0 }
};

static const struct field confirm_fields[] = {
	{ .name = "code", .label = "Code that the app shows", .kind = FIELD_CODE, .at = account_authenticator_CODE_FIELD,
	    .into = offsetof(struct proof, code), .required = true },
	{ 0 }
};

static const struct field proof_fields[] = {
	{ .name = "current_password", .label = "Your password", .kind = FIELD_PASSWORD, .at = account_authenticator_proof_PASSWORD_FIELD,
	    .into = offsetof(struct proof, password), .required = true },
	{ .name = "code", .label = "Code that the app shows, or a recovery code", .kind = FIELD_TEXT,
	    .at = account_authenticator_proof_CODE_FIELD, .into = offsetof(struct proof, code), .most = 80, .required = true },
	{ 0 }
};

/* Whether this session may go on with what was begun: it is the one that typed the password, and not long ago. */
static bool
is_begun(const struct request *req, const struct authenticator *a)
{
	return a && !a->confirmed_at && a->begun_by == req->session->id && a->begun_at > req->now - BEGUN_LIFE
	    && a->begun_at <= req->now + CLOCKS_APART;
}

static struct response
authenticator_answer(struct request *req, int status, const struct authenticator *a, const struct form *form)
{
	unsigned char seed[TOTP_SEED];
	bool begun = a && is_begun(req, a) && totp_open(req->conf->secret, req->user->id, a->sealed_seed, seed);
	struct response answer;
	struct view *view;

	if (!form)
		form = form_show(req, begun ? confirm_fields : begin_fields, NULL);
	view = account_authenticator_view(req, a && a->confirmed_at ? a : NULL, begun ? seed : NULL, form);
	page_notice(view, done_words(req));
	answer = show(req, status, view);
	answer.cache = NO_STORE;
	return answer;
}

struct response
authenticator_page(struct request *req)
{
	return authenticator_answer(req, 200, authenticator_find(req->db, req, req->user->id), NULL);
}

struct response
authenticator_start(struct request *req)
{
	const struct account *account = account_find(req->db, req, req->user->id);
	const struct authenticator *a = authenticator_find(req->db, req, req->user->id);
	struct proof typed;
	struct form *form = form_read(req, begin_fields, &typed);
	unsigned char seed[TOTP_SEED];

	if (a && a->confirmed_at)
		return conflict(req, "You have an authenticator already. Turn it off before you set up another.");
	if (form_ok(form))
		form_reject(form, "current_password", identity_problem(req, account, typed.password));
	if (!form_ok(form))
		return authenticator_answer(req, 422, NULL, form);
	totp_seed_make(seed);
	authenticator_begin(req->db, req->user->id, totp_seal(req, req->conf->secret, req->user->id, seed), req->session->id, req->now);
	return redirect(req, "/account/authenticator");
}

/* The codes that the form makes: the same form sent twice makes the same ones. */
static void
codes_make(struct request *req, const char *codes[RECOVERY_CODES])
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";

	for (int i = 0; i < RECOVERY_CODES; i++) {
		const char *label = text_format(req, "recovery code %d of %lld %s", i, (long long)req->user->id, req->wire.key);
		char code[RECOVERY_LENGTH + 1] = "";
		unsigned char bytes[32];

		crypto_auth_hmacsha256(bytes, (const unsigned char *)label, strlen(label), req->conf->secret);
		for (int n = 0; n < RECOVERY_LENGTH; n++)
			code[n] = letters[bytes[n] & 31];
		codes[i] = text_copy(req, code);
	}
}

/* The one time that they are shown, and for a few minutes to who sends the form again: there is no address to lead to. */
static struct response
codes_answer(struct request *req, const char *const codes[RECOVERY_CODES])
{
	size_t tokens;
	struct response answer;

	keys_of(req->db, req, req->user->id, req->now, &tokens);
	answer = show(req, 200, account_recovery_codes_view(req, codes, (int64_t)tokens));
	answer.cache = NO_STORE;
	return answer;
}

struct response
authenticator_confirmation(struct request *req)
{
	const struct authenticator *a = authenticator_find(req->db, req, req->user->id);
	const char *codes[RECOVERY_CODES];
	struct proof typed;
	struct form *form = form_read(req, confirm_fields, &typed);
	unsigned char seed[TOTP_SEED];
	int64_t step = 0;

	codes_make(req, codes);
	if (a && a->confirmed_at && recovery_code_is_new(req->db, req->user->id, codes[0], req->now))
		return codes_answer(req, codes);
	if (a && a->confirmed_at)
		return conflict(req, "Codes are on already. If you have not kept your recovery codes, make new ones.");
	if (!a || !is_begun(req, a) || !totp_open(req->conf->secret, req->user->id, a->sealed_seed, seed))
		return conflict(req, "Setting up the app was not begun here, or took longer than half an hour. Begin again.");
	if (form_ok(form))
		step = totp_step(seed, req->now, code_tidy(req, typed.code), 0);
	if (form_ok(form) && !step)
		form_reject(form, "code", "This is not the code for this key. Check that the app has the key, and that your phone\u2019s clock is right.");
	if (!form_ok(form))
		return authenticator_answer(req, 422, a, form);
	if (!authenticator_confirm(req->db, req->user->id, step, req->now))
		return conflict(req, NULL);
	recovery_codes_set(req->db, req->user->id, codes, req->now);
	session_end_all(req->db, req->user->id, req->session->id, req->now);
	address_change_end(req->db, req->user->id, req->now);
	audit_add(req->db, &req->actor, "authenticator.on", "person", req->user->id, NULL);
	outbox_urgent(req->db, &req->actor, "authenticator.on", req->user->id, req->user->id);
	return codes_answer(req, codes);
}

/* Whether the person has proved both halves again. */
static bool
proved_again(struct request *req, struct form *form, const struct proof *typed)
{
	const struct account *account = account_find(req->db, req, req->user->id);

	if (form_ok(form))
		form_reject(form, "current_password", identity_problem(req, account, typed->password));
	if (form_ok(form))
		form_reject(form, "code", code_problem(req, account, typed->code, NULL));
	return form_ok(form);
}

static struct response
none_on(struct request *req)
{
	return refuse(req, req->method == GET ? 404 : 409, "You have no authenticator. Set one up on the page of your account first.");
}

/* The page that asks for both, for one thing or the other. */
static struct response
proof_answer(struct request *req, int status, bool ending, const struct form *form)
{
	struct response answer = show(req, status, account_authenticator_proof_view(req, ending,
	    form ? form : form_show(req, proof_fields, NULL)));

	answer.cache = NO_STORE;
	return answer;
}

struct response
recovery_page(struct request *req)
{
	return authenticator_asks(req->db, req->user->id) ? proof_answer(req, 200, false, NULL) : none_on(req);
}

struct response
recovery_save(struct request *req)
{
	const char *codes[RECOVERY_CODES];
	struct proof typed;
	struct form *form = form_read(req, proof_fields, &typed);

	codes_make(req, codes);
	if (!authenticator_asks(req->db, req->user->id))
		return none_on(req);
	if (recovery_code_is_new(req->db, req->user->id, codes[0], req->now))
		return codes_answer(req, codes);
	if (!proved_again(req, form, &typed))
		return proof_answer(req, 422, false, form);
	recovery_codes_set(req->db, req->user->id, codes, req->now);
	audit_add(req->db, &req->actor, "authenticator.codes", "person", req->user->id, NULL);
	outbox_urgent(req->db, &req->actor, "authenticator.codes", req->user->id, req->user->id);
	return codes_answer(req, codes);
}

struct response
authenticator_end_page(struct request *req)
{
	return authenticator_asks(req->db, req->user->id) ? proof_answer(req, 200, true, NULL) : none_on(req);
}

struct response
authenticator_end_own(struct request *req)
{
	struct proof typed;
	struct form *form = form_read(req, proof_fields, &typed);

	if (!authenticator_asks(req->db, req->user->id))
		return none_on(req);
	if (!proved_again(req, form, &typed))
		return proof_answer(req, 422, true, form);
	authenticator_end(req->db, req->user->id);
	audit_add(req->db, &req->actor, "authenticator.off", "person", req->user->id, NULL);
	outbox_urgent(req->db, &req->actor, "authenticator.off", req->user->id, req->user->id);
	return redirect(req, "/account/authenticator?done=code-off");
}

/* Charter sheets as JSON: the agreement and versions of terms put together and signed as one. */
#include "sla/api.h"

#include "auth/session.h"
#include "base/text.h"
#include "glossary/api_parts.h"
#include "sla/api_agreement_parts.h"
#include "sla/said_agreement.h"

#include <talloc.h>

enum { SHEET_MOST = 100 };	/* versions on one sheet */

/* What a request puts on a sheet, in its order. */
struct choice {
	struct subject *subjects;
	struct version_name *names;
	size_t count;
	struct agreement_name agreement;
	bool with_agreement;
};

/* Each team that has signed the whole sheet: its versions bear the same signature. */
static json_t *
sheet_signatures(struct request *req, int64_t sheet_id, const struct version *first)
{
	json_t *list = json_array();

	for (size_t i = 0; first && i < first->signature_count; i++) {
		const struct signature *s = &first->signatures[i];

		if (s->sheet_id == sheet_id)
			json_array_append_new(list, json_pack("{s:s, s:s, s:o}", "team", team_names[s->team], "person",
			    s->person_name, "at", json_instant(req, s->at)));
	}
	return list;
}

static struct response
sheet_answer(struct request *req, int status, int64_t sheet_id)
{
	const struct sheet *sheet = sheet_find(req->db, req, sheet_id);
	size_t count;
	const struct sheet_line *lines = sheet_lines(req->db, req, sheet_id, &count);
	const struct version *first = NULL;
	const struct agreement *agreement = agreement_find(req->db, req, charter_agreement(req->db, sheet_id), req->now);
	json_t *versions, *body;

	if (!sheet)
		return not_found(req);
	versions = json_array();
	for (size_t i = 0; i < count; i++) {
		struct subject s = subject_find(req, lines[i].slug, lines[i].number);

		if (!s.version)
			continue;
		json_array_append_new(versions, version_json(req, s.term, s.version));
		first = first ? first : s.version;
	}
	body = json_pack("{s:I, s:I, s:s, s:s, s:o, s:o, s:o, s:o}", "id", (json_int_t)sheet->id, "revision",
	    (json_int_t)sheet->revision, "state", sheet_state_names[sheet->state], "made_by", sheet->person_name, "made_at",
	    json_instant(req, sheet->created_at), "versions", versions, "agreement",
	    agreement ? agreement_json(req, agreement) : json_null(), "signatures",
	    sheet_signatures(req, sheet->id, first));
	if (status == 201)
		return api_created(req, body, sheet->revision, text_format(req, "/api/v1/sheets/%lld", (long long)sheet->id));
	return api_show(req, status, body, sheet->revision);
}

/* The charter an address names. A version signed by itself has a sheet too, which is nobody's to ask for. */
static const struct sheet *
charter_find(struct request *req)
{
	const struct sheet *sheet = sheet_find(req->db, req, req->id);

	return sheet && sheet->is_charter ? sheet : NULL;
}

struct response
api_charter_show(struct request *req)
{
	const struct sheet *sheet = charter_find(req);

	return sheet ? sheet_answer(req, 200, sheet->id) : not_found(req);
}

static bool
chosen_before(const struct choice *chosen, const struct version *version)
{
	for (size_t i = 0; i < chosen->count; i++)
		if (chosen->names[i].version_id == version->id)
			return true;
	return false;
}

/* Reads {"slug", "number", "revision"} and finds the version. */
static void
choice_read(struct request *req, struct json_in *item, struct choice *chosen)
{
	const char *slug = json_in_text(item, "slug", true);
	int64_t number = json_in_integer(item, "number", true), revision = json_in_integer(item, "revision", true);
	struct subject s = slug ? subject_find(req, slug, number) : (struct subject){ 0 };
	struct response unused;

	json_in_end(item, &unused);
	if (slug && !s.term)
		json_in_reject(item, "/slug", "There is no term at this address.");
	else if (s.term && number && !s.version)
		json_in_reject(item, "/number", "The term has no version of this number.");
	if (!s.version)
		return;
	if (chosen_before(chosen, s.version))
		json_in_reject(item, "", "This version is named twice.");
	chosen->subjects[chosen->count] = s;
	chosen->names[chosen->count++] = (struct version_name){ s.version->id, revision };
}

/* "agreement": {"number", "revision"}, which may be left out. */
static void
agreement_choice_read(struct request *req, struct json_in *in, struct choice *chosen)
{
	static const char *const known[] = { "agreement", NULL };
	const json_t *named = json_object_get(json_in_object(in), "agreement");
	const json_t *number = json_object_get(named, "number"), *revision = json_object_get(named, "revision");

	json_in_know(in, known);
	if (!named || json_is_null(named))
		return;
	if (json_object_size(named) != 2 || !json_is_integer(number) || !json_is_integer(revision)) {
		json_in_reject(in, "/agreement", "Write {\"number\": 3, \"revision\": 1}.");
		return;
	}
	chosen->agreement = (struct agreement_name){ json_integer_value(number), json_integer_value(revision) };
	chosen->with_agreement = true;
	if (!agreement_find(req->db, req, chosen->agreement.number, req->now))
		json_in_reject(in, "/agreement/number", "The agreement has no version of this number.");
}

static struct choice
choices_read(struct request *req, struct json_in *in)
{
	size_t count;
	struct json_in **items = json_in_list(in, "versions", false, &count);
	struct choice chosen = {
		.subjects = memory_need(talloc_zero_array(req, struct subject, SHEET_MOST + 1)),
		.names = memory_need(talloc_zero_array(req, struct version_name, SHEET_MOST + 1)),
	};

	if (items && count == 0)
		json_in_reject(in, "/versions", "Name at least one version.");
	if (count > SHEET_MOST)
		json_in_reject(in, "/versions", text_format(req, "A sheet holds at most %d versions.", SHEET_MOST));
	for (size_t i = 0; items && i < count && i < SHEET_MOST; i++)
		choice_read(req, items[i], &chosen);
	agreement_choice_read(req, in, &chosen);
	return chosen;
}

/* Why one version keeps the sheet from being made. */
static struct response
choice_refused(struct request *req, const struct subject *s, enum act_result result)
{
	if (result == RESULT_TAKEN)
		return conflict(req, text_format(req, "“%s”, version %lld, bears a signature already, so it cannot go on a sheet."
		    " Sign it by itself.", s->term->name, (long long)s->version->number));
	return version_refused(req, s, STEP_SIGN, result);
}

/* The same of the agreement. */
static struct response
agreement_choice_refused(struct request *req, const struct choice *chosen, enum act_result result)
{
	const struct agreement *a = agreement_find(req->db, req, chosen->agreement.number, req->now);

	if (!a)
		return not_found(req);
	if (result == RESULT_TAKEN)
		return conflict(req, text_format(req, "Version %lld of the agreement bears a signature already, so it cannot go on a sheet."
		    " Sign it by itself.", (long long)a->number));
	return agreement_refused(req, a, STEP_SIGN, result);
}

struct response
api_charter_make(struct request *req)
{
	struct response refused;
	struct json_in *in = json_in(req, &refused);
	struct choice chosen;
	enum act_result result;
	int64_t sheet_id;
	size_t which;

	if (!in)
		return refused;
	chosen = choices_read(req, in);
	if (!json_in_end(in, &refused))
		return refused;
	result = charter_create(req->db, req, &req->actor, chosen.names, chosen.count, chosen.with_agreement ? &chosen.agreement : NULL,
	    &sheet_id, &which);
	if (result != RESULT_DONE && which == chosen.count)
		return agreement_choice_refused(req, &chosen, result);
	if (result != RESULT_DONE)
		return choice_refused(req, &chosen.subjects[which], result);
	return sheet_answer(req, 201, sheet_id);
}

/* What keeps the agreement on a sheet from being signed. */
static const char *
sheet_wanted(struct request *req, const struct sheet *sheet)
{
	const struct agreement *a = agreement_find(req->db, req, charter_agreement(req->db, sheet->id), req->now);
	size_t count = 0;
	const struct term_wanted *wanted = a ? agreement_terms_wanted(req->db, req, a, sheet->id, req->now,
	    req->session->organisation_zone, &count) : NULL;

	return count ? wanted_words(req, wanted, count) : NULL;
}

/* Why the sheet cannot be signed as it is. */
static struct response
sheet_refused(struct request *req, const struct sheet *sheet, enum act_result result)
{
	if (result == RESULT_GONE)
		return not_found(req);
	if (result == RESULT_TAKEN)
		return conflict(req, "This sheet bears your team’s signature, or your own, already.");
	if (sheet->state == SHEET_RATIFIED)
		return conflict(req, "Both teams have signed this sheet already.");
	if (sheet->state == SHEET_WITHDRAWN)
		return conflict(req, "This sheet was withdrawn. Make a new one.");
	if (result == RESULT_WANTED)
		return conflict(req, sheet_wanted(req, sheet));
	if (result == RESULT_MOVED)
		return conflict(req, "Something on this sheet is no longer in review. Send it to review again, or make another sheet.");
	return conflict(req, text_format(req, "Something on this sheet was edited, and the sheet is at revision %lld now. Read it"
	    " again, then sign that revision.", (long long)sheet->revision));
}

struct response
api_charter_sign(struct request *req)
{
	const struct sheet *sheet = charter_find(req);
	const char *may_not = glossary_may_sign(req->user);
	struct response refused;
	struct json_in *in;
	enum act_result result;
	int64_t revision;

	if (!sheet)
		return not_found(req);
	if (may_not)
		return forbidden(req, may_not);
	in = json_in(req, &refused);
	if (!in)
		return refused;
	revision = json_in_integer(in, "revision", true);
	if (!json_in_end(in, &refused))
		return refused;
	result = charter_sign(req->db, req, &req->actor, sheet->id, revision, req->session->organisation_zone);
	if (result != RESULT_DONE)
		return sheet_refused(req, sheet, result);
	return sheet_answer(req, 200, sheet->id);
}
